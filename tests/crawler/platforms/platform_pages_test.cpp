// What platforms show in place of a listing, where their lists lead, and the state that their pages start from.
#include <gmock/gmock.h>

#include "crawler/html/js_literal.h"
#include "crawler/platforms/picture_sizes.h"
#include "crawler/platforms/state.h"
#include "tests/crawler/platforms/pages.h"
#include "tests/test_data.h"

namespace markhound {
namespace {

using crawler::find_state;
using crawler::State;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Notice {
  const char* url;
  const char* page;
  Problem::Kind kind;
};

constexpr auto refused = Problem::Kind::refused;
constexpr auto not_found = Problem::Kind::not_found;

class Notices : public testing::TestWithParam<Notice> {};

TEST_P(Notices, AreAProblemAndNoListing) {
  const auto page = test::parsed(GetParam().page, GetParam().url);
  EXPECT_THAT(page.listings, IsEmpty()) << page.listings[0].title;
  EXPECT_THAT(page.links, IsEmpty());
  ASSERT_EQ(page.problems.size(), 1u);
  EXPECT_EQ(page.problems[0].kind, GetParam().kind) << to_line(page.problems[0]);
  EXPECT_EQ(page.problems[0].thing, GetParam().url);
  EXPECT_EQ(page.problems[0].mend.empty(), GetParam().kind == not_found);
}

INSTANTIATE_TEST_SUITE_P(
    Platforms, Notices,
    testing::Values(
        Notice{
            "https://www.amazon.com/dp/B0SAMPLE01",
            "<title>Amazon.com</title><h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure "
            "you're not a robot.</p><form action='/errors/validateCaptcha'><input name=field-keywords><button>Continue "
            "shopping</button></form>",
            refused},
        Notice{"https://www.amazon.de/dp/B0SAMPLE01",
               "<title>Amazon.de</title><h4>Click the button below to continue shopping</h4><button>Weiter "
               "shoppen</button>",
               refused},
        Notice{"https://www.amazon.com/dp/B0SAMPLE02",
               "<title>Page Not Found</title><a href=/ref=cs><img alt=\"Sorry! We couldn't find that page.\"></a>",
               not_found},
        Notice{"https://www.ebay.com/itm/100200300400",
               "<title>Pardon Our Interruption...</title><h1>Pardon Our Interruption...</h1><p>Checking your browser "
               "before "
               "you access eBay.</p>",
               refused},
        Notice{"https://www.ebay.com/itm/100200300401",
               "<title>Error Page | eBay</title><h2>We looked everywhere.</h2><p>Looks like this page is missing.</p>",
               not_found},
        Notice{
            "https://www.etsy.com/listing/700800900/x",
            "<title>etsy.com</title><p>Please enable JS</p><script>var dd={'host':'geo.captcha-delivery.com'}</script>",
            refused},
        Notice{"https://www.etsy.com/listing/700800901/x",
               "<title>Etsy</title><h1>Sorry, this item is unavailable.</h1><p>You may also like:</p>", not_found},
        Notice{"https://www.walmart.com/ip/x/5012345678",
               "<title>Robot or human?</title><h1>Activate and hold the button to confirm that you're human. Thank "
               "You!</h1>",
               refused},
        Notice{"https://www.aliexpress.com/item/1005006200300400.html",
               "<title></title><script>var "
               "url='//www.aliexpress.com:443/item/1.html/_____tmd_____/punish?x5secdata=a';</script>",
               refused},
        Notice{"https://www.aliexpress.com/item/1005006200300401.html",
               "<title>AliExpress</title><p>Sorry, the page you requested can not be found:(</p>", not_found},
        Notice{"https://www.lazada.co.id/products/x-i6800100200.html",
               "<title>Lazada</title><script>window._config_ = {\"action\":\"captcha\",\"url\":\"/x\"};</script>",
               refused},
        Notice{"https://shopee.vn/buyer/login?next=https%3A%2F%2Fshopee.vn%2Fx-i.1.2",
               "<title>Login now to start shopping! | Shopee</title><h1>Log In</h1>", refused},
        Notice{"https://shopee.sg/verify/traffic/error?home_url=x", "<title>Shopee</title><div id=main></div>",
               refused},
        Notice{"https://www.mercadolibre.com.ar/gz/account-verification?go=x",
               "<title>Mercado Libre</title><h1>¡Hola! Para continuar, ingresa a tu cuenta</h1>", refused},
        Notice{"https://articulo.mercadolibre.com.ar/MLA-900100200-x-_JM",
               "<title>Mercado Libre</title><h2>Parece que esta página no existe</h2>", not_found},
        Notice{"https://www.temu.com/bgn_verification.html?from=x", "<title>Security Verification</title>", refused},
        Notice{"https://www.temu.com/login.html?from=x-g-601099500600700.html", "<title>Temu | Login</title>", refused},
        Notice{"https://www.tiktok.com/shop/pdp/x/1729500600700800900",
               "<title>TikTok Shop</title><div id=captcha_container></div><p>Verify to continue:</p>", refused},
        Notice{"https://www.tiktok.com/shop/pdp/x/1729500600700800901",
               "<title>TikTok Shop</title><p>Product not available in this country or region</p>", not_found},
        Notice{"https://shop.example/item/1",
               "<title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue</noscript>",
               refused},
        Notice{"https://shop.example/item/2",
               "<title>Access denied</title><h1>Access Denied</h1><p>You don't have permission. Reference #18.2d</p>",
               refused}));

TEST(Refusals, AnAnswer404OfAShopIsGone) {
  Capture capture = test::page_of("<title>Nothing here</title><h1>Not here</h1>");
  capture.exchanges.emplace_back();
  capture.exchanges.back().status = 404;
  const auto page = crawler::parse(capture);
  ASSERT_EQ(page.problems.size(), 1u);
  EXPECT_EQ(page.problems[0].kind, not_found);
}

TEST(Refusals, WordsInAListingAreNoRefusal) {
  const auto page = test::parsed(
      R"(<title>Robot or human? The board game</title><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":
      {"initialData":{"data":{"product":{"usItemId":"5012345678","name":"Robot or human? The board game","availabilityStatus":"IN_STOCK",
      "priceInfo":{"currentPrice":{"price":9,"priceString":"$9.00","currencyUnit":"USD"}}}}}}}}</script>)",
      "https://www.walmart.com/ip/Robot-or-human/5012345678");
  ASSERT_EQ(page.listings.size(), 1u);
  EXPECT_THAT(page.problems, IsEmpty());
}

TEST(Refusals, TheMendNamesTheOpenRoad) {
  const auto page = test::parsed("<title>Pardon Our Interruption...</title>", "https://www.ebay.com/itm/100200300400");
  EXPECT_THAT(page.problems[0].mend, HasSubstr("Browse API"));
}

std::vector<std::string> links_of(const std::string& page, const std::string& url) {
  const auto read = test::parsed(page, url);
  EXPECT_THAT(read.listings, IsEmpty()) << url;
  return read.links;
}

TEST(Lists, LeadToCanonicalItems) {
  const std::string cards =
      "<title>lantern</title><h1>Results</h1><a href='/gp/help'>Help</a>"
      "<div><a "
      "href='/Kestrelline-Lantern/dp/B0SAMPLE01/ref=sr_1_1?keywords=lantern&qid=1'>Lantern</a><span>$9.00</span></div>"
      "<div><a href='/dp/B0SAMPLE01#reviews'>(12)</a></div>"
      "<div><a href='/sspa/click?ie=UTF8&url=%2FOther%2Fdp%2FB0SAMPLE02%2Fref%3Dsr'>Ad</a></div>";
  EXPECT_THAT(links_of(cards, "https://www.amazon.com/s?k=lantern"),
              ElementsAre("https://www.amazon.com/dp/B0SAMPLE01", "https://www.amazon.com/dp/B0SAMPLE02"));
  EXPECT_THAT(links_of("<title>lantern</title><a href='https://www.ebay.com/itm/123456?hash=x'>Shop on eBay</a>"
                       "<a href='https://www.ebay.com/itm/Lantern/100200300400?hash=item1&_trkparms=x'>a</a>"
                       "<a href='/itm/100200300401'>b</a>",
                       "https://www.ebay.com/sch/i.html?_nkw=lantern"),
              ElementsAre("https://www.ebay.com/itm/100200300400", "https://www.ebay.com/itm/100200300401"));
  EXPECT_THAT(links_of("<title>mug</title><a href='https://www.etsy.com/de/listing/700800900/x?ga_order=1'>a</a>"
                       "<a href='/listing/700800901/y'>b</a><a href='/shop/Gans'>s</a>",
                       "https://www.etsy.com/search?q=mug"),
              ElementsAre("https://www.etsy.com/listing/700800900", "https://www.etsy.com/listing/700800901"));
}

TEST(Lists, OfTheStateOfAPage) {
  EXPECT_THAT(links_of("<script>window._dida_config_ = {}; window._dida_config_._init_data_= { data: "
                       "{\"data\":{\"root\":{\"fields\":"
                       "{\"mods\":{\"itemList\":{\"content\":[{\"productId\":\"1005006200300400\",\"title\":{"
                       "\"displayTitle\":\"a\"}},"
                       "{\"productId\":\"1005006200300401\"}]}}}}}} };</script>",
                       "https://www.aliexpress.com/w/wholesale-lantern.html"),
              ElementsAre("https://www.aliexpress.com/item/1005006200300400.html",
                          "https://www.aliexpress.com/item/1005006200300401.html"));
  EXPECT_THAT(
      links_of(
          "<script id=__NEXT_DATA__>{\"props\":{\"pageProps\":{\"initialData\":{\"searchResult\":{\"itemStacks\":"
          "[{\"items\":[{\"usItemId\":\"5012345678\",\"name\":\"a\"},{\"usItemId\":\"5012345679\"}]}]}}}}}</script>",
          "https://www.walmart.com/search?q=flask"),
      ElementsAre("https://www.walmart.com/ip/5012345678", "https://www.walmart.com/ip/5012345679"));
  EXPECT_THAT(links_of("<script>window.pageData={\"mods\":{\"listItems\":[{\"itemId\":\"6800100200\",\"name\":\"a\","
                       "\"itemUrl\":\"//www.lazada.com.my/products/a-i6800100200-s1.html\"}]}}</script>",
                       "https://www.lazada.com.my/catalog/?q=comb"),
              ElementsAre("https://www.lazada.com.my/products/pdp-i6800100200.html"));
  EXPECT_THAT(links_of("<script type='text/mfe-initial-data'>{\"initialState\":{\"search\":{\"items\":[{\"item_basic\":"
                       "{\"itemid\":23400500600,\"shopid\":210300400,\"name\":\"a\"}}]}}}</script>",
                       "https://shopee.sg/search?keyword=sock"),
              ElementsAre("https://shopee.sg/product/210300400/23400500600"));
  EXPECT_THAT(links_of("<a href='https://articulo.mercadolibre.com.ar/MLA-900100200-farol-_JM#position=1'>a</a>"
                       "<a href='https://www.mercadolibre.com.ar/farol/p/MLA12345678?pdp_filters=item_id:MLA9'>b</a>",
                       "https://listado.mercadolibre.com.ar/farol"),
              ElementsAre("https://articulo.mercadolibre.com.ar/MLA-900100200-_JM",
                          "https://www.mercadolibre.com.ar/p/MLA12345678"));
  EXPECT_THAT(links_of("<script>window.rawData={\"store\":{\"searchResult\":{\"goodsList\":[{\"goodsId\":"
                       "601099500600700}]}}};</script>"
                       "<a href='/de/lampe-g-601099500600701.html?x=1'>b</a>",
                       "https://www.temu.com/search_result.html?search_key=lampe"),
              ElementsAre("https://www.temu.com/goods.html?goods_id=601099500600700",
                          "https://www.temu.com/goods.html?goods_id=601099500600701"));
  EXPECT_THAT(links_of("<script id=__MODERN_ROUTER_DATA__>{\"loaderData\":{\"shop/s\":{\"products\":[{\"product_id\":"
                       "\"1729500600700800900\",\"title\":\"a\"}]}}}</script>",
                       "https://www.tiktok.com/shop/s/comb"),
              ElementsAre("https://www.tiktok.com/shop/pdp/1729500600700800900"));
}

crawler::OpenedPage opened(const std::string& html) { return crawler::open_page(test::page_of(html)); }

TEST(State, AsPagesWriteIt) {
  for (const char* script :
       {"<script id=__X__ type=application/json>{\"a\":{\"b\":[1,{\"c\":\"yes\"}]}}</script>",
        "<script>window.__X__ = {\"a\":{\"b\":[1,{\"c\":\"yes\"}]}};window.y=1</script>",
        "<script>window[\"__X__\"]={a:{b:[1,{'c':'\\x79es',},]}}</script>",
        "<script>__X__ = JSON.parse(\"{\\\"a\\\":{\\\"b\\\":[1,{\\\"c\\\":\\\"yes\\\"}]}}\")</script>",
        "<script>__X__ = JSON.parse('{\"a\":{\"b\":[1,{\"c\":\"\\u0079es\"}]}}')</script>",
        "<script>if(__X__ == 1){}; var __X__={ /* made */ a: { b: [1, {c: \"yes\"}], z: undefined, t: !0 } }; "
        "</script>"}) {
    const State state = find_state(opened(script), {"__X__"});
    EXPECT_EQ(state.text({"a.b.1.c"}), "yes") << script;
    EXPECT_EQ(state.text({"a.x", "**.c"}), "yes") << script;
    EXPECT_EQ(state.text({"a.*.*.c"}), "yes") << script;
    EXPECT_EQ(state.texts("a.b.*"), std::vector<std::string>{"1"}) << script;
  }
}

TEST(State, WhatRunsIsNotRead) {
  for (const char* script : {"<script>__X__ = f({\"a\":1})</script>", "<script>__X__ = {a: f(1)}</script>",
                             "<script>var my__X__ = {\"a\":1}</script>", "<script>__X__ = {\"a\": </script>"})
    EXPECT_FALSE(find_state(opened(script), {"__X__"})) << script;
}

TEST(State, DeepAndWideIsLeftAlone) {
  std::string deep = "<script>__X__ = ";
  for (int i = 0; i < 5000; ++i) deep += "{\"a\":";
  const State state = find_state(opened(deep + "1" + std::string(5000, '}') + "</script>"), {"__X__"});
  EXPECT_EQ(state.text({"**.b"}), "");
  EXPECT_LE(state.all("**.a").size(), 40u);
}

TEST(State, MoneyOfSmallUnits) {
  EXPECT_EQ(crawler::money_of_number("9900000000", "VND", 5)->amount, "99000");
  EXPECT_EQ(crawler::money_of_number("748", "EUR", 2)->amount, "7.48");
  EXPECT_EQ(crawler::money_of_number("5", "EUR", 2)->amount, "0.05");
  EXPECT_EQ(crawler::money_of_number("1.250", "KWD")->amount, "1.250");
  EXPECT_FALSE(crawler::money_of_number("0.00", "EUR"));
  EXPECT_FALSE(crawler::money_of_number("12,5", "EUR"));
  EXPECT_FALSE(crawler::money_of_number("", "EUR"));
}

TEST(PictureSizes, TheLargestOfOnePicture) {
  EXPECT_THAT(
      crawler::largest_sizes({"https://i.ebayimg.com/images/g/a/s-l400.jpg",
                              "https://i.ebayimg.com/images/g/b/s-l64.jpg",
                              "https://i.ebayimg.com/images/g/a/s-l1600.jpg"}),
      ElementsAre("https://i.ebayimg.com/images/g/a/s-l1600.jpg", "https://i.ebayimg.com/images/g/b/s-l64.jpg"));
  for (const auto& [small, large] :
       {std::pair{"https://m/I/51._AC_SX300_.jpg", "https://m/I/51._AC_SL1500_.jpg"},
        {"https://m/I/51._SS40_.jpg", "https://m/I/51.jpg"},
        {"https://ae/kf/S1.jpg_640x640.jpg", "https://ae/kf/S1.jpg"},
        {"https://l/p/a.jpg_120x120q80.jpg_.webp", "https://l/p/a.jpg_720x720q80.jpg_.webp"},
        {"https://e/r/il/a/7/il_300x300.7_x.jpg", "https://e/r/il/a/7/il_fullxfull.7_x.jpg"},
        {"https://e/r/il/a/7/il_794xN.7_x.jpg", "https://e/r/il/a/7/il_1588xN.7_x.jpg"},
        {"https://s/file/key_tn", "https://s/file/key"},
        {"https://w/seo/a.jpeg?odnHeight=180&odnWidth=180&odnBg=FFFFFF", "https://w/seo/a.jpeg"},
        {"https://c/files/lamp-150x150.jpg", "https://c/files/lamp.jpg"}})
    EXPECT_THAT(crawler::largest_sizes({small, large, small}), ElementsAre(large)) << small;
  const std::vector<std::string> others{"https://c/a-1.jpg", "https://c/a-2.jpg", "https://c/matrix.jpg",
                                        "https://c/i?id=1",  "https://c/i?id=2",  "https://c/box2x4.jpg",
                                        "https://c/box.jpg"};
  EXPECT_EQ(crawler::largest_sizes(others), others);
}

TEST(Ebay, PrintsCanadasDollarsInItsOwnWay) {
  const auto page = test::parsed(
      "<title>Lantern | eBay</title><h1 class=x-item-title__mainTitle>Lantern that folds</h1>"
      "<div class=x-price-primary>C $24.95</div><a role=button>Buy It Now</a>",
      "https://www.ebay.com/itm/100200300400");
  ASSERT_EQ(page.listings.size(), 1u);
  EXPECT_EQ(page.listings[0].price.amount, "24.95");
  EXPECT_EQ(page.listings[0].price.currency, "CAD");
}

TEST(SavedPages, KnowTheAddressThatTheBrowserNoted) {
  const std::string html =
      "<!DOCTYPE html>\n<!-- saved from url=(0045)https://www.walmart.com/ip/Trail-Flask/5012345678 "
      "-->\n<title>Flask</title>"
      "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Trail "
      "flask\",\"offers\":{\"price\":5,\"priceCurrency\":"
      "\"USD\"},\"image\":\"/a.jpg\"}</script>";
  const auto page = test::parsed(html, "file:///home/me/Flask.html");
  ASSERT_EQ(page.listings.size(), 1u);
  EXPECT_EQ(page.listings[0].platform, "walmart");
  EXPECT_EQ(page.listings[0].id, "5012345678");
  EXPECT_EQ(page.listings[0].url, "https://www.walmart.com/ip/5012345678");
  EXPECT_THAT(page.listings[0].images, ElementsAre("https://www.walmart.com/a.jpg"));
}

}  // namespace
}  // namespace markhound
