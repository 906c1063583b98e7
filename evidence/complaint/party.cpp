#include "evidence/complaint/party.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

namespace markhound::evidence::complaint {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void put(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

Json json_of(const Contact& contact) {
  Json json = Json::object();
  put(json, "name", contact.name);
  put(json, "phone", contact.phone);
  put(json, "email", contact.email);
  return json;
}

std::string text_at(const Json& json, const char* name) { return json.value(name, std::string()); }

Contact contact_at(const Json& json, const char* name) {
  if (!json.contains(name)) return {};
  const Json& contact = json.at(name);
  return {text_at(contact, "name"), text_at(contact, "phone"), text_at(contact, "email")};
}

std::vector<std::string> words_at(const Json& json, const char* name) {
  return json.contains(name) ? json.at(name).get<std::vector<std::string>>() : std::vector<std::string>{};
}

/// ASCII letters and digits in lower case, all else as it is but spaces and punctuation: "Nordfjell AS" is "NORDFJELL,
/// AS".
std::string bare(std::string_view name) {
  std::string letters;
  for (unsigned char c : name) {
    if (c >= 0x80 || std::isalnum(c)) letters += static_cast<char>(std::tolower(c));
  }
  return letters;
}

template <class Value>
Result<Value> read_record(std::string_view text, Value (*from)(const Json&)) {
  try {
    return from(Json::parse(text));
  } catch (const std::exception& e) {
    return Problem{Problem::Kind::bad_input, "a record of rights", e.what(), "restore the vault from a copy"};
  }
}

Party party_from(const Json& json) {
  Party party;
  party.id = json.at("id");
  party.kind = json.at("kind") == "agent" ? Party::Kind::agent : Party::Kind::holder;
  party.name = text_at(json, "name");
  party.contact = contact_at(json, "contact");
  party.title = text_at(json, "title");
  party.address = text_at(json, "address");
  party.country = text_at(json, "country");
  party.website = text_at(json, "website");
  party.second = contact_at(json, "second");
  party.marks = words_at(json, "marks");
  party.holder = text_at(json, "holder");
  return party;
}

Document::Kind document_kind(const std::string& name) {
  return name == "power of attorney" ? Document::Kind::power_of_attorney
         : name == "identity"        ? Document::Kind::identity
                                     : Document::Kind::certificate;
}

Document document_from(const Json& json) {
  Document document;
  document.id = json.at("id");
  document.kind = document_kind(json.at("kind"));
  document.file = text_at(json, "file");
  document.digest = text_at(json, "digest");
  document.mark = text_at(json, "mark");
  document.office = text_at(json, "office");
  document.number = text_at(json, "number");
  document.on_register = text_at(json, "register");
  document.holder = text_at(json, "holder");
  document.agent = text_at(json, "agent");
  document.markets = words_at(json, "markets");
  document.expires = day_from(text_at(json, "expires"));
  return document;
}

}  // namespace

const char* to_string(Party::Kind kind) { return kind == Party::Kind::agent ? "agent" : "holder"; }

const char* to_string(Document::Kind kind) {
  switch (kind) {
    case Document::Kind::certificate: return "certificate";
    case Document::Kind::power_of_attorney: return "power of attorney";
    case Document::Kind::identity: return "identity";
  }
  return "certificate";
}

const Party* Rights::party(std::string_view id) const {
  const auto found = std::find_if(parties.begin(), parties.end(), [&](const Party& party) { return party.id == id; });
  return found == parties.end() ? nullptr : &*found;
}

const Party* Rights::holder_of(const std::string& mark, const std::string& owner) const {
  const auto only = [&](const auto& fits) -> const Party* {
    const Party* found = nullptr;
    for (const Party& party : parties) {
      if (party.kind != Party::Kind::holder || !fits(party)) continue;
      if (found) return nullptr;
      found = &party;
    }
    return found;
  };
  const auto names = [&](const Party& party) {
    return std::find(party.marks.begin(), party.marks.end(), mark) != party.marks.end();
  };
  if (const Party* named = only(names)) return named;
  return only([&](const Party& party) { return party.marks.empty() && bare(party.name) == bare(owner); });
}

std::vector<const Party*> Rights::agents_of(const std::string& holder) const {
  std::vector<const Party*> agents;
  for (const Party& party : parties) {
    if (party.kind == Party::Kind::agent && party.holder == holder) agents.push_back(&party);
  }
  return agents;
}

Validity validity_of(const Document& document, Day today) {
  if (!document.expires) return Validity::open_ended;
  if (*document.expires < today) return Validity::expired;
  return *document.expires - today <= std::chrono::days{near_days} ? Validity::near : Validity::valid;
}

std::string describe_validity(const Document& document, Day today) {
  if (!document.expires) return {};
  return (validity_of(document, today) == Validity::expired ? "expired on " : "expires on ") +
         to_text(*document.expires);
}

std::string to_json(const Party& party) {
  Json json{{"id", party.id}, {"kind", to_string(party.kind)}};
  put(json, "name", party.name);
  if (const Json contact = json_of(party.contact); !contact.empty()) json["contact"] = contact;
  put(json, "title", party.title);
  put(json, "address", party.address);
  put(json, "country", party.country);
  put(json, "website", party.website);
  if (const Json second = json_of(party.second); !second.empty()) json["second"] = second;
  if (!party.marks.empty()) json["marks"] = party.marks;
  put(json, "holder", party.holder);
  return dump(json);
}

std::string to_json(const Document& document) {
  Json json{{"id", document.id}, {"kind", to_string(document.kind)}};
  put(json, "file", document.file);
  put(json, "digest", document.digest);
  put(json, "mark", document.mark);
  put(json, "office", document.office);
  put(json, "number", document.number);
  put(json, "register", document.on_register);
  put(json, "holder", document.holder);
  put(json, "agent", document.agent);
  if (!document.markets.empty()) json["markets"] = document.markets;
  if (document.expires) json["expires"] = to_text(*document.expires);
  return dump(json);
}

Result<Party> party_from_json(std::string_view text) { return read_record<Party>(text, party_from); }
Result<Document> document_from_json(std::string_view text) { return read_record<Document>(text, document_from); }

}  // namespace markhound::evidence::complaint
