// WIPO ST.96, as the USPTO and the Canadian office (CIPO) write it. The schema's version is in the namespace, which is
// not looked at.
#include <algorithm>

#include "index/import/office_record.h"
#include "index/office_date.h"

namespace markhound::index {
namespace {

using Element = XmlRecord::Element;

std::string first_of(const Element& element, std::initializer_list<const char*> paths) {
  for (const char* path : paths) {
    if (std::string found = element.first(path); !found.empty()) return found;
  }
  return {};
}

std::string name_of(const Element& applicant) {
  std::string name =
      first_of(applicant, {"Contact/Name/EntityName", "Contact/Name/OrganizationName/OrganizationStandardName",
                           "Contact/Name/PersonName/PersonFullName"});
  const std::string first = applicant.first("Contact/Name/PersonName/PersonStructuredName/FirstName");
  const std::string last = applicant.first("Contact/Name/PersonName/PersonStructuredName/LastName");
  if (!last.empty()) name = first.empty() ? last : first + " " + last;
  return name;
}

/// The USPTO lists every owner there ever was, the last one first, each with its role in words; co-owners have the
/// same.
std::string owner_in(const Element& trademark) {
  std::vector<Party> parties;
  std::string role;
  for (const Element& applicant : trademark.all("ApplicantBag/Applicant")) {
    const std::string said = first_of(applicant, {"Version/CommentText", "CommentText"});
    if (parties.empty()) role = said;
    if (said == role) parties.push_back({1, name_of(applicant)});
  }
  return owner_of(parties);
}

std::vector<ClassGoods> goods_of(const Element& trademark) {
  std::vector<ClassGoods> goods;
  for (const Element& of_class : trademark.all("GoodsServicesBag/GoodsServices/ClassDescriptionBag/ClassDescription")) {
    const std::string status = of_class.first("NationalStatusBag/NationalStatus/NationalStatusCode");
    goods.push_back({of_class.first("ClassNumber"), of_class.first("GoodsServicesDescriptionText"),
                     status.empty() || status == "6"});
  }
  if (!goods.empty()) return goods;
  for (const Element& of_class :
       trademark.all("GoodsServicesBag/GoodsServices/GoodsServicesClassificationBag/GoodsServicesClassification")) {
    if (of_class.first("ClassificationKindCode") == "Nice") goods.push_back({of_class.first("ClassNumber"), {}, true});
  }
  return goods;
}

void put_image(const Element& trademark, MarkRecord& fields) {
  const std::string image = "MarkRepresentation/MarkReproduction/MarkImageBag/MarkImage";
  fields.image_file = trademark.first(image + "/FileName");
  if (fields.image_file == "No image available") fields.image_file.clear();
  std::vector<std::string> codes = trademark.texts(image + "/NationalDesignSearchCodeBag/NationalDesignSearchCode");
  for (const Element& vienna :
       trademark.all(image + "/MarkImageClassification/FigurativeElementClassificationBag/ViennaClassificationBag/"
                             "ViennaClassification")) {
    std::string code = vienna.first("ViennaCategory");
    for (const char* part : {"ViennaDivision", "ViennaSection"}) {
      if (const std::string number = vienna.first(part); !number.empty()) code += "." + number;
    }
    if (!code.empty()) codes.push_back(std::move(code));
  }
  put_vienna(codes, fields);
}

std::string last_change(const Element& trademark) {
  std::string last = date_from(trademark.first("MarkCurrentStatusDate")).value_or("");
  for (const std::string& text : trademark.texts("MarkEventBag/MarkEvent/MarkEventDate"))
    last = std::max(last, date_from(text).value_or(""));
  return last;
}

}  // namespace

OfficeRecord st96_record(const Element& trademark) {
  OfficeRecord record;
  MarkRecord& fields = record.fields;
  const std::string words = "MarkRepresentation/MarkReproduction/WordMarkSpecification/";
  fields.office = first_of(trademark, {"RegistrationOfficeCode", "ApplicationNumber/IPOfficeCode"});
  fields.serial =
      first_of(trademark, {"ApplicationNumber/ApplicationNumberText", "ApplicationNumber/ST13ApplicationNumber"});
  fields.number = trademark.first("RegistrationNumber");
  fields.name = words_of(trademark.texts(words + "MarkVerbalElementText"));
  if (fields.name.empty()) fields.name = words_of(trademark.texts(words + "MarkSignificantVerbalElementText"));
  fields.standard_characters = trademark.first(words + "MarkStandardCharacterIndicator");
  fields.drawing = trademark.first("MarkRepresentation/MarkDescriptionBag/NationalMarkDescription/MarkFeatureCode");
  fields.disclaimer = words_of(trademark.texts("MarkDisclaimerBag/MarkDisclaimerText"));
  put_date(trademark.first("ApplicationDate"), &MarkRecord::filed, record);
  put_date(trademark.first("RegistrationDate"), &MarkRecord::registered, record);
  put_date(trademark.first("MarkCurrentStatusDate"), &MarkRecord::status_date, record);
  put_date(trademark.first("ExpiryDate"), &MarkRecord::expires, record);
  if (fields.expires.empty() && fields.office == "US")
    put_us_expiry(trademark.first("NationalTrademarkInformation/RenewalDate"), record);
  fields.updated = last_change(trademark);
  const bool deleted = trademark.attribute("operationCategory") == "Delete";
  put_status(deleted ? "Delete" : first_of(trademark, {"MarkCurrentStatusCode", "MarkCurrentStatusCategory"}), false,
             record);
  put_goods(goods_of(trademark), fields);
  fields.owner = owner_in(trademark);
  put_image(trademark, fields);
  return record;
}

}  // namespace markhound::index
