// The command line as users and programs see it: the JSON contracts, exit codes, and messages of bad input.
#include "tests/cli/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class CommandTest : public testing::Test {
 protected:
  CommandResult run(const std::string& arguments) { return markhound(folder_ / "workspace", arguments); }

  void add_nordfjell() {
    const auto added = run(
        "mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9,25 --owner 'Nordfjell AS'");
    ASSERT_EQ(added.exit_code, 0) << added.err;
    ASSERT_EQ(added.out, "nordfjell\n");
  }

  std::string save(const std::string& name, const std::string& bytes) {
    write_file(folder_ / name, bytes);
    return quoted((folder_ / name).string());
  }

  TempFolder folder_;
};

TEST_F(CommandTest, EveryCommandHasHelpWithAnExample) {
  for (const char* command : {"",
                              "mark add",
                              "mark import",
                              "mark list",
                              "mark show",
                              "mark remove",
                              "read",
                              "match text",
                              "match image",
                              "scan",
                              "findings",
                              "findings show",
                              "findings decide",
                              "evidence export",
                              "evidence verify",
                              "monitor add",
                              "monitor run",
                              "monitor list",
                              "monitor remove",
                              "bot-key",
                              "rights add",
                              "rights add holder",
                              "rights add agent",
                              "rights add certificate",
                              "rights add power",
                              "rights add identity",
                              "rights list",
                              "rights show",
                              "rights remove",
                              "complaint check",
                              "complaint draft",
                              "complaint outcome",
                              "complaint list",
                              "complaint due",
                              "complaint acceptance",
                              "complaint forms"}) {
    const auto help = run(std::string(command) + " --help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example")) << command;
  }
}

TEST_F(CommandTest, UsageErrorsAreExitCodeTwo) {
  for (const char* arguments :
       {"", "hunt", "scan", "mark add --classes 46 --name X", "findings --min-grade D", "match image"}) {
    const auto result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_FALSE(result.err.empty()) << arguments;
  }
}

TEST_F(CommandTest, AWrongWordIsToldWithWhatWasProbablyMeant) {
  EXPECT_EQ(run("fndings").err, "markhound: there is no command \"fndings\"; did you mean \"findings\"?\n");
  EXPECT_EQ(run("mark ad").err, "markhound mark: there is no command \"ad\"; did you mean \"add\"?\n");
  EXPECT_EQ(run("mark add --nmae X").err,
            "markhound mark add: there is no option \"--nmae\"; did you mean \"--name\"?\n");
  EXPECT_EQ(run("").err, "markhound: a command is needed; see markhound --help\n");
  EXPECT_EQ(run("hunt").err, "markhound: there is no command \"hunt\"; see markhound --help\n");
}

TEST_F(CommandTest, AMarkNeedsANameOrALogo) {
  const auto result = run("mark add --office US --number 1");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("a mark needs a name or a logo"));
}

TEST_F(CommandTest, MarksAreAddedListedShownAndRemoved) {
  add_nordfjell();
  const auto listed = run("mark list --json");
  ASSERT_EQ(listed.lines().size(), 1u);
  const json mark = json::parse(listed.out);
  EXPECT_EQ(mark["id"], "nordfjell");
  EXPECT_EQ(mark["classes"], json({9, 25}));
  EXPECT_THAT(run("mark show nordfjell").out, HasSubstr("Nordfjell AS"));
  EXPECT_EQ(run("mark show nobody").exit_code, 2);
  EXPECT_EQ(run("mark remove nordfjell").exit_code, 0);
  EXPECT_EQ(run("mark remove nordfjell").exit_code, 2);
  EXPECT_EQ(run("mark list").out, "");
}

TEST_F(CommandTest, ImportTellsBadRecordsAndTakesTheOthers) {
  const auto file = save("marks.jsonl", "{\"id\":\"a\",\"name\":\"Aurora Kettle\"}\n{\"id\":\"b\"}\nnot json\n");
  const auto result = run("mark import " + file);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 marks imported, 2 problems"));
  EXPECT_THAT(result.err, HasSubstr("line 2"));
  EXPECT_THAT(result.err, HasSubstr("line 3"));
  EXPECT_EQ(run("mark list").lines().size(), 1u);
}

TEST_F(CommandTest, MatchTextKeepsItsContract) {
  add_nordfjell();
  const auto file = save("lines.txt", "New N\u041eRDFJELL headphones\nplain kettle\n\xff\xfe broken\n");
  const auto result = run("match text --json " + file);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto lines = result.lines();
  ASSERT_EQ(lines.size(), 3u);
  const json first = json::parse(lines[0]);
  ASSERT_EQ(first["matches"].size(), 1u) << lines[0];
  const json& match = first["matches"][0];
  EXPECT_EQ(match["mark"], "nordfjell");
  EXPECT_EQ(match["number"], "5551234");
  EXPECT_EQ(match["office"], "US");
  EXPECT_EQ(match["name"], "NORDFJELL");
  EXPECT_EQ(match["kind"], "confusable");
  EXPECT_EQ(match["span"], json({4, 14}));
  EXPECT_GT(match["score"], 0.5);
  EXPECT_FALSE(match["reasons"].empty());
  EXPECT_EQ(json::parse(lines[1]), json({{"input", "plain kettle"}, {"matches", json::array()}}));
  EXPECT_TRUE(json::parse(lines[2]).contains("input"));
}

TEST_F(CommandTest, MatchTextFindingNothingIsExitCodeZero) {
  add_nordfjell();
  EXPECT_EQ(run("match text " + save("lines.txt", "plain kettle\n")).exit_code, 0);
  EXPECT_EQ(run("match text /nowhere/lines.txt").exit_code, 2);
}

TEST_F(CommandTest, MatchImageFindsTheLogoAndTellsBadPictures) {
  const auto logo = quoted(source_folder("samples/marks/logos/nordfjell.svg").string());
  ASSERT_EQ(run("mark add --id nordfjell --name NORDFJELL --logo " + logo).exit_code, 0);
  const auto broken = save("broken.jpg", "\xff\xd8\xff broken");
  const auto result = run("match image --json " + broken + " " + logo);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto lines = result.lines();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(json::parse(lines[0])["problems"].size(), 1u);
  EXPECT_THAT(result.err, HasSubstr("broken.jpg"));
  const json second = json::parse(lines[1]);
  ASSERT_FALSE(second["logos"].empty());
  EXPECT_EQ(second["logos"][0]["mark"], "nordfjell");
  EXPECT_EQ(second["logos"][0]["box"].size(), 4u);
  EXPECT_TRUE(second.contains("words"));
  EXPECT_EQ(run("match image " + broken).exit_code, 2);
}

TEST_F(CommandTest, ReadKeepsItsContract) {
  const auto page =
      save("page.html",
           R"(<html><head><link rel="canonical" href="https://shop.example/7"><script type="application/ld+json">
    {"@type":"Product","name":"Kettle","sku":"K7","brand":"Aurora","offers":{"price":"87.11","priceCurrency":"USD",
     "availability":"https://schema.org/InStock"},"image":"/k.jpg"}</script></head><body><h1>Kettle</h1></body></html>)");
  const auto result = run("read --json " + page + " /nowhere.html");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("/nowhere.html"));
  const json answer = json::parse(result.lines()[0]);
  EXPECT_EQ(answer["source"], (folder_ / "page.html").string());
  const json& listing = answer["listing"];
  EXPECT_EQ(listing["title"], "Kettle");
  EXPECT_EQ(listing["price"]["amount"], "87.11");
  EXPECT_EQ(listing["price"]["currency"], "USD");
  EXPECT_EQ(listing["availability"], "InStock");
  EXPECT_EQ(listing["sku"], "K7");
  EXPECT_EQ(listing["url"], "https://shop.example/7");
  EXPECT_FALSE(listing.contains("gtin"));
  EXPECT_EQ(run("read /nowhere.html").exit_code, 2);
}

TEST_F(CommandTest, BotKeyIsMadeOnceAndWhatIsPublishedNamesIt) {
  EXPECT_THAT(run("bot-key").err, HasSubstr("--agent https://"));
  EXPECT_EQ(run("bot-key --agent http://bot.example.org").exit_code, 2);
  const auto made = run("bot-key --agent https://bot.example.org/ --days 30");
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("https://bot.example.org/.well-known/http-message-signatures-directory"));
  const auto keys = folder_ / "workspace" / "keys";
  const std::string directory = read_file(keys / "http-message-signatures-directory");
  EXPECT_THAT(directory, HasSubstr(R"("kty":"OKP","crv":"Ed25519")"));
  EXPECT_THAT(directory, Not(HasSubstr("\"d\""))) << "the secret half stays here";
  EXPECT_THAT(read_file(keys / "http-message-signatures-directory.headers"),
              HasSubstr("Signature-Input: sig1=(\"@authority\";req)"));
  EXPECT_THAT(read_file(folder_ / "workspace" / "settings.json"),
              HasSubstr("\"signature_agent\": \"https://bot.example.org\""));
  ASSERT_EQ(run("bot-key").exit_code, 0);
  EXPECT_EQ(read_file(keys / "http-message-signatures-directory"), directory) << "the same key";

  EXPECT_EQ(run("bot-key --off").exit_code, 0);
  EXPECT_THAT(read_file(folder_ / "workspace" / "settings.json"), HasSubstr("\"signature_agent\": \"\""));
}

TEST_F(CommandTest, AWorkspaceThatCannotBeMadeIsNamed) {
  const auto file = save("file", "x");
  const auto result = shell(quoted(MARKHOUND_PROGRAM) + " -w " + file + "/below mark list");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--workspace"));
}

TEST_F(CommandTest, AWorkspaceInUseIsSaidAndLeftAlone) {
  ASSERT_EQ(run("mark list").exit_code, 0);
  const auto lock = quoted((folder_ / "workspace/lock").string());
  const auto result = shell("flock " + lock + " " + quoted(MARKHOUND_PROGRAM) + " -w " +
                            quoted((folder_ / "workspace").string()) + " mark add --name X");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("in use"));
}

}  // namespace
}  // namespace markhound::test
