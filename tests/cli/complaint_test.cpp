// markhound rights and complaint as users and programs see them: from a scan to a notice and what becomes of it.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string page(const std::string& url, const std::string& title, const std::string& seller) {
  const json product = {{"@type", "Product"},
                        {"name", title},
                        {"brand", "NORDFJELL"},
                        {"category", "Headphones"},
                        {"offers", {{"price", "19.90"}, {"priceCurrency", "USD"}, {"seller", {{"name", seller}}}}}};
  return "<html><head><meta charset=\"utf-8\"><link rel=\"canonical\" href=\"" + url +
         "\"><script type=\"application/ld+json\">" + product.dump() + "</script></head><body><h1>x</h1></body></html>";
}

/// Scanned once; each test has a copy of the workspace.
class ComplaintTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scanned_ = new TempFolder;
    const auto pages = scanned_->path() / "pages";
    write_file(pages / "1.html", page("https://www.amazon.com/x/dp/B000000001", "NORDFJELL headphones", "best deals"));
    write_file(pages / "2.html", page("https://www.amazon.com/dp/B000000002", "NORDFJELL earbuds", "best deals"));
    write_file(pages / "3.html", page("https://shop.example/p/3", "NORDFJELL headset", "=1+1\x1b[2J"));
    const auto workspace = scanned_->path() / "workspace";
    ASSERT_EQ(markhound(workspace,
                        "mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9 "
                        "--owner 'Nordfjell AS' --goods Headphones")
                  .exit_code,
              0);
    const auto done = markhound(workspace, "scan " + quoted(pages.string()));
    ASSERT_EQ(done.exit_code, 1) << done.err;
  }
  static void TearDownTestSuite() { delete scanned_; }

  void SetUp() override {
    std::filesystem::copy(*scanned_ / "workspace", workspace(), std::filesystem::copy_options::recursive);
  }

  std::filesystem::path workspace() const { return folder_ / "workspace"; }
  std::string output() const { return quoted((folder_ / "out").string()); }
  CommandResult run(const std::string& arguments) { return markhound(workspace(), arguments); }

  json run_json(const std::string& arguments) {
    const auto result = run(arguments + " --json");
    EXPECT_FALSE(result.lines().empty()) << arguments << ": " << result.err;
    return result.lines().empty() ? json() : json::parse(result.lines().front());
  }

  /// The id of the finding at that address.
  std::string finding(const std::string& address) {
    for (const std::string& line : run("findings --json").lines()) {
      const json one = json::parse(line);
      if (one["listing"] == address) return one["id"];
    }
    ADD_FAILURE() << "no finding at " << address;
    return {};
  }

  std::string amazon(int number) {
    return finding(number == 1 ? "https://www.amazon.com/x/dp/B000000001" : "https://www.amazon.com/dp/B000000002");
  }

  void confirm(const std::string& id) {
    ASSERT_EQ(run("findings decide " + id + " confirm --why 'bought and compared'").exit_code, 0);
  }

  void add_holder() {
    const auto added =
        run("rights add holder --name 'Nordfjell AS' --contact-name 'Ida Berg' --address 'Kaia 1, Bergen' --country NO "
            "--phone '+47 55 00 00 00' --email ip@nordfjell.example --website https://nordfjell.example "
            "--second-name 'Ola Dahl' --second-email ola@nordfjell.example");
    ASSERT_EQ(added.exit_code, 0) << added.err;
    ASSERT_EQ(added.out, "nordfjell-as\n");
  }

  std::string paper(const std::string& name) {
    write_file(folder_ / name, "a paper called " + name);
    return quoted((folder_ / name).string());
  }

  bool custody_says(const std::string& words) const {
    return shell("grep -aq " + quoted(words) + " " + quoted((workspace() / "vault").string()) + "/vault.sqlite*")
               .exit_code == 0;
  }

  TempFolder folder_;
  static TempFolder* scanned_;
};

TempFolder* ComplaintTest::scanned_ = nullptr;

TEST_F(ComplaintTest, AFindingThatNobodyDecidedOnIsRefusedWithTheMend) {
  add_holder();
  const std::string id = amazon(1);
  const auto refused = run("complaint draft " + id + " --platform amazon -o " + output());
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("findings decide " + id), HasSubstr("general.decision"), HasSubstr("--force")));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
  EXPECT_EQ(run("complaint list").out, "");
}

TEST_F(ComplaintTest, ForceLeavesATraceInTheCustodyLog) {
  add_holder();
  const json drafted = run_json("complaint draft " + amazon(1) + " -p amazon --force -o " + output());
  EXPECT_EQ(drafted["forced"], json({"general.decision"}));
  EXPECT_TRUE(custody_says("complaint draft forced"));
  EXPECT_EQ(run_json("complaint list")["forced"], json({"general.decision"}));
}

TEST_F(ComplaintTest, NothingForcesADismissedOrAuthorisedFinding) {
  add_holder();
  for (const std::string decision : {"dismiss", "authorise"}) {
    ASSERT_EQ(run("findings decide " + amazon(1) + " " + decision + " --why genuine").exit_code, 0);
    const auto refused = run("complaint draft " + amazon(1) + " -p amazon --force -o " + output());
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, HasSubstr("genuine"));
  }
}

TEST_F(ComplaintTest, ACleanComplaintIsWrittenAsTheFormWantsIt) {
  add_holder();
  confirm(amazon(1));
  confirm(amazon(2));
  const auto checked = run("complaint check " + amazon(1) + " " + amazon(2) + " -p amazon");
  EXPECT_EQ(checked.exit_code, 0) << checked.out;
  EXPECT_EQ(checked.out, "amazon: 1 notice of 2 listings; 0 errors, 0 warnings\n");
  const auto drafted = run("complaint draft --confirmed -p amazon --json -o " + output());
  EXPECT_EQ(drafted.exit_code, 0) << drafted.err;
  ASSERT_EQ(drafted.lines().size(), 1u);
  const json notice = json::parse(drafted.out);
  EXPECT_EQ(notice["notice"], "n-0001");
  EXPECT_EQ(notice["platform"], "amazon");
  EXPECT_EQ(notice["right"], "US 5551234");
  EXPECT_EQ(notice["market"], "US");
  EXPECT_EQ(notice["seller"], "best deals");
  EXPECT_EQ(notice["listings"], 2);
  ASSERT_EQ(notice["files"].size(), 3u);
  EXPECT_THAT(read_file(notice["files"][0]["path"].get<std::string>()),
              AllOf(HasSubstr("B000000001"), HasSubstr("Ola Dahl"), HasSubstr("[you fill this in")));
  const json object = json::parse(read_file(notice["files"][1]["path"].get<std::string>()));
  EXPECT_EQ(object["fields"][0]["name"], "claim");
  EXPECT_EQ(object["fields"][0]["value"], "Trademark infringement");
  EXPECT_EQ(object["listings"][0].contains("id"), true);
  EXPECT_EQ(run("complaint draft --confirmed -p amazon -o " + output()).exit_code, 2) << "all are in a notice by now";
  EXPECT_EQ(run("complaint check " + amazon(1) + " -p amazon").exit_code, 1) << "it waits for an answer";
}

TEST_F(ComplaintTest, CheckKeepsItsContract) {
  const auto result = run("complaint check " + amazon(1) + " -p etsy --json");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  std::set<std::string> rules;
  for (const std::string& line : result.lines()) {
    const json remark = json::parse(line);
    EXPECT_THAT(remark["severity"].get<std::string>(), testing::AnyOf("error", "warning"));
    EXPECT_FALSE(remark["says"].get<std::string>().empty());
    EXPECT_TRUE(remark.contains("finding") || remark.contains("notice"));
    EXPECT_FALSE(remark["source"]["url"].get<std::string>().empty());
    EXPECT_FALSE(remark["source"]["read"].get<std::string>().empty());
    EXPECT_TRUE(remark["source"]["confirmed"].is_boolean());
    rules.insert(remark["rule"]);
  }
  EXPECT_TRUE(rules.contains("general.decision"));
  EXPECT_TRUE(rules.contains("general.holder"));
  EXPECT_TRUE(rules.contains("general.listing_address"));
  EXPECT_TRUE(rules.contains("etsy.field.filer_person"));
}

TEST_F(ComplaintTest, UsageErrorsAreExitCodeTwo) {
  for (const std::string arguments :
       {"complaint check -p amazon", "complaint check abcdef12 -p amazon", "complaint check x -p nowhere",
        "complaint outcome n-0009 accepted", "complaint check abcdef12 -p dmca --claim counterfeit",
        "rights show nobody", "rights remove nobody", "rights add agent --name X --for nobody",
        "rights add holder --name X --email nonsense", "rights add certificate --mark nobody --file /nowhere"}) {
    const auto result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_FALSE(result.err.empty()) << arguments;
  }
}

TEST_F(ComplaintTest, AHostileSellerIsInertOnTheTerminalAndInTheFiles) {
  add_holder();
  const std::string id = finding("https://shop.example/p/3");
  confirm(id);
  const auto drafted = run("complaint draft " + id + " -p shopify --market US -o " + output());
  EXPECT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_THAT(drafted.out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(read_file(folder_ / "out/n-0001-shopify.csv"), AllOf(HasSubstr(",'=1+1"), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(read_file(folder_ / "out/n-0001-shopify.txt"), AllOf(HasSubstr("[U+001B]"), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(run("complaint list").out, Not(HasSubstr("\x1b")));
}

TEST_F(ComplaintTest, OutcomesAndDeadlinesAreKept) {
  add_holder();
  const std::string id = finding("https://shop.example/p/3");
  confirm(id);
  ASSERT_EQ(run("complaint draft " + id + " -p shopify --market US -o " + output()).exit_code, 0);
  EXPECT_EQ(run("complaint due").exit_code, 0);
  ASSERT_EQ(run("complaint outcome n-0001 filed --on 2026-01-05 --reference CASE-7").exit_code, 0);
  const json due = run_json("complaint due");
  EXPECT_EQ(due["notice"], "n-0001");
  EXPECT_EQ(due["deadline"], "merchant-answers");
  EXPECT_EQ(due["whose"], "merchant");
  EXPECT_EQ(due["since"], "2026-01-05");
  EXPECT_EQ(due["by"], "2026-01-07");
  EXPECT_EQ(due["overdue"], true);
  EXPECT_TRUE(due["source"]["confirmed"]);
  EXPECT_EQ(run("complaint due").exit_code, 1);
  EXPECT_EQ(run("complaint outcome n-0001 refused").exit_code, 2) << "a refusal has a reason";
  EXPECT_EQ(run("complaint outcome n-0001 accepted --on 2099-01-01").exit_code, 2);
  EXPECT_EQ(run("complaint outcome n-0001 accepted --on yesterday").exit_code, 2);
  ASSERT_EQ(run("complaint outcome n-0001 refused --on 2026-01-06 --finding " + id.substr(0, 6) + " --why 'no proof'")
                .exit_code,
            0);
  EXPECT_EQ(run("complaint due").exit_code, 0);
  const json listed = run_json("complaint list");
  EXPECT_EQ(listed["listings"][0]["state"], "refused");
  EXPECT_EQ(listed["listings"][0]["on"], "2026-01-06");
  EXPECT_EQ(listed["outcomes"][0]["reference"], "CASE-7");
  EXPECT_EQ(listed["outcomes"][1]["why"], "no proof");
  EXPECT_TRUE(custody_says("complaint outcome"));
}

TEST_F(ComplaintTest, AcceptanceSaysNothingOfTooFew) {
  add_holder();
  confirm(amazon(1));
  ASSERT_EQ(run("complaint draft " + amazon(1) + " -p amazon -o " + output()).exit_code, 0);
  ASSERT_EQ(run("complaint outcome n-0001 refused --why 'no proof'").exit_code, 0);
  const auto shown = run("complaint acceptance --json");
  EXPECT_EQ(shown.exit_code, 0) << "1 of 1 refused";
  const json state = json::parse(shown.lines().front());
  EXPECT_EQ(state["platform"], "amazon");
  EXPECT_EQ(state["decided"], 1);
  EXPECT_EQ(state["refused"], 1);
  EXPECT_EQ(state["counts"], false);
  EXPECT_EQ(state["broken"], false);
  EXPECT_EQ(state["threshold"], 0.9);
}

TEST_F(ComplaintTest, RightsAreKeptAndTheirEndIsTold) {
  add_holder();
  const auto certificate =
      run("rights add certificate --mark nordfjell --file " + paper("us.pdf") + " --expires 2031-05-01");
  ASSERT_EQ(certificate.exit_code, 0) << certificate.err;
  EXPECT_EQ(run("rights list").exit_code, 0);
  ASSERT_EQ(run("rights add agent --id watch --name 'Brand Watch' --for nordfjell-as").exit_code, 0);
  ASSERT_EQ(
      run("rights add power --id poa --holder nordfjell-as --agent watch --markets US,CA --expires 2020-01-01 --file " +
          paper("poa.pdf"))
          .exit_code,
      0);
  const auto listed = run("rights list");
  EXPECT_EQ(listed.exit_code, 1) << "a paper has expired";
  EXPECT_THAT(listed.out, HasSubstr("EXPIRED"));
  const json shown = run_json("rights show poa");
  EXPECT_EQ(shown["kind"], "power of attorney");
  EXPECT_EQ(shown["markets"], json({"US", "CA"}));
  EXPECT_EQ(shown["expires"], "2020-01-01");
  EXPECT_EQ(shown["warning"], "expired");
  EXPECT_EQ(shown["file"], "poa.pdf");
  EXPECT_EQ(read_file(workspace() / "documents" / shown["digest"].get<std::string>()), "a paper called poa.pdf");
  const json paper_of_us = run_json("rights show " + certificate.out.substr(0, certificate.out.size() - 1));
  EXPECT_EQ(paper_of_us["office"], "US");
  EXPECT_EQ(paper_of_us["number"], "5551234");
  EXPECT_EQ(run("rights add agent --id watch --name Again --for nordfjell-as").exit_code, 2);
  ASSERT_EQ(run("rights remove poa").exit_code, 0);
  EXPECT_TRUE(custody_says("rights remove"));
}

TEST_F(ComplaintTest, ARulesFileInTheWorkspaceIsUsed) {
  std::string rules = read_file(source_folder("evidence/rules/amazon.json"));
  rules.replace(rules.find("\"version\": \""), 22, "\"version\": \"2027-01-01");
  write_file(workspace() / "rules/amazon.json", rules);
  EXPECT_THAT(run("complaint forms").out, HasSubstr("amazon        2027-01-01"));
  write_file(workspace() / "rules/amazon.json", "{");
  const auto broken = run("complaint check " + amazon(1) + " -p amazon");
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.err, HasSubstr("rules/amazon.json"));
}

}  // namespace
}  // namespace markhound::test
