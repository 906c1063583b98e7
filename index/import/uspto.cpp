// A case file of the USPTO: trademark-applications-daily, DTD v2.0 of 2004-11-08 and later.
#include <charconv>
#include <map>

#include "index/import/office_record.h"

namespace markhound::index {
namespace {

using Element = XmlRecord::Element;

/// "" of "0000000": the number of what was never registered.
std::string without_zeros_only(std::string number) {
  return number.find_first_not_of('0') == std::string::npos ? std::string{} : number;
}

/// Statements by type code: `GS` and a class of three digits with a counter are goods, `D` and digits a disclaimer.
void read_statements(const Element& case_file, std::map<std::string, std::string>& goods, MarkRecord& fields) {
  for (const Element& statement : case_file.all("case-file-statements/case-file-statement")) {
    const std::string code = statement.first("type-code");
    std::string text;
    for (const std::string& part : statement.texts("text")) text += (text.empty() ? "" : " ") + part;
    if (text.empty() || code.size() < 2) continue;
    if (code.starts_with("GS") && code.size() >= 5) {
      std::string& of_class = goods[code.substr(2, 3)];
      of_class += (of_class.empty() ? "" : " ") + text;
    } else if (code[0] == 'D' && code[1] >= '0' && code[1] <= '9') {
      fields.disclaimer += (fields.disclaimer.empty() ? "" : "; ") + text;
    }
  }
}

/// Classes from the classifications with their status (6: active), then those that only a statement names.
void read_goods(const Element& case_file, MarkRecord& fields) {
  std::map<std::string, std::string> texts;
  read_statements(case_file, texts, fields);
  std::vector<ClassGoods> goods;
  for (const Element& classification : case_file.all("classifications/classification")) {
    const std::string status = classification.first("status-code");
    for (const std::string& number : classification.texts("international-code")) {
      const auto text = texts.extract(number);
      goods.push_back({number, text ? text.mapped() : std::string{}, status.empty() || status == "6"});
    }
  }
  for (const auto& [number, text] : texts) goods.push_back({number, text, true});
  put_goods(goods, fields);
}

std::string read_owner(const Element& case_file) {
  std::vector<Party> parties;
  for (const Element& owner : case_file.all("case-file-owners/case-file-owner")) {
    const std::string type = owner.first("party-type");
    Party party{0, owner.first("party-name")};
    std::from_chars(type.data(), type.data() + type.size(), party.rank);
    parties.push_back(std::move(party));
  }
  return owner_of(parties);
}

}  // namespace

OfficeRecord uspto_record(const Element& case_file) {
  OfficeRecord record;
  MarkRecord& fields = record.fields;
  const auto header = [&](const char* name) { return case_file.first(std::string("case-file-header/") + name); };
  fields.office = "US";
  fields.serial = case_file.first("serial-number");
  fields.number = without_zeros_only(case_file.first("registration-number"));
  fields.name = header("mark-identification");
  fields.drawing = header("mark-drawing-code");
  fields.standard_characters = header("standard-characters-claimed-in");
  put_date(header("filing-date"), &MarkRecord::filed, record);
  put_date(header("registration-date"), &MarkRecord::registered, record);
  put_date(header("status-date"), &MarkRecord::status_date, record);
  put_date(case_file.first("transaction-date"), &MarkRecord::updated, record);
  put_us_expiry(header("renewal-date"), record);
  put_status(header("status-code"), !header("abandonment-date").empty() || !header("cancellation-date").empty(),
             record);
  read_goods(case_file, fields);
  fields.owner = read_owner(case_file);
  put_vienna(case_file.texts("design-searches/design-search/code"), fields);
  return record;
}

}  // namespace markhound::index
