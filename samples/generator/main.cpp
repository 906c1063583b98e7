// sample_generator SAMPLES_FOLDER [--pages-only] [PAGE...]: writes market/ and expected.json from listings.jsonl.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "samples/generator/listing.h"
#include "samples/generator/page.h"
#include "samples/generator/photo.h"
#include "samples/generator/render.h"

namespace {

using namespace markhound::samples;

constexpr int rays_a_side = 2;
constexpr std::size_t related_items = 4;

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

/// Listings without any mark, so that a page's neighbours say nothing about it.
std::vector<const Listing*> neighbours(const std::vector<Listing>& listings, std::size_t at) {
  std::vector<const Listing*> found;
  for (std::size_t i = 1; i < listings.size() && found.size() < related_items; ++i) {
    const Listing& other = listings[(at + i) % listings.size()];
    if (other.clean()) found.push_back(&other);
  }
  return found;
}

void write_pages(const std::filesystem::path& samples, const std::vector<Listing>& listings) {
  for (std::size_t i = 0; i < listings.size(); ++i) {
    write(samples / "market" / listings[i].page, product_page(listings[i], neighbours(listings, i)));
  }
  write(samples / "market/index.html", index_page(listings));
  write(samples / "market/sitemap.xml", sitemap(listings));
  write(samples / "expected.json", expected_json(listings));
}

void write_pictures(const std::filesystem::path& samples, const std::vector<Listing>& listings,
                    const std::set<std::string>& only) {
  for (const Listing& listing : listings) {
    if (!only.empty() && !only.contains(listing.page)) continue;
    const auto file = develop(render(listing.shot, samples.string(), rays_a_side), listing.shot);
    write(samples / "market" / listing.picture(), std::string(file.begin(), file.end()));
    std::cout << listing.page << "  " << listing.shot.product << "  " << file.size() / 1000 << " KB" << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const bool pages_only = std::erase(words, "--pages-only") > 0;
  if (words.empty()) {
    std::cerr << "usage: sample_generator SAMPLES_FOLDER [--pages-only] [PAGE...]\n";
    return 2;
  }
  try {
    const std::filesystem::path samples = words[0];
    const std::vector<Listing> listings = read_listings((samples / "listings.jsonl").string());
    write_pages(samples, listings);
    if (!pages_only) write_pictures(samples, listings, {words.begin() + 1, words.end()});
  } catch (const std::exception& e) {
    std::cerr << "sample_generator: " << e.what() << "\n";
    return 2;
  }
  return 0;
}
