// Registers of offices: real records against values read from them by eye, and invented ones with every trap.
#include <map>

#include <gmock/gmock.h>

#include "index/import.h"
#include "tests/test_data.h"

namespace markhound::index {
namespace {

using test::real_data;
using test::source_folder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Status = Mark::Status;

struct Read {
  ImportCount count;
  std::map<std::string, Mark> marks;  ///< by id, the last one of each
};

Read read(const std::filesystem::path& file, const ImportOptions& options = {}) {
  Read all;
  auto count = import_marks(
      file.string(), [&](Imported one) { all.marks[one.mark.id] = std::move(one.mark); }, options);
  EXPECT_TRUE(count) << count.problem().cause;
  if (count) all.count = *count;
  return all;
}

FieldMap map_of(const std::string& pairs) {
  auto map = FieldMap::parse(pairs);
  EXPECT_TRUE(map) << map.problem().cause;
  return *map;
}

/// What the two formats of a real record agree on.
struct Expected {
  const char* serial;
  const char* number;
  const char* name;
  Status status;
  const char* status_code;
  const char* status_date;
  const char* filed;
  const char* registered;
  const char* expires;
  const char* owner;
  int nice_class;
  const char* goods_begin;
  bool standard_characters;
  const char* drawing;
  const char* disclaimer;
};

const std::map<std::string, Expected> real_records = {
    {"rn2178784",
     {"74631225", "2178784", "JAVA", Status::live, "800", "2008-08-11", "1995-02-07", "1998-08-04", "2018-08-04",
      "Oracle America, Inc.", 9, "computer programs for use in developing", false, "1", ""}},
    {"rn2713476",
     {"78002299", "2713476", "MYSQL", Status::live, "800", "2013-03-23", "2000-04-03", "2003-05-06", "2023-05-06",
      "MySQL AB", 9, "COMPUTER SOFTWARE FOR INFORMATION PROCESSING", false, "1", ""}},
    {"sn85334015",
     {"85334015", "4281391", "ULTRABOOK", Status::live, "700", "2013-01-29", "2011-05-31", "2013-01-29", "2023-01-29",
      "Intel Corporation", 9, "Computers; tablet, netbook, notebook", true, "4", ""}},
    {"sn87881347",
     {"87881347", "", "BURGER ADDICT", Status::pending, "680", "2018-08-27", "2018-04-17", "", "",
      "Burger Addict Renton LLC", 43, "Restaurant; Restaurant and bar services", true, "4", "\"BURGER\""}},
};

void expect_equal(const Mark& mark, const Expected& expected) {
  EXPECT_EQ(mark.id, std::string("US-") + expected.serial);
  EXPECT_EQ(mark.office, "US");
  EXPECT_EQ(mark.serial, expected.serial);
  EXPECT_EQ(mark.number, expected.number);
  EXPECT_EQ(mark.name, expected.name);
  EXPECT_EQ(mark.status, expected.status);
  EXPECT_EQ(mark.status_code, expected.status_code);
  EXPECT_EQ(mark.status_date, expected.status_date);
  EXPECT_EQ(mark.filed, expected.filed);
  EXPECT_EQ(mark.registered, expected.registered);
  EXPECT_EQ(mark.expires, expected.expires);
  EXPECT_EQ(mark.owner, expected.owner);
  EXPECT_THAT(mark.classes, ElementsAre(expected.nice_class));
  EXPECT_THAT(mark.goods, testing::StartsWith(expected.goods_begin));
  EXPECT_EQ(mark.standard_characters, expected.standard_characters);
  EXPECT_EQ(mark.drawing, expected.drawing);
  EXPECT_EQ(mark.disclaimer, expected.disclaimer);
  EXPECT_THAT(mark.vienna, IsEmpty());
}

TEST(RegisterFiles, RealRecordsOfSt66AndSt96) {
  MARKHOUND_NEEDS_DATA("register");
  for (const auto& [file, expected] : real_records) {
    for (const char* format : {"-ST66.xml", "-ST96.xml"}) {
      SCOPED_TRACE(file + format);
      const Read all = read(real_data("register") / (file + format));
      EXPECT_EQ(all.count.refused, 0u);
      EXPECT_THAT(all.count.notes, IsEmpty());
      ASSERT_EQ(all.marks.size(), 1u);
      expect_equal(all.marks.begin()->second, expected);
    }
  }
}

TEST(RegisterFiles, RealRecordsNameTheirPictureAndLastChange) {
  MARKHOUND_NEEDS_DATA("register");
  const auto one = [](const char* file) { return read(real_data("register") / file).marks.begin()->second; };
  EXPECT_EQ(one("rn2713476-ST96.xml").image_file, "78002299.png");
  EXPECT_EQ(one("rn2178784-ST96.xml").image_file, "");  // "No image available"
  EXPECT_EQ(one("rn2178784-ST66.xml").updated, "2011-12-29");
  EXPECT_EQ(one("rn2713476-ST66.xml").updated, "2013-07-02");
  EXPECT_EQ(one("rn2713476-ST96.xml").updated, "2014-12-04");
}

TEST(RegisterFiles, ADocumentTypeAloneIsNoRegister) {
  MARKHOUND_NEEDS_DATA("register");
  const auto file = real_data("register") / "uspto_trademark_applications_daily_dtd_v2.0.xml";
  const auto count = import_marks(file.string(), [](Imported) { FAIL() << "no mark is in it"; });
  ASSERT_FALSE(count);
  EXPECT_THAT(count.problem().cause, HasSubstr("of no kind that is known"));
}

TEST(RegisterFiles, RealJsonWithAMapping) {
  MARKHOUND_NEEDS_DATA("register");
  ImportOptions options;
  options.map = map_of(
      "name=trademark.name,serial=binder.applicationNo,office==NZ,owner=applicant.name,"
      "classes=classifications.classId,goods=classifications.description");
  const Read all = read(real_data("register") / "nz-oppositions.json", options);
  EXPECT_EQ(all.count.records, 88u);
  EXPECT_EQ(all.count.refused, 0u);
  ASSERT_EQ(all.marks.size(), 88u);
  const Mark& first = all.marks.at("NZ-1176937");
  EXPECT_EQ(first.name, "Red Cat");
  EXPECT_EQ(first.owner, "RCI Distribution Pty Ltd");
  EXPECT_THAT(first.classes, ElementsAre(6, 7, 12, 17, 19, 20, 27, 35));
  EXPECT_THAT(first.goods, HasSubstr("Common metals and their alloys"));
  EXPECT_THAT(first.goods, HasSubstr("Rubber and plastic gaskets"));
  const Mark& figurative = all.marks.at("NZ-1203075");
  EXPECT_EQ(figurative.name, "");
  EXPECT_EQ(figurative.owner, "Wild Loci Ltd");
  EXPECT_THAT(figurative.classes, ElementsAre(18, 25));
}

TEST(RegisterFiles, TheUsptosDailyFileWithItsTraps) {
  const Read all = read(source_folder("samples/register/daily-1.xml"));
  EXPECT_EQ(all.count.records, 4u);
  EXPECT_EQ(all.count.refused, 0u);
  EXPECT_THAT(all.count.notes, IsEmpty());
  ASSERT_EQ(all.marks.size(), 4u);

  const Mark& words = all.marks.at("US-97000001");
  EXPECT_EQ(words.name, "NORDFJELL");
  EXPECT_EQ(words.number, "7100001");
  EXPECT_EQ(words.status, Status::live);
  EXPECT_EQ(words.updated, "2023-08-01");
  EXPECT_EQ(words.expires, "2033-08-01");
  EXPECT_TRUE(words.standard_characters);
  EXPECT_EQ(words.drawing, "4000");
  EXPECT_EQ(words.disclaimer, "\"FJELL\"");
  EXPECT_EQ(words.owner, "Nordfjell Group AS");  // party type 31 came after the registrant
  EXPECT_THAT(words.classes, ElementsAre(9, 25));
  EXPECT_EQ(words.goods, "Class 9: Headphones & loudspeakers; Class 25: Jackets; hats");

  const Mark& figurative = all.marks.at("US-97000002");
  EXPECT_EQ(figurative.name, "");
  EXPECT_EQ(figurative.number, "");
  EXPECT_EQ(figurative.status, Status::pending);
  EXPECT_EQ(figurative.expires, "");
  EXPECT_THAT(figurative.vienna, ElementsAre("03.01.08", "06.01.01"));

  const Mark& old = all.marks.at("US-73000003");
  EXPECT_EQ(old.filed, "1975-05");
  EXPECT_EQ(old.registered, "1976-06-08");
  EXPECT_EQ(old.expires, "2006-06-08");
  EXPECT_EQ(old.status, Status::dead);
  EXPECT_EQ(old.drawing, "3T19");
  EXPECT_EQ(old.owner, "AURORA KITCHEN LLC");
  EXPECT_THAT(old.classes, ElementsAre(21));

  const Mark& part = all.marks.at("US-97000004");
  EXPECT_THAT(part.classes, ElementsAre(3));  // 21 was cancelled; A is no Nice class
  EXPECT_EQ(part.goods, "Soap");
  EXPECT_EQ(part.owner, "Kittiwake Soaps; Kittiwake Holding");
}

TEST(RegisterFiles, St66OfAnotherOfficeAndNamespace) {
  const Read all = read(source_folder("samples/register/st66.xml"));
  EXPECT_EQ(all.count.refused, 0u);
  ASSERT_EQ(all.marks.size(), 2u);
  const Mark& mark = all.marks.at("RO-M 2012 00091");
  EXPECT_EQ(mark.name, "SNOWPEAK / СНОУПИК");
  EXPECT_EQ(mark.number, "119857");
  EXPECT_EQ(mark.status, Status::live);
  EXPECT_EQ(mark.expires, "2032-01-10");
  EXPECT_THAT(mark.vienna, ElementsAre("06.01.02", "26.11.08"));
  EXPECT_EQ(mark.image_file, "RO119857.gif");
  EXPECT_EQ(mark.owner, "Snowpeak SRL");
  const Mark& cancelled = all.marks.at("RO-M 2001 00007");
  EXPECT_EQ(cancelled.status, Status::dead);
  EXPECT_EQ(cancelled.owner, "Ion Popa");
}

TEST(RegisterFiles, St96OfAnotherOfficeAndVersion) {
  const Read all = read(source_folder("samples/register/st96.xml"));
  ASSERT_EQ(all.marks.size(), 1u);
  const Mark& mark = all.marks.at("CA-1234500");
  EXPECT_EQ(mark.name, "PETIT PHARE");
  EXPECT_EQ(mark.number, "TMA700123");
  EXPECT_EQ(mark.status, Status::live);
  EXPECT_EQ(mark.expires, "2037-11-20");
  EXPECT_THAT(mark.vienna, ElementsAre("07.01.18"));
  EXPECT_EQ(mark.image_file, "1234500-00.png");
  EXPECT_EQ(mark.owner, "Phare Design Inc.; Ada Roy");
  EXPECT_EQ(mark.goods, "Class 11: Lamps; Class 20: Chairs");
}

TEST(RegisterFiles, CsvWithAMappingOfItsOwn) {
  ImportOptions options;
  auto map = FieldMap::read(source_folder("samples/register/office.map").string());
  ASSERT_TRUE(map) << map.problem().cause;
  options.map = *map;
  const Read all = read(source_folder("samples/register/office.csv"), options);
  EXPECT_THAT(all.count.problems, IsEmpty());
  EXPECT_THAT(all.count.notes, IsEmpty());
  ASSERT_EQ(all.marks.size(), 2u);
  EXPECT_EQ(all.marks.at("NZ-1100001").status, Status::pending);
  EXPECT_THAT(all.marks.at("NZ-1100001").classes, ElementsAre(18, 25));
  EXPECT_EQ(all.marks.at("NZ-1100002").number, "1100002");
  EXPECT_EQ(all.marks.at("NZ-1100002").filed, "2019-12-10");
}

TEST(RegisterFiles, MappingsThatSayNothingAreRefused) {
  EXPECT_THAT(FieldMap::parse("nome=Mark").problem().cause, HasSubstr("\"nome\" is no field"));
  EXPECT_THAT(FieldMap::parse("name=").problem().cause, HasSubstr("names no column"));
  EXPECT_EQ(FieldMap::read("/nowhere.map").problem().kind, Problem::Kind::not_found);
  ImportOptions options;
  options.map = map_of("name=Brand name");
  const auto file = source_folder("samples/register/office.csv").string();
  EXPECT_THAT(import_marks(
                  file, [](Imported) {}, options)
                  .problem()
                  .cause,
              HasSubstr("no column is called \"Brand name\""));
}

TEST(RegisterFiles, PackedFilesGiveWhatIsInThem) {
  const Read plain = read(source_folder("samples/register/daily-1.xml"));
  const Read gzip = read(source_folder("samples/register/daily-1.xml.gz"));
  EXPECT_EQ(gzip.marks, plain.marks);
  const Read zip = read(source_folder("samples/register/registers.zip"));
  EXPECT_EQ(zip.marks.size(), 7u);
  EXPECT_EQ(zip.marks.at("US-97000001"), plain.marks.at("US-97000001"));
  EXPECT_EQ(zip.marks.count("CA-1234500"), 1u);
  EXPECT_THAT(zip.count.notes, ElementsAre(HasSubstr("README.md")));  // no register, and no reason to stop
}

TEST(RegisterFiles, AFormatMayBeForced) {
  ImportOptions options;
  options.format = ImportFormat::st96;
  const auto all = read(source_folder("samples/register/daily-1.xml"), options);
  EXPECT_EQ(all.count.records, 0u);
}

TEST(RegisterFiles, WhatAnEarlierRunDidIsPassedBy) {
  ImportOptions options;
  options.skip = 3;
  std::vector<std::size_t> records;
  const auto count = import_marks(
      source_folder("samples/register/daily-1.xml").string(), [&](Imported one) { records.push_back(one.records); },
      options);
  ASSERT_TRUE(count);
  EXPECT_THAT(records, ElementsAre(4));
  EXPECT_EQ(count->read, 1u);
  EXPECT_EQ(count->records, 4u);
}

}  // namespace
}  // namespace markhound::index
