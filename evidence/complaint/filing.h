// What a complaint is made of before it is a notice: the listings, the rights, and what the user says to it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/mark.h"
#include "evidence/complaint/day.h"
#include "evidence/complaint/form.h"
#include "evidence/complaint/notice.h"
#include "evidence/complaint/party.h"
#include "evidence/vault.h"

namespace markhound::evidence::complaint {

/// Whether a registration covers a market; the roof asks the room that knows.
enum class Cover { unknown, covered, outside };

/// How the goods of a listing stand to the classes of a mark.
enum class Goods { unknown, same, related, unlike };

/// A finding with its mark, and what the matcher says of them.
struct Accused {
  FindingRecord record;
  Mark mark;
  Goods goods = Goods::unknown;
  std::vector<int> offered;  ///< Nice classes that the listing's words tell
};

/// What the user says on the command line.
struct Choices {
  std::string claim;      ///< "trademark", "counterfeit", "copyright"; empty: the form's usual one
  std::string market;     ///< ISO 3166; empty: what the listing tells
  std::string holder;     ///< id; empty: whom the mark belongs to
  std::string agent;      ///< id; empty: the only agent of the holder
  bool as_owner = false;  ///< no agent files, although there is one
  std::string message;    ///< instead of the program's own explanation
  std::string reason;     ///< the platform's code
  std::string work;       ///< of a copyright claim
  std::string samples;    ///< address of own genuine goods
  std::string patent;
  std::vector<std::string> countries;            ///< ISO 3166
  std::map<std::string, std::string> test_buys;  ///< Finding::id, order number; id "" for all
  std::map<std::string, std::string> answers;    ///< name of a defence, why it does not hold
  std::size_t most_targets = 0;                  ///< fewer than the form's; 0: the form's
  Language labels = Language::both;              ///< of headings and fields, for who reads the draft
  std::optional<Language> words;                 ///< of what is pasted; none: the form's
};

struct Filing {
  Form form;
  std::vector<Accused> accused;
  Rights rights;
  std::vector<Notice> earlier;  ///< all notices of the workspace
  Choices choices;
  Day today{};
  std::function<Cover(const std::string& office, const std::string& market)> covers;
};

/// A registration that the filing can rest on: of the register of marks, or of a certificate.
struct Registration {
  std::string office;
  std::string number;
  bool live = true;
  std::optional<Day> expires;
  const Document* certificate = nullptr;  ///< null where no paper is kept
};

/// The language of what is pasted.
Language words_of(const Filing& filing);

/// The claim: what the user chose, or the form's usual one.
std::string claim_of(const Filing& filing);

/// The country whose law the listing meets: chosen, or of the site, the page, the form; empty where nothing tells.
std::string market_of(const Filing& filing, const Accused& accused);

/// The registration of the accused's mark that covers `market`, the best of those there are: a live one first, then
/// one that may cover it. Nothing where none does.
std::optional<Registration> registration_for(const Filing& filing, const Accused& accused, const std::string& market);

/// Null where no holder is known.
const Party* holder_of(const Filing& filing, const Mark& mark);
/// Who files: an agent, or the holder. Null where neither is known.
const Party* filer_of(const Filing& filing, const Mark& mark);

/// The paper of that kind which counts for this holder, agent and market, the one that lasts longest first; null where
/// there is none.
const Document* paper_of(const Filing& filing, Document::Kind kind, const Party& holder, const Party* agent,
                         const std::string& market);

/// How the form names the listing: its id on the platform, or its address. Empty where the address has no such id.
std::string target_id(const TargetRule& rule, const std::string& address, const std::string& own_id);

/// Why the address is no listing of this platform, in words; empty where it is one.
std::string address_fault(const TargetRule& rule, const std::string& address);

/// "shop.example" of "https://shop.example:8080/x", in lower case; empty where there is none.
std::string host_of(const std::string& address);

}  // namespace markhound::evidence::complaint
