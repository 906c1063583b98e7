// html5lib's tree construction cases: pruning must not change what a page says, and nothing in them may break a limit.
// Each document's text is compared with that of libgumbo's tree of the page as it is.
#include <iostream>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <gumbo.h>

#include "crawler/html/document.h"
#include "crawler/html/text.h"
#include "tests/test_data.h"

namespace markhound::crawler::html {
namespace {

std::string dense(std::string_view text) {
  std::string out = collapse(text);
  std::erase(out, ' ');
  return out;
}

/// What pruning takes out, as no listing is read from it; also what a browser does not show.
bool is_left_out(const GumboNode& node) {
  static const std::set<GumboTag> left{GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_IFRAME,   GUMBO_TAG_NOFRAMES,
                                       GUMBO_TAG_NOEMBED,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SVG,      GUMBO_TAG_MATH,
                                       GUMBO_TAG_TEMPLATE, GUMBO_TAG_XMP,      GUMBO_TAG_PLAINTEXT};
  return node.type != GUMBO_NODE_ELEMENT || left.contains(node.v.element.tag);
}

void gather(const GumboNode& node, std::string& out) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) {
    out += node.v.text.text;
    return;
  }
  if (is_left_out(node)) return;
  for (unsigned i = 0; i < node.v.element.children.length; ++i)
    gather(*static_cast<const GumboNode*>(node.v.element.children.data[i]), out);
}

std::string unpruned_text(const std::string& page) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  std::string text;
  gather(*output->root, text);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return dense(text);
}

/// The documents of a .dat file: between "#data" and "#errors"; cases of fragments are left out.
std::vector<std::string> documents(const std::string& file) {
  std::vector<std::string> found;
  constexpr std::string_view begin = "#data\n";
  for (std::size_t at = file.find(begin); at != file.npos;) {
    const std::size_t next = file.find("\n\n#data\n", at + 1);
    const std::string one = file.substr(at, next == file.npos ? next : next - at);
    const std::size_t errors = one.find("\n#errors");
    if (errors != one.npos && one.find("#document-fragment") == one.npos)
      found.push_back(one.substr(begin.size(), errors - std::min(errors, begin.size())));
    at = next == file.npos ? next : next + 2;
  }
  return found;
}

/// Drawings, formulas, frames and the tag that ends all markup are taken out of a page; text that a parser would count
/// to them stays.
bool is_taken_out(const std::string& page) {
  const std::string low = lowered(page);
  for (const char* tag : {"<svg", "<math", "<frameset", "<plaintext"})
    if (low.find(tag) != low.npos) return true;
  return false;
}

TEST(Html5lib, PruningLeavesTheTextAsItWas) {
  MARKHOUND_NEEDS_DATA("html/tree-construction");
  int pages = 0;
  int same = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::real_data("html/tree-construction"))) {
    for (const std::string& page : documents(test::read_file(entry.path()))) {
      const Document document = Document::parse(page);
      const std::string text = document.size() == 0 ? "" : dense(document.text(0));
      if (is_taken_out(page)) continue;
      ++pages;
      EXPECT_TRUE(document.cut().empty()) << page;
      const std::string whole = unpruned_text(page);
      same += text == whole;
      if (text != whole && getenv("MARKHOUND_SHOW"))
        std::cout << entry.path().filename() << "\n"
                  << page << "\n  pruned: " << text << "\n  whole:  " << whole << "\n";
    }
  }
  std::cout << pages << " documents of html5lib, text the same in " << same << "\n";
  EXPECT_GT(pages, 500);
  EXPECT_GE(same, pages - 2);
}

}  // namespace
}  // namespace markhound::crawler::html
