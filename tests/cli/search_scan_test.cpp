// Searches as a user runs them, against servers that answer as the platforms do; and where credentials must not be.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/crawler/platform_server.h"

namespace markhound::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class SearchScanTest : public testing::Test {
 protected:
  SearchScanTest() {
    EXPECT_EQ(run("mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9").exit_code, 0);
    ebay_.titles = {"NORDFJELL headphones", "Kettle", "N0RDFJELL radio"};
    etsy_.titles = {"Nordfjell brooch", "Moth"};
  }

  CommandResult run(const std::string& arguments) { return with("", arguments); }

  /// With both platforms' addresses in the environment, and what else is to be there.
  CommandResult with(const std::string& environment, const std::string& arguments) {
    return shell("MARKHOUND_EBAY_BASE=" + ebay_.base() + " MARKHOUND_ETSY_BASE=" + etsy_.base() + " " + environment +
                 " " + quoted(MARKHOUND_PROGRAM) + " --workspace " + quoted((folder_ / "workspace").string()) + " " +
                 arguments);
  }

  static std::string keys() {
    return std::string("MARKHOUND_EBAY_CLIENT_ID=") + EbayServer::id +
           " MARKHOUND_EBAY_CLIENT_SECRET=" + EbayServer::secret +
           " MARKHOUND_ETSY_KEYSTRING=" + EtsyServer::keystring + " MARKHOUND_ETSY_SHARED_SECRET=" + EtsyServer::secret;
  }

  std::string credentials_file(const std::string& text, const std::string& mode) {
    const auto path = folder_ / "workspace/credentials.json";
    write_file(path, text);
    EXPECT_EQ(shell("chmod " + mode + " " + quoted(path.string())).exit_code, 0);
    return path.string();
  }

  static std::string ebay_file() {
    return json{{"MARKHOUND_EBAY_CLIENT_ID", EbayServer::id}, {"MARKHOUND_EBAY_CLIENT_SECRET", EbayServer::secret}}
        .dump();
  }

  /// Everything below the workspace, packages and archives unpacked.
  std::string all_bytes() {
    return shell("cd " + quoted(folder_.path().string()) +
                 " && find . -type f ! -name credentials.json | while read -r f; do cat \"$f\"; gzip -dcq <\"$f\" "
                 "2>/dev/null; case \"$f\" in *.zip) mkdir -p ../x.$$ && (cd ../x.$$ && unzip -qo "
                 "\"$OLDPWD/$f\" && find . -type f -exec cat {} + && find . -name '*.gz' -exec gzip -dcq {} +); rm -rf "
                 "../x.$$;; esac; done; true")
        .out;
  }

  static constexpr const char* fast = " --allow-private --delay 0";

  EbayServer ebay_;
  EtsyServer etsy_;
  TempFolder folder_;
};

TEST_F(SearchScanTest, ListingsOfSearchesAreJudgedAndNoKeyIsKeptAnywhere) {
  ebay_.repeats_secrets = true;
  const auto scanned = with(
      keys(),
      std::string("scan --platform ebay --platform etsy --query nordfjell --query 'nord fjell' --market DE --json") +
          fast);
  EXPECT_EQ(scanned.exit_code, 1) << scanned.err;
  std::vector<std::string> found;
  std::string ids;
  for (const std::string& line : scanned.lines()) {
    found.push_back(json::parse(line)["listing"]);
    ids += json::parse(line)["id"].get<std::string>() + " ";
  }
  EXPECT_THAT(found, testing::UnorderedElementsAre("https://www.ebay.com/itm/110000000000",
                                                   "https://www.ebay.com/itm/110000000002",
                                                   "https://www.etsy.com/listing/700800000"));
  const std::string package = quoted((folder_ / "package.zip").string());
  const auto exported = with(keys(), "evidence export " + ids + " -o " + package);
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  const auto platforms = with(keys(), "platforms --json");
  const auto monitor = with(keys(), "monitor add m 'search:ebay?q=nordfjell' && " + quoted(MARKHOUND_PROGRAM) + " -w " +
                                        quoted((folder_ / "workspace").string()) + " monitor list --json");
  const std::string bytes = all_bytes();
  EXPECT_THAT(bytes, HasSubstr("EBAY_DE")) << "the captures were not looked into";
  EXPECT_THAT(bytes, HasSubstr("you sent")) << "the answers were not looked into";
  const std::string said = scanned.out + scanned.err + exported.out + exported.err + platforms.out + platforms.err +
                           monitor.out + monitor.err;
  for (const std::string secret : {std::string(EbayServer::id), std::string(EbayServer::secret), ebay_.token(),
                                   crawler::base64(std::string(EbayServer::id) + ":" + EbayServer::secret),
                                   std::string(EtsyServer::keystring), std::string(EtsyServer::secret)}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
    EXPECT_EQ(said.find(secret), std::string::npos) << secret;
  }
}

TEST_F(SearchScanTest, AListingOfSeveralQueriesIsExaminedOnce) {
  const auto scanned = with(keys(), std::string("scan --platform ebay --query a --query b --query c --json") + fast);
  EXPECT_THAT(scanned.lines(), SizeIs(2));
  EXPECT_THAT(run("findings --json").lines(), SizeIs(2));
  EXPECT_EQ(ebay_.tokens, 1) << "each search fetched a token of its own";
}

TEST_F(SearchScanTest, ADryRunShowsTheQueriesOfAMarkInOrderAndAsksNobody) {
  const auto shown = run("scan --platform ebay --mark nordfjell --market US --variants 5 --limit 50 --dry-run");
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  ASSERT_THAT(shown.lines(), SizeIs(5));
  EXPECT_EQ(shown.lines()[0], "search:ebay?q=NORDFJELL&market=US&limit=50  # name");
  EXPECT_THAT(shown.lines()[3], StartsWith("search:ebay?q=n0rdfjell"));
  EXPECT_THAT(ebay_.requests(), IsEmpty());
  EXPECT_EQ(run("scan --platform ebay --mark nobody --dry-run").exit_code, 2);
}

TEST_F(SearchScanTest, CredentialsComeFromAFileThatNobodyElseCanRead) {
  credentials_file(ebay_file(), "600");
  EXPECT_EQ(run(std::string("scan --platform ebay --query x") + fast).exit_code, 1);
  for (const char* mode : {"640", "604", "620", "666"}) {
    const std::string path = credentials_file(ebay_file(), mode);
    const auto refused = run(std::string("scan --platform ebay --query x") + fast);
    EXPECT_EQ(refused.exit_code, 2) << mode;
    EXPECT_THAT(refused.err, AllOf(HasSubstr(path), HasSubstr("chmod 600"))) << mode;
  }
}

TEST_F(SearchScanTest, ABadCredentialsFileIsRefusedWithoutShowingIt) {
  for (const std::string text : {std::string("{\"MARKHOUND_EBAY_ID\":\"hush-hush\"}"), std::string("hush-hush"),
                                 std::string("{\"MARKHOUND_EBAY_CLIENT_ID\":[\"hush-hush\"]}")}) {
    credentials_file(text, "600");
    const auto refused = run("platforms");
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("credentials.json"), Not(HasSubstr("hush-hush"))));
  }
}

TEST_F(SearchScanTest, WithoutCredentialsASearchSaysWhichItWants) {
  const auto scanned = run(std::string("scan --platform ebay --query x") + fast);
  EXPECT_EQ(scanned.exit_code, 2);
  EXPECT_THAT(scanned.err, HasSubstr("MARKHOUND_EBAY_CLIENT_ID, MARKHOUND_EBAY_CLIENT_SECRET"));
  EXPECT_THAT(ebay_.requests(), IsEmpty());
}

TEST_F(SearchScanTest, APlatformWithoutASearchNamesTheOpenRoad) {
  for (const char* platform : {"amazon", "temu", "walmart"}) {
    const auto refused = run(std::string("scan --query x --platform ") + platform);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr(platform), HasSubstr("open road"))) << platform;
  }
  EXPECT_THAT(run("scan --query x --platform nowhere").err, HasSubstr("there is none of that name"));
  EXPECT_THAT(run("scan --query x").err, HasSubstr("--platform"));
  EXPECT_THAT(run("scan --platform shopify --query x").err, HasSubstr("--shop"));
  EXPECT_EQ(run("scan").exit_code, 2);
}

TEST_F(SearchScanTest, PlatformsAreListedWithWhatIsSet) {
  const auto listed = with(std::string("MARKHOUND_EBAY_CLIENT_ID=") + EbayServer::id, "platforms --json");
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  json ebay, amazon;
  for (const std::string& line : listed.lines()) {
    const json one = json::parse(line);
    if (one["platform"] == "ebay") ebay = one;
    if (one["platform"] == "amazon") amazon = one;
  }
  EXPECT_EQ(ebay["ready"], false);
  EXPECT_EQ(ebay["base"], ebay_.base());
  EXPECT_EQ(ebay["credentials"][0]["set"], true);
  EXPECT_EQ(ebay["credentials"][1]["set"], false);
  EXPECT_FALSE(amazon.contains("search"));
  EXPECT_THAT(run("platforms").out, HasSubstr("MARKHOUND_ETSY_SHARED_SECRET: not set"));
}

TEST_F(SearchScanTest, AMonitorTakesASearchAndReportsOnlyWhatIsNew) {
  EXPECT_EQ(run("monitor add m 'search:ebay?q=x&page=2'").exit_code, 2);
  EXPECT_EQ(run("monitor add m 'search:amazon?q=x'").exit_code, 2);
  ASSERT_EQ(run("monitor add m 'search:ebay?limit=200&q=nord+fjell'").exit_code, 0);
  EXPECT_EQ(json::parse(run("monitor list --json").out)["targets"], json::array({"search:ebay?q=nord%20fjell"}));
  const auto changes = [&] { return with(keys(), std::string("monitor run --json") + fast).lines(); };
  EXPECT_THAT(changes(), SizeIs(2));
  EXPECT_THAT(changes(), IsEmpty());
  ebay_.titles.insert(ebay_.titles.end(), {"Nordfjell headphones, white"});
  const auto more = changes();
  ASSERT_THAT(more, SizeIs(1));
  EXPECT_EQ(json::parse(more[0])["title"], "Nordfjell headphones, white");
  ebay_.titles = {"Kettle"};  // what a search no longer shows is not gone
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(SearchScanTest, ReadPrintsTheListingsOfASearch) {
  const auto read = with(keys(), std::string("read 'search:etsy?q=moth' --json") + fast);
  EXPECT_EQ(read.exit_code, 0) << read.err;
  ASSERT_THAT(read.lines(), SizeIs(2));
  EXPECT_EQ(json::parse(read.lines()[1])["listing"]["title"], "Moth");
  EXPECT_EQ(json::parse(read.lines()[1])["source"], "search:etsy?q=moth");
}

}  // namespace
}  // namespace markhound::test
