// Who complains, and by which papers: rights holders, agents, certificates, powers of attorney.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "evidence/complaint/day.h"

namespace markhound::evidence::complaint {

struct Contact {
  std::string name;
  std::string phone;
  std::string email;
};

/// A rights holder, or an agent who files for one. Everything but the id and the name may be empty.
struct Party {
  enum class Kind { holder, agent };

  std::string id;  ///< unique among parties and documents
  Kind kind = Kind::holder;
  std::string name;   ///< of the company or person
  Contact contact;    ///< the person who signs
  std::string title;  ///< of that person
  std::string address;
  std::string country;  ///< ISO 3166
  std::string website;
  Contact second;                  ///< whom a platform asks when the first does not answer
  std::vector<std::string> marks;  ///< ids; of a holder. Empty: the marks whose owner has this name
  std::string holder;              ///< of an agent: whom he acts for
};

/// A paper that a platform asks for. The file lies in the workspace under its digest.
struct Document {
  enum class Kind { certificate, power_of_attorney, identity };

  std::string id;
  Kind kind = Kind::certificate;
  std::string file;                  ///< its name when it was added
  std::string digest;                ///< SHA-256, hex
  std::string mark;                  ///< of a certificate: id of the mark
  std::string office;                ///< of a certificate: ST.3 code of the office
  std::string number;                ///< of a certificate: as the office writes it
  std::string on_register;           ///< of a US certificate: "principal" or "supplemental"
  std::string holder;                ///< of a power and of an identity: whose
  std::string agent;                 ///< of a power: to whom it was given
  std::vector<std::string> markets;  ///< of a power: ISO 3166 countries that it is for; empty: all
  std::optional<Day> expires;        ///< the last day on which it counts
};

const char* to_string(Party::Kind kind);
const char* to_string(Document::Kind kind);

struct Rights {
  std::vector<Party> parties;
  std::vector<Document> documents;

  /// Null where there is none of this id.
  const Party* party(std::string_view id) const;
  /// The one holder whose marks name `mark`, or who has the owner's name; null where none or several fit.
  const Party* holder_of(const std::string& mark, const std::string& owner) const;
  /// Those who act for that holder.
  std::vector<const Party*> agents_of(const std::string& holder) const;
};

/// How near its end a document is, in the days of `today`.
enum class Validity { open_ended, valid, near, expired };

constexpr int near_days = 90;  ///< a renewal takes weeks at most offices

Validity validity_of(const Document& document, Day today);

/// "expired on 2026-01-02", "expires on 2027-01-02", ""; in words.
std::string describe_validity(const Document& document, Day today);

std::string to_json(const Party& party);
std::string to_json(const Document& document);
Result<Party> party_from_json(std::string_view text);
Result<Document> document_from_json(std::string_view text);

}  // namespace markhound::evidence::complaint
