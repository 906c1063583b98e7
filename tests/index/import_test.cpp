#include "index/import.h"

#include <gmock/gmock.h>

#include "tests/test_data.h"

namespace markhound::index {
namespace {

using test::TempFolder;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Outcome {
  ImportCount count;
  std::vector<Mark> marks;
};

Outcome import(const std::string& file, const std::string& bytes) {
  const TempFolder folder;
  write_file(folder / file, bytes);
  Outcome imported;
  auto count =
      import_marks((folder / file).string(), [&](Imported one) { imported.marks.push_back(std::move(one.mark)); });
  EXPECT_TRUE(count) << count.problem().cause;
  if (count) imported.count = *count;
  return imported;
}

TEST(Import, ReadsEveryFieldOfJsonl) {
  const auto imported =
      import("marks.jsonl", R"({"id":"m1","name":"NORDFJELL","aliases":["诺峰","NF"],"office":"US","number":5551234,)"
                            R"("classes":[25,9],"goods":"Jackets","owner":"Nordfjell AS","status":"REGISTERED",)"
                            R"("logos":["logos/a.svg"],"authorised":["Nord Shop"]})");
  ASSERT_THAT(imported.count.problems, IsEmpty());
  ASSERT_EQ(imported.marks.size(), 1u);
  const Mark& mark = imported.marks[0];
  EXPECT_EQ(mark.id, "m1");
  EXPECT_EQ(mark.name, "NORDFJELL");
  EXPECT_THAT(mark.aliases, ElementsAre("诺峰", "NF"));
  EXPECT_EQ(mark.number, "5551234");
  EXPECT_THAT(mark.classes, ElementsAre(9, 25));
  EXPECT_EQ(mark.status, Mark::Status::live);
  EXPECT_THAT(mark.authorised, ElementsAre("Nord Shop"));
  ASSERT_EQ(mark.logos.size(), 1u);
  EXPECT_THAT(mark.logos[0].path, testing::EndsWith("/logos/a.svg"));
  EXPECT_TRUE(std::filesystem::path(mark.logos[0].path).is_absolute());
}

TEST(Import, JsonOfAMarkReadsBackEqual) {
  Mark mark;
  mark.id = "EM-018";
  mark.name = "香奈儿 \"CHANEL\"\n";
  mark.name = "香奈儿 \"CHANEL\"";
  mark.aliases = {"小香", "ch*nel"};
  mark.office = "EM";
  mark.number = "018";
  mark.status = Mark::Status::dead;
  mark.classes = {3, 14};
  mark.goods = "a; b | c, d";
  mark.owner = "O";
  mark.logos = {{"/a/b.png", "0011"}, {"c.png", ""}};
  mark.authorised = {"S; T"};
  auto back = mark_from_json(to_json(mark), "here");
  ASSERT_TRUE(back) << back.problem().cause;
  EXPECT_EQ(*back, mark);
}

TEST(Import, ReadsCsvWithQuotesListsAndByteOrderMark) {
  const auto imported = import("marks.csv",
                               "\xEF\xBB\xBFName,Registration No.,office,Nice classes,aliases,colour,goods,status\r\n"
                               "\"Nord, \"\"Fjell\"\"\",77,EM,\"9, 25\",诺峰; NF|北峰,red,\"two\nlines\",Dead\r\n"
                               "\r\n"
                               "Plain,78,EM,,,,,\r\n");
  ASSERT_THAT(imported.count.problems, IsEmpty());
  ASSERT_EQ(imported.marks.size(), 2u);
  EXPECT_EQ(imported.marks[0].name, "Nord, \"Fjell\"");
  EXPECT_EQ(imported.marks[0].id, "EM-77");
  EXPECT_THAT(imported.marks[0].classes, ElementsAre(9, 25));
  EXPECT_THAT(imported.marks[0].aliases, ElementsAre("诺峰", "NF", "北峰"));
  EXPECT_EQ(imported.marks[0].goods, "two\nlines");
  EXPECT_EQ(imported.marks[0].status, Mark::Status::dead);
  EXPECT_EQ(imported.marks[1].name, "Plain");
  EXPECT_THAT(imported.count.notes, ElementsAre(HasSubstr("colour")));
}

TEST(Import, ReadsTabs) {
  const auto imported = import("marks.tsv", "id\tname\tclasses\nx\tA, B\t1;2\n");
  ASSERT_EQ(imported.marks.size(), 1u);
  EXPECT_EQ(imported.marks[0].name, "A, B");
  EXPECT_THAT(imported.marks[0].classes, ElementsAre(1, 2));
}

TEST(Import, RefusesWhatIsWrongAndTakesTheRest) {
  const std::string long_line = "{\"name\":\"" + std::string(1'100'000, 'a') + "\"}\n";
  const auto imported = import("marks.jsonl",
                               "{\"id\":\"a\",\"name\":\"First\"}\n"
                               "{\"id\":\"b\"}\n"
                               "not json\n"
                               "[1]\n"
                               "{\"id\":\"c\",\"name\":\"C\",\"classes\":[46]}\n"
                               "{\"id\":\"a\",\"name\":\"Again\"}\n"
                               "{\"id\":\"d\",\"name\":\"\xFF\"}\n" +
                                   long_line +
                                   "{\"id\":\"e\",\"name\":\"E\",\"status\":\"purple\"}\n"
                                   "\n"
                                   "{\"id\":\"f\",\"name\":\"Last\"}\n");
  EXPECT_EQ(imported.count.read, 2u);
  std::vector<std::string> lines;
  for (const Problem& problem : imported.count.problems) {
    lines.push_back(problem.thing.substr(problem.thing.rfind("line")) + ": " + problem.cause);
    EXPECT_FALSE(problem.mend.empty()) << problem.cause;
  }
  EXPECT_THAT(lines, ElementsAre(HasSubstr("line 2: a mark needs a name or a logo"), HasSubstr("line 3: "),
                                 HasSubstr("line 4: "), HasSubstr("line 5: \"46\" is no Nice class"),
                                 HasSubstr("line 6: the id \"a\" stands on line 1 already"),
                                 HasSubstr("line 7: the line is not valid UTF-8"), HasSubstr("line 8: "),
                                 HasSubstr("line 9: the status \"purple\"")));
}

TEST(Import, RefusesCsvRecordsThatAreBroken) {
  const auto imported = import("marks.csv", "name,classes\nGood,1\nToo,1,many\nBad\xC3,1\n\"Open,1\nRest,2\n");
  EXPECT_EQ(imported.count.read, 1u);
  ASSERT_EQ(imported.count.problems.size(), 3u);
  EXPECT_THAT(imported.count.problems[0].cause, HasSubstr("more cells"));
  EXPECT_THAT(imported.count.problems[1].cause, HasSubstr("UTF-8"));
  EXPECT_THAT(imported.count.problems[2].cause, HasSubstr("quote"));
}

TEST(Import, RefusesFilesThatCannotBeRead) {
  const TempFolder folder;
  const auto ignore = [](Imported) {};
  EXPECT_EQ(import_marks((folder / "none.csv").string(), ignore).problem().kind, Problem::Kind::not_found);
  write_file(folder / "empty.csv", "");
  EXPECT_THAT(import_marks((folder / "empty.csv").string(), ignore).problem().cause, HasSubstr("empty"));
  write_file(folder / "utf16.csv", std::string("\xFF\xFEn\0", 4));
  EXPECT_THAT(import_marks((folder / "utf16.csv").string(), ignore).problem().cause, HasSubstr("UTF-16"));
  write_file(folder / "headless.csv", "5,6,7\n");
  EXPECT_THAT(import_marks((folder / "headless.csv").string(), ignore).problem().mend, HasSubstr("header"));
  EXPECT_FALSE(import_marks(folder.path().string(), ignore));
}

TEST(Import, NestedJsonIsRefusedNotFollowed) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_FALSE(mark_from_json("{\"name\":\"A\",\"aliases\":" + deep + "}", "here"));
}

TEST(Import, DefaultIdsAreStable) {
  Mark mark;
  mark.name = "Nord Fjell & Co.";
  EXPECT_THAT(default_mark_id(mark), testing::MatchesRegex("nord-fjell-co-[0-9a-f]+"));
  Mark other = mark;
  other.owner = "somebody else";
  EXPECT_NE(default_mark_id(mark), default_mark_id(other));
  mark.name = "香奈儿";
  EXPECT_THAT(default_mark_id(mark), testing::StartsWith("mark-"));
  mark.office = "US";
  mark.number = "5551234";
  EXPECT_EQ(default_mark_id(mark), "US-5551234");
}

}  // namespace
}  // namespace markhound::index
