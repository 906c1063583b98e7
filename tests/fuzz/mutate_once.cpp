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
    "<!-- saved from url=(0045)https://www.walmart.com/ip/Trail-Flask/5012345678 --><script "
    "id=__NEXT_DATA__>{\"props\":"
    "{\"pageProps\":{\"initialData\":{\"data\":{\"product\":{\"usItemId\":\"5012345678\",\"name\":\"n\",\"priceInfo\":"
    "{\"currentPrice\":{\"price\":9,\"currencyUnit\":\"USD\"}},\"imageInfo\":{\"allImages\":[{\"url\":\"/"
    "a._SX9_.jpg\"}]}}}}}}}"
    "</script>",
    "<script>window.runParams = { data: {\"priceComponent\":{'discountPrice':{actCurrencyFormatPrice:\"US $9.80 - US "
    "$14.20\"}},"
    "titleModule:{subject:'\\x41'},z:undefined,}, };__X__ = JSON.parse(\"{\\\"a\\\":1}\")</script>",
    "<script "
    "type=\"text/"
    "mfe-initial-data\">{\"initialState\":{\"item\":{\"items\":{\"1\":{\"itemid\":1,\"shopid\":2,\"name\":\"n\","
    "\"price_min\":9900000000,\"price_max\":12900000000,\"images\":[\"k\"]}}}}}</script>",
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
    "{\"log\":{\"pages\":[{\"id\":\"p\"}],\"entries\":[{\"pageref\":\"p\",\"startedDateTime\":\"2026-01-02T03:04:05.1+"
    "01:00\","
    "\"time\":5,\"request\":{\"method\":\"GET\",\"url\":\"http://a/\",\"headers\":[]},\"response\":{\"status\":200,"
    "\"headers\":[{\"name\":\"Content-Type\",\"value\":\"text/html\"}],\"content\":{\"size\":1,\"encoding\":\"base64\","
    "\"text\":\"eA==\"}}}]}}",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: "
    "http://a/\r\n\r\n<p>=3D=\r\n</p>\r\n--b\r\nContent-Type: "
    "image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: p.png\r\n\r\niVBO\r\n--b--\r\n",
    std::string(
        "PK\003\004\024\000\000\000\010\000\000\000!\000WJ@\361k\000\000\000\202\000\000\000\016\000\000\000archi"
        "ve/a.warc\013w\014r\3267\3243\340\345\012\007\262tC*\013R\255\024\212R\213\013\362\363\212Sa\202\211E"
        "\351\251%\272\241A\236V\012\031%%\005V\372\372\211\372\274\134\316\371y%\251y%\272>\251y\351%\031V\012&&"
        "\274\134\274\134\036!!\001@\003\015\025\214\014\014\024\374\275\021\312 F\227\244V\224\350g\224\344\346"
        "\200\324V\200\010\000PK\003\004\024\000\000\000\000\000\000\000!\000\317\300\204\200\024\000\000\000\024"
        "\000\000\000\021\000\000\000pages/pages.jsonl{\042url\042:\042http://a/\042}\012PK\003\004\024\000\000"
        "\000\000\000\000\000!\000l\265\361\254<\000\000\000<\000\000\000\020\000\000\000datapackage.json{\042res"
        "ources\042:[{\042path\042:\042archive/a.warc\042,\042hash\042:\042sha256:00\042}]}PK\001\002\024\003\024"
        "\000\000\000\010\000\000\000!\000WJ@\361k\000\000\000\202\000\000\000\016\000\000\000\000\000\000\000"
        "\000\000\000\000\200\001\000\000\000\000archive/a.warcPK\001\002\024\003\024\000\000\000\000\000\000\000"
        "!\000\317\300\204\200\024\000\000\000\024\000\000\000\021\000\000\000\000\000\000\000\000\000\000\000"
        "\200\001\227\000\000\000pages/pages.jsonlPK\001\002\024\003\024\000\000\000\000\000\000\000!\000l\265"
        "\361\254<\000\000\000<\000\000\000\020\000\000\000\000\000\000\000\000\000\000\000\200\001\332\000\000"
        "\000datapackage.jsonPK\005\006\000\000\000\000\003\000\003\000\271\000\000\000D\001\000\000\000\000",
        531),
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
