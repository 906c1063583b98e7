// XML that is cut off, broken or meant to harm: what is wrong with one record ends with it.
#include <gmock/gmock.h>

#include "index/import.h"
#include "index/import/xml_pieces.h"
#include "tests/test_data.h"

namespace markhound::index {
namespace {

using test::TempFolder;
using test::write_file;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Outcome {
  Result<ImportCount> count = Problem{};
  std::vector<std::string> names;
};

Outcome import(const std::string& bytes) {
  const TempFolder folder;
  write_file(folder / "file.xml", bytes);
  Outcome outcome;
  outcome.count =
      import_marks((folder / "file.xml").string(), [&](Imported one) { outcome.names.push_back(one.mark.name); });
  return outcome;
}

std::string case_file(const std::string& serial, const std::string& name) {
  return "<case-file><serial-number>" + serial + "</serial-number><case-file-header><status-code>630</status-code>" +
         "<mark-identification>" + name + "</mark-identification></case-file-header></case-file>\n";
}

std::string daily(const std::string& records, const std::string& prolog = "<?xml version=\"1.0\"?>\n") {
  return prolog + "<trademark-applications-daily>" + records + "</trademark-applications-daily>";
}

TEST(HostileXml, ABrokenRecordIsToldWithItsPlaceAndPassedBy) {
  const std::string bytes =
      daily(case_file("90000001", "GOOD") + case_file("90000002", "BAD <x></y>") + case_file("90000003", "ALSO GOOD"));
  const auto outcome = import(bytes);
  EXPECT_THAT(outcome.names, ElementsAre("GOOD", "ALSO GOOD"));
  ASSERT_TRUE(outcome.count);
  EXPECT_EQ(outcome.count->refused, 1u);
  ASSERT_EQ(outcome.count->problems.size(), 1u);
  const Problem& problem = outcome.count->problems[0];
  const std::string at = std::to_string(bytes.find("<case-file><serial-number>90000002"));
  EXPECT_THAT(problem.thing, HasSubstr("file.xml record 2 (byte " + at + ", serial number 90000002)"));
  EXPECT_THAT(problem.cause,
              HasSubstr("is not XML: mismatched tag, at byte " + std::to_string(bytes.find("</y>") + 2)));
}

TEST(HostileXml, EntitiesAreNeitherDeclaredNorFetched) {
  std::string bomb = "<!DOCTYPE trademark-applications-daily [<!ENTITY a \"lol\">";
  for (char c = 'b'; c < 'm'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\n";
  const auto outcome =
      import(daily(case_file("1", "&l;") + case_file("2", "&file;") + case_file("3", "PLAIN &amp; GOOD"), bomb));
  EXPECT_THAT(outcome.names, ElementsAre("PLAIN & GOOD"));
  ASSERT_EQ(outcome.count->problems.size(), 2u);
  EXPECT_THAT(outcome.count->problems[0].cause, HasSubstr("undefined entity"));
  EXPECT_THAT(outcome.count->problems[1].cause, HasSubstr("undefined entity"));
}

TEST(HostileXml, ADocumentTypeElsewhereIsNotAskedFor) {
  const auto outcome = import(daily(case_file("1", "GOOD"),
                                    "<!DOCTYPE trademark-applications-daily SYSTEM \"http://192.0.2.1/a>b.dtd\" "
                                    "[<!-- it's [ odd > --><!ELEMENT case-file ANY>]>\n"));
  EXPECT_THAT(outcome.names, ElementsAre("GOOD"));
  EXPECT_THAT(outcome.count->problems, IsEmpty());
}

TEST(HostileXml, ADocumentTypeWithinARecordIsRefused) {
  const auto outcome = import(daily(case_file("1", "<!DOCTYPE x [<!ENTITY y \"z\">]>") + case_file("2", "GOOD")));
  EXPECT_THAT(outcome.names, ElementsAre("GOOD"));
  EXPECT_EQ(outcome.count->refused, 1u);
}

TEST(HostileXml, DeepNestingAndManyElementsAreRefused) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  std::string many;
  for (int i = 0; i < 300'000; ++i) many += "<a/>";
  const auto outcome = import(daily(case_file("1", deep) + case_file("2", many) + case_file("3", "GOOD")));
  EXPECT_THAT(outcome.names, ElementsAre("GOOD"));
  ASSERT_EQ(outcome.count->problems.size(), 2u);
  EXPECT_THAT(outcome.count->problems[0].cause, HasSubstr("over 64 deep"));
  EXPECT_THAT(outcome.count->problems[1].cause, HasSubstr("over 200,000 elements"));
}

TEST(HostileXml, AHugeTextIsRefusedInBoundedMemory) {
  const auto outcome =
      import(daily(case_file("1", std::string(30'000'000, 'x')) + case_file("2", "GOOD") +
                   case_file("3", "<!--" + std::string(10'000'000, '-') + "-->") + case_file("4", "GOOD TOO")));
  EXPECT_THAT(outcome.names, ElementsAre("GOOD", "GOOD TOO"));
  ASSERT_EQ(outcome.count->problems.size(), 2u);
  for (const Problem& problem : outcome.count->problems) EXPECT_THAT(problem.cause, HasSubstr("over 8 MB"));
}

TEST(HostileXml, BytesThatAreNotOfTheEncoding) {
  const auto utf8 = import(daily(case_file("1", "CAF\xC9") + case_file("2", "GOOD")));
  EXPECT_THAT(utf8.names, ElementsAre("GOOD"));
  EXPECT_EQ(utf8.count->refused, 1u);
  const auto latin = import(daily(case_file("1", "CAF\xC9"), "<?xml version='1.0' encoding='iso-8859-1'?>"));
  EXPECT_THAT(latin.names, ElementsAre("CAFÉ"));
  const auto other = import(daily(case_file("1", "A"), "<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?>"));
  ASSERT_FALSE(other.count);
  EXPECT_THAT(other.count.problem().cause, HasSubstr("EBCDIC-CP-US"));
  const auto utf16 = import(std::string("\xFF\xFE<\0?\0", 6));
  EXPECT_THAT(utf16.count.problem().cause, HasSubstr("UTF-16"));
}

TEST(HostileXml, AFileCutOffAnywhereIsSaidSo) {
  const std::string whole = daily(case_file("1", "ONE") + case_file("2", "TWO") + case_file("3", "THREE"));
  const std::size_t first = whole.find("<case-file>") + 11;
  for (std::size_t size = first; size < whole.size(); ++size) {
    const auto outcome = import(whole.substr(0, size));
    ASSERT_TRUE(outcome.count) << size;
    ASSERT_GE(outcome.count->refused, 1u) << size;
    EXPECT_THAT(outcome.count->problems.back().cause, HasSubstr("the file ends before")) << size;
    EXPECT_LE(outcome.names.size(), 3u);
  }
  EXPECT_EQ(import(whole).count->refused, 0u);
}

TEST(HostileXml, ARecordThatIsNeverClosedEndsWhereTheNextBegins) {
  const auto outcome = import(daily("<case-file><serial-number>1</serial-number>" + case_file("2", "GOOD")));
  EXPECT_THAT(outcome.names, ElementsAre("GOOD"));
  ASSERT_EQ(outcome.count->problems.size(), 1u);
  EXPECT_THAT(outcome.count->problems[0].thing, HasSubstr("serial number 1)"));
  EXPECT_THAT(outcome.count->problems[0].cause, HasSubstr("never closed"));
}

TEST(HostileXml, WhatLooksLikeARecordInACommentIsNone) {
  const auto outcome =
      import(daily("<!-- " + case_file("1", "COMMENTED OUT") + " --><?x <case-file> ?>" + "<note><![CDATA[" +
                   case_file("2", "QUOTED") + "]]></note>" + case_file("3", "<![CDATA[</case-file>]]>REAL")));
  EXPECT_THAT(outcome.names, ElementsAre("</case-file>REAL"));
  EXPECT_THAT(outcome.count->problems, IsEmpty());
}

TEST(HostileXml, PiecesAreTheSameHoweverTheBytesCome) {
  const std::string bytes =
      daily("<x:case-file a='>' b=\"/>\"/>" + case_file("1", "<!-- </case-file> -->") + "<case-file\n/>",
            "\xEF\xBB\xBF<?xml version=\"1.0\"?><!DOCTYPE a [<!ELEMENT a (b)>]>");
  std::vector<std::string> whole;
  for (std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
    std::size_t at = 0;
    ByteReader reader([&](char* into, std::size_t size) -> Result<std::size_t> {
      const std::size_t got = bytes.copy(into, std::min(size, step), at);
      at += got;
      return got;
    });
    XmlPieces pieces(reader, {"case-file"}, {});
    std::vector<std::string> cut;
    while (const auto piece = pieces.next()) {
      EXPECT_EQ(bytes.substr(piece->offset, piece->bytes.size()), piece->bytes);
      cut.emplace_back(piece->bytes);
    }
    EXPECT_TRUE(pieces.complete());
    ASSERT_EQ(cut.size(), 3u);
    if (whole.empty()) whole = cut;
    EXPECT_EQ(cut, whole) << "in steps of " << step;
  }
}

TEST(HostileXml, ATableThatEndsLikeAZipIsATable) {
  const TempFolder folder;
  write_file(folder / "marks.csv", "name,id\nAQUAPEAK,1\nPK\x05\x06" + std::string(18, '\0'));
  int read = 0;
  const auto count = import_marks((folder / "marks.csv").string(), [&](Imported) { ++read; });
  ASSERT_TRUE(count.ok()) << to_line(count.problem());
  EXPECT_GE(read, 1);
}

TEST(HostileXml, ADamagedPackingKeepsWhatWasBefore) {
  const TempFolder folder;
  std::string packed = test::read_file(test::source_folder("samples/register/daily-1.xml.gz"));
  write_file(folder / "cut.xml.gz", packed.substr(0, packed.size() - 200));
  std::size_t taken = 0;
  const auto count = import_marks((folder / "cut.xml.gz").string(), [&](Imported) { ++taken; });
  if (count) {
    EXPECT_GE(count->refused, 1u);
  }
  write_file(folder / "not.zip", "PK\x03\x04 and then nothing of a zip");
  EXPECT_FALSE(import_marks((folder / "not.zip").string(), [](Imported) {}));
}

}  // namespace
}  // namespace markhound::index
