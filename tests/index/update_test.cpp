// Dates, statuses, and what a second record of a mark does to the first.
#include "index/update.h"

#include <gmock/gmock.h>

#include "index/import/office_record.h"
#include "index/office_date.h"
#include "index/register.h"
#include "index/status_words.h"
#include "tests/test_data.h"

namespace markhound::index {
namespace {

using test::TempFolder;
using testing::ElementsAre;
using Status = Mark::Status;

TEST(OfficeDate, ReadsWhatOfficesWrite) {
  EXPECT_EQ(date_from("20110531"), "2011-05-31");
  EXPECT_EQ(date_from("20110500"), "2011-05");
  EXPECT_EQ(date_from("20110000"), "2011");
  EXPECT_EQ(date_from("2011"), "2011");
  EXPECT_EQ(date_from("2011-05"), "2011-05");
  EXPECT_EQ(date_from("2011-05-31-04:00"), "2011-05-31");
  EXPECT_EQ(date_from("2011-05-31T09:30:04.5Z"), "2011-05-31");
  EXPECT_EQ(date_from(" 2011-05-31+02:00 "), "2011-05-31");
  EXPECT_EQ(date_from("00000000"), "");
  EXPECT_EQ(date_from(""), "");
  for (const char* wrong : {"20110532", "20111301", "20110031", "2011053", "31.05.2011", "2011-02-29", "2011-05-31x",
                            "00000101", "yesterday"})
    EXPECT_EQ(date_from(wrong), std::nullopt) << wrong;
  EXPECT_EQ(date_from("20000229"), "2000-02-29");
}

TEST(OfficeDate, AddsYears) {
  EXPECT_EQ(years_later("2013-01-29", 10), "2023-01-29");
  EXPECT_EQ(years_later("2004-02-29", 10), "2014-02-28");
  EXPECT_EQ(years_later("2004-02", 10), "");
}

TEST(OfficeStatus, CodesOfTheUspto) {
  const std::pair<const char*, Status> codes[] = {
      {"700", Status::live},    {"800", Status::live},    {"702", Status::live},    {"790", Status::live},
      {"717", Status::live},    {"630", Status::pending}, {"641", Status::pending}, {"680", Status::pending},
      {"686", Status::pending}, {"688", Status::pending}, {"715", Status::pending}, {"774", Status::pending},
      {"818", Status::pending}, {"602", Status::dead},    {"606", Status::dead},    {"710", Status::dead},
      {"709", Status::dead},    {"900", Status::dead},    {"402", Status::dead},    {"716", Status::dead}};
  for (const auto& [code, status] : codes) EXPECT_EQ(uspto_status(code), status) << code;
  for (const char* unclear : {"000", "620", "625", "969", "123", ""}) EXPECT_EQ(uspto_status(unclear), std::nullopt);
}

TEST(OfficeStatus, AnUnclearCodeIsDecidedByTheRestAndDoubted) {
  OfficeRecord record;
  record.fields.number = "1234567";
  put_status("620", false, record);
  EXPECT_EQ(record.fields.status, "live");
  EXPECT_EQ(record.doubts.size(), 1u);
  put_status("620", true, record);
  EXPECT_EQ(record.fields.status, "dead");
  record.fields.number.clear();
  put_status("Unheard of", false, record);
  EXPECT_EQ(record.fields.status, "pending");
}

TEST(OfficeStatus, WordsOfWipoFormats) {
  EXPECT_EQ(status_from("Registered"), Status::live);
  EXPECT_EQ(status_from("Registration cancelled"), Status::dead);
  EXPECT_EQ(status_from("Registration expired"), Status::dead);
  EXPECT_EQ(status_from("Registration pending"), Status::pending);
  EXPECT_EQ(status_from("Application published"), Status::pending);
  EXPECT_EQ(status_from("Application withdrawn"), Status::dead);
  EXPECT_EQ(status_from("Cancellation pending"), Status::live);
  EXPECT_EQ(status_from("Ended"), Status::dead);
  EXPECT_EQ(status_from("REGISTERED AND RENEWED"), Status::live);
  EXPECT_EQ(status_from(""), Status::live);
  EXPECT_EQ(status_from("purple"), std::nullopt);
}

TEST(OfficeStatus, TermsOfUsRegistrations) {
  OfficeRecord record;
  record.fields.number = "1234567";
  record.fields.registered = "19800105";
  put_us_expiry("", record);
  EXPECT_EQ(record.fields.expires, "2000-01-05");
  put_us_expiry("20000105", record);
  EXPECT_EQ(record.fields.expires, "2010-01-05");
  record.fields.registered = "19891116";
  put_us_expiry("", record);
  EXPECT_EQ(record.fields.expires, "1999-11-16");
}

Mark mark_of(const std::string& updated, Status status) {
  Mark mark;
  mark.id = "US-1";
  mark.name = "Nordfjell";
  mark.updated = updated;
  mark.status = status;
  return mark;
}

TEST(Update, TheLaterRecordHoldsWhateverTheOrder) {
  const Mark registered = mark_of("2023-08-01", Status::live);
  const Mark cancelled = mark_of("2025-03-09", Status::dead);
  EXPECT_EQ(merged(registered, cancelled, {}), cancelled);
  EXPECT_EQ(merged(cancelled, registered, {}), std::nullopt);
  EXPECT_EQ(merged(cancelled, mark_of("2025-03", Status::live), {}), std::nullopt);
  EXPECT_EQ(merged(cancelled, cancelled, {}), cancelled);
  EXPECT_TRUE(merged(cancelled, mark_of("", Status::live), {}));
}

TEST(Update, WhatTheUserAddedStays) {
  Mark held = mark_of("2023-08-01", Status::live);
  held.aliases = {"诺峰"};
  held.authorised = {"Nord Shop"};
  held.logos = {{"/a.png", "00"}};
  const Mark offered = mark_of("2025-03-09", Status::dead);
  const auto kept = merged(held, offered, {true, true, true});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->status, Status::dead);
  EXPECT_EQ(kept->aliases, held.aliases);
  EXPECT_EQ(kept->authorised, held.authorised);
  EXPECT_EQ(kept->logos, held.logos);
  EXPECT_EQ(merged(held, offered, {}), offered);
}

TEST(Update, InTheRegisterAlsoBeforeTheCommit) {
  const TempFolder folder;
  auto opened = open_xapian_register((folder / "register").string(), Access::write);
  ASSERT_TRUE(opened);
  Register& marks = **opened;
  const auto update = [&](const Mark& mark) { return marks.update(mark, {}, {true, true, true}).value(); };
  EXPECT_EQ(update(mark_of("2023-08-01", Status::live)), Change::added);
  EXPECT_EQ(update(mark_of("2025-03-09", Status::dead)), Change::changed);
  EXPECT_EQ(update(mark_of("2023-08-01", Status::live)), Change::older);
  EXPECT_EQ(update(mark_of("2025-03-09", Status::dead)), Change::same);
  ASSERT_TRUE(marks.put_note("import x", "4"));
  EXPECT_EQ(*marks.note("import x"), "");
  ASSERT_TRUE(marks.commit());
  EXPECT_EQ(*marks.note("import x"), "4");
  EXPECT_EQ(*marks.size(), 1u);
  EXPECT_EQ(marks.find("US-1")->status, Status::dead);
  EXPECT_EQ(update(mark_of("2023-08-01", Status::live)), Change::older);
}

}  // namespace
}  // namespace markhound::index
