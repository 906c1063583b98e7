// What the records of all offices have in common, once they are read from XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/import/xml_record.h"
#include "index/record.h"

namespace markhound::index {

struct OfficeRecord {
  MarkRecord fields;
  /// What could not be understood and was left out; the mark is taken all the same.
  std::vector<std::string> doubts;
};

/// Goods of one class as a record has them.
struct ClassGoods {
  std::string number;  ///< "009"; what is no Nice class, as the US classes A, B and 200, is left out
  std::string text;
  bool active = true;  ///< false where the registration was cancelled or expired in this class
};

/// One case file of the USPTO's trademark applications (daily and annual, DTD v2.0).
OfficeRecord uspto_record(const XmlRecord::Element& case_file);
/// One TradeMark of WIPO ST.66, with its ApplicantDetails where they are within.
OfficeRecord st66_record(const XmlRecord::Element& trade_mark);
/// The owner of an ApplicantDetails that stands beside its TradeMark, as in the USPTO's ST.66; "" where none is named.
std::string st66_owner(const XmlRecord::Element& applicant_details);
/// One Trademark of WIPO ST.96.
OfficeRecord st96_record(const XmlRecord::Element& trademark);

/// Puts the date as it is written; a doubt where it is none.
void put_date(const std::string& text, std::string MarkRecord::*field, OfficeRecord& record);

/// Classes and goods; those of cancelled classes only where none is active. Goods of several classes are told apart:
/// "Class 9: computers; Class 25: jackets".
void put_goods(const std::vector<ClassGoods>& goods, MarkRecord& record);

/// "01.05.01" of "010501" and of "1.5.1"; another text stays as it is. What comes again is left out.
void put_vienna(const std::vector<std::string>& codes, MarkRecord& record);

/// Status from an office's code or words. `ended`: the record has a date of abandonment or cancellation, which decides
/// where the code does not.
void put_status(const std::string& code, bool ended, OfficeRecord& record);

/// Until when a US registration lasts: ten years from registration or the last renewal, twenty where that was before
/// 16 November 1989 (15 U.S.C. 1059, Trademark Law Revision Act of 1988). Nothing where it never was registered.
void put_us_expiry(const std::string& renewed, OfficeRecord& record);

/// A party to a record and its rank: of the USPTO's party types the highest is the last owner.
struct Party {
  int rank = 0;
  std::string name;
};
/// The names of the highest rank, "; " between co-owners.
std::string owner_of(const std::vector<Party>& parties);

/// The words of a mark, those in several scripts or languages with " / " between them.
std::string words_of(const std::vector<std::string>& texts);

/// The status of a USPTO case by its three-digit code; nothing where the table says nothing of it.
std::optional<Mark::Status> uspto_status(std::string_view code);

}  // namespace markhound::index
