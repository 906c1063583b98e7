// Drives a fuzzer without libFuzzer: every seed whole, and then changed by a fixed sequence of random edits. It finds
// what a careless reader does with broken input; the long hunt is the fuzz preset's.
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);  // NOLINT

namespace {

/// One seed of each kind of input that the fuzzers read; every fuzzer gets them all.
const std::vector<std::string> seeds = {
    "",
    "User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 2\nSitemap: http://a/s.xml\n",
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Length: 20\r\n\r\nHTTP/1.1 200 "
    "OK\r\n\r\nx\r\n\r\n",
    "<!doctype html><html><head><title>t</title><script "
    "type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"n\","
    "\"offers\":{\"price\":\"1,234.50\",\"priceCurrency\":\"USD\"}}</script></head><body itemscope "
    "itemtype=\"http://schema.org/Product\"><h1 itemprop=name>n</h1><span class=price>$87.11</span></body></html>",
    "{\"id\":\"a\",\"name\":\"NORDFJELL\",\"aliases\":[\"大鹅\"],\"classes\":[9,25],\"office\":\"US\",\"number\":"
    "\"5551234\"}\n",
    "http://a@b:80/c/../d?e#f\n\\\\u:p@0x7f.1:443\\%2e%2E/x;jsessionid=1?utm_id=2&y=[z]\t#\xc3\xbc",
    "file:///C|/x/..\n//[::ffff:1.2.3.4]/.//",
    "id,name,classes\n1,\"Nord\"\"fjell\",9;25\n",
    "EUR 1.234,56 - N\xd0\x9eRDFJELL \xf0\x9d\x93\x9d\xf0\x9d\x93\xb8 香～奈儿 n.o.r.d f j e l l",
    std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0", 29),
    std::string(
        "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x11\x08\0\x10\0\x10\3\1\x22\0\2\x11\1\3\x11\1", 39),
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>",
    std::string("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0ax", 32),
};

constexpr int edits_of_each_seed = 300;

void edit(std::string& input, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  const char byte = static_cast<char>(random());
  if (input.empty() || below(4) == 0)
    input.insert(below(input.size() + 1), 1 + below(8), byte);
  else if (below(3) == 0)
    input.erase(below(input.size()), 1 + below(8));
  else if (below(2) == 0)
    input[below(input.size())] = byte;
  else
    input.resize(below(input.size()));
}

}  // namespace

int main() {
  std::mt19937 random(20261123);
  int inputs = 0;
  for (const std::string& seed : seeds) {
    std::string input = seed;
    for (int i = 0; i <= edits_of_each_seed; ++i, ++inputs) {
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
      if (i % 8 == 0) input = seed;
      edit(input, random);
    }
  }
  std::printf("%d inputs survived\n", inputs);
}
