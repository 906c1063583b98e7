// Pages made to exhaust the reader: each must come back quickly, with a Problem and what could be read safely.
#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>

#include "crawler/html/document.h"
#include "crawler/html/prune.h"
#include "crawler/platforms/generic.h"
#include "tests/crawler/platforms/pages.h"
#include "tests/test_data.h"

namespace markhound {
namespace {

using html_document = crawler::html::Document;
using std::chrono::seconds;
using testing::AnyOf;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

const std::string product =
    R"(<script type="application/ld+json">{"@type":"Product","name":"Anvil","sku":"A-1",
       "offers":{"price":"9.50","priceCurrency":"EUR"}}</script>)";

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Sanitizers and a loaded machine make everything slower; a quadratic pass would take hours.
template <class Use>
void within(seconds limit, const Use& use) {
  const auto start = std::chrono::steady_clock::now();
  use();
  EXPECT_LT(std::chrono::steady_clock::now() - start, limit);
}

void expect_read_with_limit(const std::string& page) {
  within(seconds(60), [&] {
    const crawler::Page read = test::parsed(page);
    ASSERT_EQ(read.listings.size(), 1u);
    EXPECT_EQ(read.listings.at(0).price.amount, "9.50");
    ASSERT_THAT(read.problems, Not(IsEmpty()));
    EXPECT_EQ(read.problems[0].kind, Problem::Kind::limit);
    EXPECT_EQ(read.problems[0].thing, "https://shop.example/item/1");
  });
}

TEST(Hostile, PageOf200Megabytes) { expect_read_with_limit(product + std::string(200u << 20, 'x')); }

TEST(Hostile, HundredThousandNestedTags) {
  expect_read_with_limit(product + repeated("<div>", 100'000) + "deep" + repeated("</div>", 100'000));
}

TEST(Hostile, TextAfterTheNestIsStillRead) {
  const auto document =
      html_document::parse(repeated("<div>", 5000) + "<p>deep</p>" + repeated("</div>", 5000) + "<p>after</p>");
  EXPECT_THAT(document.text(0), testing::HasSubstr("after"));
  EXPECT_THAT(document.text(0), testing::HasSubstr("deep"));
}

TEST(Hostile, NestedTagsOfEveryKind) {
  for (const char* tag :
       {"<b>", "<a href=x>", "<span>", "<table><tr><td>", "<ul><li>", "<button>", "<select><option>", "<template>",
        "<svg>", "<object>", "<dl><dt>", "<ruby><rt>", "<font color=1>", "<form>", "<h1>"})
    within(seconds(60), [&] { test::parsed(repeated(tag, 100'000)); });
}

TEST(Hostile, EndTagsThatCloseNothing) {
  within(seconds(60), [&] { test::parsed(repeated("<div><table><td></div>", 50'000)); });
  within(seconds(60), [&] { test::parsed(repeated("<b><div></b>", 50'000)); });
  within(seconds(60), [&] { test::parsed(repeated("</p>", 500'000)); });
}

TEST(Hostile, FormattingThatIsNeverClosed) {
  std::string page = product;
  for (int i = 0; i < 20'000; ++i) page += "<p><b a" + std::to_string(i) + ">x</p>";
  within(seconds(90), [&] { EXPECT_EQ(test::parsed(page).listings.size(), 1u); });
}

TEST(Hostile, AttributesWithoutEnd) {
  std::string page = product + "<p ";
  for (int i = 0; i < 300'000; ++i) page += "a" + std::to_string(i) + "=1 ";
  expect_read_with_limit(page + ">text</p>");
}

TEST(Hostile, MarkupThatDoesNotEnd) {
  for (const char* open :
       {"<!--", "<script>", "<style>", "<textarea>", "<title>", "<svg>", "<a href=\"", "<![CDATA[", "<!", "</"})
    within(seconds(60), [&] { test::parsed(product + repeated(std::string(open) + " x ", 200'000)); });
}

TEST(Hostile, JsonWithoutBottom) {
  const std::string open = "<script type=\"application/ld+json\">";
  const std::string nested = repeated("{\"offers\":[", 100'000);
  within(seconds(60), [&] {
    const auto page = test::parsed(product + open + nested + "</script>");
    ASSERT_THAT(page.problems, Not(IsEmpty()));
    EXPECT_EQ(page.problems[0].cause, "JSON-LD block 2 is not JSON");
  });
  within(seconds(60), [&] { test::parsed(open + nested + "1" + repeated("]}", 100'000) + "</script>"); });
  within(seconds(60), [&] { test::parsed("<script>" + repeated("x={[", 200'000) + "</script>"); });
}

TEST(Hostile, CirclesInStructuredData) {
  within(seconds(60), [] {
    test::parsed(R"(<script type="application/ld+json">[{"@id":"a","@type":"Product","name":"x","offers":{"@id":"b"}},
                    {"@id":"b","@type":"AggregateOffer","price":"1","offers":{"@id":"b"}}]</script>)");
    test::parsed(R"(<div id=a itemscope itemref="b a" itemtype="https://schema.org/Product"><i itemprop=name>x</i></div>
                    <div id=b itemscope itemprop=offers itemref="a"></div>)");
  });
}

TEST(Hostile, ManyPricesAndLabels) {
  within(seconds(60),
         [] { test::parsed("<h1>x</h1>" + repeated("<div class=price><span>$1</span><b>SKU: 12</b></div>", 50'000)); });
  within(seconds(60),
         [] { test::parsed("<h1>x</h1><p>" + repeated("<i></i>", 200'000) + repeated("<b>$5</b>", 2'000)); });
}

TEST(Hostile, BytesThatAreNoText) {
  std::string noise;
  for (unsigned i = 0; i < 200'000; ++i) noise += static_cast<char>(i * 2654435761u >> 13);
  within(seconds(60), [&] { test::parsed(noise); });
  EXPECT_TRUE(test::parsed("").listings.empty());
  EXPECT_TRUE(test::parsed(std::string(1000, '\0')).listings.empty());
}

TEST(Hostile, Html5libTreesAreAllRead) {
  MARKHOUND_NEEDS_DATA("html/tree-construction");
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::real_data("html/tree-construction"))) {
    if (entry.path().extension() != ".dat") continue;
    const std::string file = test::read_file(entry.path());
    for (std::size_t at = file.find("#data\n"); at != file.npos; at = file.find("#data\n", at + 1)) {
      const std::size_t end = std::min(file.find("\n#errors", at), file.size());
      const auto document = html_document::parse(file.substr(at + 6, end - at - 6));
      EXPECT_THAT(document.cut(), IsEmpty()) << entry.path() << " at " << at;
      ++pages;
    }
  }
  EXPECT_GT(pages, 500);
}

}  // namespace
}  // namespace markhound
