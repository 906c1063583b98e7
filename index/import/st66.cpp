// WIPO ST.66 (TM-XML), as the USPTO, the EUIPO and the offices of TMview write it. Their namespaces and extensions
// differ; the names of the elements do not.
#include <algorithm>
#include <charconv>

#include "index/import/office_record.h"
#include "index/office_date.h"

namespace markhound::index {
namespace {

using Element = XmlRecord::Element;

std::string name_of(const Element& applicant) {
  const std::string name = "ApplicantAddressBook/FormattedNameAddress/Name/";
  for (const char* path :
       {"FreeFormatName/FreeFormatNameDetails/FreeFormatNameLine", "FormattedName/OrganizationName"}) {
    if (std::string found = applicant.first(name + path); !found.empty()) return found;
  }
  const std::string first = applicant.first(name + "FormattedName/FirstName");
  const std::string last = applicant.first(name + "FormattedName/LastName");
  if (!last.empty()) return first.empty() ? last : first + " " + last;
  return applicant.first("ApplicantName/FullName");
}

std::vector<ClassGoods> goods_of(const Element& trade_mark) {
  std::vector<ClassGoods> goods;
  for (const Element& one :
       trade_mark.all("GoodsServicesDetails/GoodsServices/ClassDescriptionDetails/ClassDescription")) {
    const std::string status = one.first("ClassNumberStatusCode");
    goods.push_back({one.first("ClassNumber"), one.first("GoodsServicesDescription"), status.empty() || status == "6"});
  }
  return goods;
}

/// The format has no date of the record itself: the last of its status and of its events stands for it.
std::string last_change(const Element& trade_mark) {
  std::string last = date_from(trade_mark.first("MarkCurrentStatusDate")).value_or("");
  for (const std::string& text : trade_mark.texts("MarkEventDetails/MarkEvent/MarkEventDate"))
    last = std::max(last, date_from(text).value_or(""));
  return last;
}

}  // namespace

std::string st66_owner(const Element& applicant_details) {
  std::vector<Party> parties;
  for (const Element& applicant : applicant_details.all("Applicant")) {
    if (applicant.attribute("operationCode") == "Delete") continue;
    const std::string type = applicant.first("ApplicantExt/PartyTypeCode");
    Party party{0, name_of(applicant)};
    std::from_chars(type.data(), type.data() + type.size(), party.rank);
    parties.push_back(std::move(party));
  }
  return owner_of(parties);
}

OfficeRecord st66_record(const Element& trade_mark) {
  OfficeRecord record;
  MarkRecord& fields = record.fields;
  fields.office = trade_mark.first("RegistrationOfficeCode");
  fields.serial = trade_mark.first("ApplicationNumber");
  fields.number = trade_mark.first("RegistrationNumber");
  fields.name = words_of(trade_mark.texts("WordMarkSpecification/MarkVerbalElementText"));
  fields.standard_characters = trade_mark.first("WordMarkSpecification/MarkStandardCharacterIndicator");
  fields.drawing = trade_mark.first("TradeMarkExt/MarkFeatureCode");
  fields.disclaimer = trade_mark.first("MarkDisclaimerDetails/MarkDisclaimer");
  put_date(trade_mark.first("ApplicationDate"), &MarkRecord::filed, record);
  put_date(trade_mark.first("RegistrationDate"), &MarkRecord::registered, record);
  put_date(trade_mark.first("MarkCurrentStatusDate"), &MarkRecord::status_date, record);
  put_date(trade_mark.first("ExpiryDate"), &MarkRecord::expires, record);
  if (fields.expires.empty() && fields.office == "US")
    put_us_expiry(trade_mark.first("TradeMarkExt/AdditionalMarkDetails/RenewalDate"), record);
  fields.updated = last_change(trade_mark);
  const bool deleted = trade_mark.attribute("operationCode") == "Delete";
  put_status(deleted ? "Delete" : trade_mark.first("MarkCurrentStatusCode"), false, record);
  put_goods(goods_of(trade_mark), fields);
  for (const Element& details : trade_mark.all("ApplicantDetails")) fields.owner = st66_owner(details);
  const std::string image = "MarkImageDetails/MarkImage/";
  fields.image_file = trade_mark.first(image + "MarkImageFilename");
  if (fields.image_file.empty()) fields.image_file = trade_mark.first(image + "MarkImageURI");
  put_vienna(trade_mark.texts(image + "MarkImageCategory/CategoryCodeDetails/CategoryCode"), fields);
  return record;
}

}  // namespace markhound::index
