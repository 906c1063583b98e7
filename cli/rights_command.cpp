// markhound rights add | list | show | remove: who complains, and by which papers.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "evidence/complaint/desk.h"

namespace markhound::cli {
namespace {

namespace complaint = evidence::complaint;

constexpr std::size_t most_document_bytes = 64u << 20;

struct RightsOptions {
  complaint::Party party;
  complaint::Document document;
  std::string expires;
  std::vector<std::string> ids;
  bool json = false;
};

/// "nordfjell-as" of "Nordfjell AS"; empty where nothing of the name is a letter of ASCII.
std::string slug_of(const std::string& name) {
  std::string slug;
  for (unsigned char c : name) {
    if (c < 0x80 && std::isalnum(c))
      slug += static_cast<char>(std::tolower(c));
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.substr(0, 40);
}

std::string id_of(const complaint::Party& party) {
  if (!party.id.empty()) return party.id;
  const std::string slug = slug_of(party.name);
  return slug.empty() ? "party-" + evidence::sha256(party.name).substr(0, 8) : slug;
}

bool is_code(const std::string& code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isupper(c) != 0; });
}

Result<void> check_party(const complaint::Party& party) {
  for (const std::string& email : {party.contact.email, party.second.email}) {
    if (!email.empty() && email.find('@') == std::string::npos)
      return Problem{Problem::Kind::bad_input, email, "is no e-mail address", "write it as name@example.org"};
  }
  if (!party.country.empty() && !is_code(party.country))
    return Problem{Problem::Kind::bad_input, party.country, "is no country", "write its two letters, ISO 3166: NO"};
  return {};
}

Result<int> add_party(Roof& roof, const RightsOptions& options, complaint::Party::Kind kind) {
  complaint::Party party = options.party;
  party.kind = kind;
  party.id = id_of(party);
  if (auto fit = check_party(party); !fit) return fit.problem();
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  if (kind == complaint::Party::Kind::agent) {
    const auto rights = desk->rights();
    if (!rights) return rights.problem();
    if (!rights->party(party.holder))
      return Problem{Problem::Kind::not_found, party.holder, "no rights holder of this id", "add the holder first"};
  }
  if (auto done = desk->add(party); !done) return done.problem();
  std::printf("%s\n", party.id.c_str());
  return nothing_found;
}

/// What the paper is about must be there: the mark of a certificate, the parties of a power.
Result<void> check_subjects(const Workspace& workspace, complaint::Desk& desk, complaint::Document& document) {
  if (document.kind == complaint::Document::Kind::certificate) {
    const auto marks = workspace.open_register();
    if (!marks) return marks.problem();
    const auto mark = (*marks)->find(document.mark);
    if (!mark) return mark.problem();
    if (document.office.empty()) document.office = mark->office;
    if (document.number.empty() && document.office == mark->office) document.number = mark->number;
    return {};
  }
  const auto rights = desk.rights();
  if (!rights) return rights.problem();
  for (const std::string& id : {document.holder, document.agent}) {
    if (!id.empty() && !rights->party(id))
      return Problem{Problem::Kind::not_found, id, "no rights holder or agent of this id", "`markhound rights list`"};
  }
  return {};
}

Result<int> add_document(Roof& roof, const RightsOptions& options, complaint::Document::Kind kind) {
  complaint::Document document = options.document;
  document.kind = kind;
  if (!options.expires.empty()) {
    document.expires = complaint::day_from(options.expires);
    if (!document.expires)
      return Problem{Problem::Kind::bad_input, "--expires " + options.expires, "is no day", "write it as 2031-05-01"};
  }
  const auto bytes = read_file(document.file, most_document_bytes);
  if (!bytes) return bytes.problem();
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  if (auto fit = check_subjects(*workspace, *desk, document); !fit) return fit.problem();
  const auto digest = workspace->keep_document(*bytes);
  if (!digest) return digest.problem();
  document.digest = *digest;
  document.file = std::filesystem::path(document.file).filename().string();
  if (document.id.empty()) {
    const char* stem = kind == complaint::Document::Kind::certificate ? "cert-"
                       : kind == complaint::Document::Kind::identity  ? "identity-"
                                                                      : "power-";
    document.id = stem + digest->substr(0, 8);
  }
  if (auto done = desk->add(document); !done) return done.problem();
  std::printf("%s\n", document.id.c_str());
  return nothing_found;
}

const char* mark_of(complaint::Validity validity) {
  return validity == complaint::Validity::expired ? "EXPIRED"
         : validity == complaint::Validity::near  ? "NEAR ITS END"
                                                  : "";
}

Json document_json(const complaint::Document& document, complaint::Day today) {
  Json json = Json::parse(to_json(document));
  const auto validity = validity_of(document, today);
  if (validity == complaint::Validity::expired) json["warning"] = "expired";
  if (validity == complaint::Validity::near) json["warning"] = "near";
  return json;
}

std::string party_line(const complaint::Party& party) {
  const std::string acts = party.holder.empty() ? "" : "for " + party.holder;
  return fmt::format("{:<18} {:<28} {} {}\n", complaint::to_string(party.kind), inert(party.id), inert(party.name),
                     inert(acts));
}

std::string document_line(const complaint::Document& document, complaint::Day today) {
  std::string about = document.mark.empty() ? document.holder + (document.agent.empty() ? "" : " to " + document.agent)
                                            : document.mark + " " + document.office + " " + document.number;
  for (const std::string& market : document.markets) about += " " + market;
  return fmt::format("{:<18} {:<28} {}  {} {}\n", complaint::to_string(document.kind), inert(document.id), inert(about),
                     describe_validity(document, today), mark_of(validity_of(document, today)));
}

bool wanted(const RightsOptions& options, const std::string& id) {
  return options.ids.empty() || std::find(options.ids.begin(), options.ids.end(), id) != options.ids.end();
}

void print_lines(const complaint::Rights& rights, complaint::Day today) {
  for (const auto& party : rights.parties) std::fputs(party_line(party).c_str(), stdout);
  for (const auto& document : rights.documents) std::fputs(document_line(document, today).c_str(), stdout);
}

/// As JSON: a line each; to be read by a person: laid out.
void print_records(const complaint::Rights& rights, const RightsOptions& options, complaint::Day today) {
  const auto print = [&](const Json& json) {
    const auto text = options.json ? line_of(json) : json.dump(2, ' ', false, Json::error_handler_t::replace);
    std::printf("%s\n", text.c_str());
  };
  for (const auto& party : rights.parties) {
    if (wanted(options, party.id)) print(Json::parse(to_json(party)));
  }
  for (const auto& document : rights.documents) {
    if (wanted(options, document.id)) print(document_json(document, today));
  }
}

Result<complaint::Rights> load_rights(Roof& roof) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  return desk->rights();
}

Result<int> list_rights(Roof& roof, const RightsOptions& options) {
  const auto rights = load_rights(roof);
  if (!rights) return rights.problem();
  const auto today = complaint::day_of(roof.clock.now());
  if (options.json)
    print_records(*rights, options, today);
  else
    print_lines(*rights, today);
  const auto ends = [&](const complaint::Document& document) {
    return validity_of(document, today) == complaint::Validity::expired ||
           validity_of(document, today) == complaint::Validity::near;
  };
  return std::any_of(rights->documents.begin(), rights->documents.end(), ends) ? something_found : nothing_found;
}

Result<int> show_rights(Roof& roof, const RightsOptions& options) {
  const auto rights = load_rights(roof);
  if (!rights) return rights.problem();
  for (const std::string& id : options.ids) {
    const auto same = [&](const auto& one) { return one.id == id; };
    if (std::none_of(rights->parties.begin(), rights->parties.end(), same) &&
        std::none_of(rights->documents.begin(), rights->documents.end(), same))
      return Problem{Problem::Kind::not_found, id, "the workspace has none of this id", "`markhound rights list`"};
  }
  print_records(*rights, options, complaint::day_of(roof.clock.now()));
  return nothing_found;
}

Result<int> remove_rights(Roof& roof, const RightsOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  for (const std::string& id : options.ids) {
    if (auto done = desk->remove(id); !done) return done.problem();
  }
  return nothing_found;
}

void add_party_command(CLI::App& add, Roof& roof, complaint::Party::Kind kind) {
  const bool agent = kind == complaint::Party::Kind::agent;
  auto options = std::make_shared<RightsOptions>();
  auto& party = options->party;
  auto* command =
      add.add_subcommand(complaint::to_string(kind), agent ? "Who files for a rights holder" : "A rights holder");
  command->add_option("--id", party.id, "Identifier; made of the name where it is left out");
  command->add_option("--name", party.name, "Of the company or person, as registered")->required();
  command->add_option("--contact-name", party.contact.name, "Full name of the person who signs");
  command->add_option("--title", party.title, "That person's job title");
  command->add_option("--address", party.address, "Postal address");
  command->add_option("--country", party.country, "ISO 3166: NO");
  command->add_option("--phone", party.contact.phone, "With the country's code: +47 …");
  command->add_option("--email", party.contact.email, "Read by a person: platforms answer there");
  command->add_option("--website", party.website, "Where genuine goods are seen");
  command->add_option("--second-name", party.second.name, "Secondary contact");
  command->add_option("--second-phone", party.second.phone, "Its phone");
  command->add_option("--second-email", party.second.email, "Its e-mail");
  if (agent)
    command->add_option("--for", party.holder, "Id of the rights holder")->required();
  else
    command->add_option("--mark", party.marks,
                        "Id of a mark; may be repeated. Left out: the marks whose owner has this name");
  command->footer(agent ? "Example:\n  markhound rights add agent --name 'Brand Watch Ltd' --for nordfjell-as \\\n"
                          "    --contact-name 'Kim Roe' --email kim@brandwatch.example --phone '+44 20 7946 0000'"
                        : "Example:\n  markhound rights add holder --name 'Nordfjell AS' --contact-name 'Ida Berg' \\\n"
                          "    --address 'Kaia 1, 5003 Bergen' --country NO --phone '+47 55 00 00 00' \\\n"
                          "    --email ip@nordfjell.example --website https://nordfjell.example");
  command->callback([&roof, options, kind] { roof.run([&] { return add_party(roof, *options, kind); }); });
}

CLI::App* add_document_command(CLI::App& add, Roof& roof, std::shared_ptr<RightsOptions> options, const char* name,
                               const char* help, complaint::Document::Kind kind) {
  auto* command = add.add_subcommand(name, help);
  command->add_option("--id", options->document.id, "Identifier; made of the file's digest where it is left out");
  command->add_option("--file", options->document.file, "The paper: PDF, JPEG, …; a copy is kept under its digest")
      ->required();
  command->add_option("--expires", options->expires, "Last day on which it counts: 2031-05-01");
  command->callback([&roof, options, kind] { roof.run([&] { return add_document(roof, *options, kind); }); });
  return command;
}

void add_certificate(CLI::App& add, Roof& roof) {
  auto options = std::make_shared<RightsOptions>();
  auto& document = options->document;
  auto* command =
      add_document_command(add, roof, options, "certificate", "A certificate of registration, of any office",
                           complaint::Document::Kind::certificate);
  command->add_option("--mark", document.mark, "Id of the mark")->required();
  command->add_option("--office", document.office, "ST.3 code of the office: US, EM, CN; the mark's where left out");
  command->add_option("--number", document.number, "Registration number; the mark's where left out");
  command->add_option("--register", document.on_register, "Of a US registration")
      ->check(CLI::IsMember({"principal", "supplemental"}));
  command->footer(
      "Example:\n  markhound rights add certificate --mark nordfjell --file us.pdf --expires 2031-05-01\n"
      "  markhound rights add certificate --mark nordfjell --office EM --number 018123456 --file em.pdf");
}

void add_power(CLI::App& add, Roof& roof) {
  auto options = std::make_shared<RightsOptions>();
  auto* command = add_document_command(add, roof, options, "power", "A power of attorney or letter of authorisation",
                                       complaint::Document::Kind::power_of_attorney);
  command->add_option("--holder", options->document.holder, "Id of the rights holder who gave it")->required();
  command->add_option("--agent", options->document.agent, "Id of the agent who has it")->required();
  command->add_option("--markets", options->document.markets, "Countries that it is for; left out: all")
      ->delimiter(',');
  command->footer(
      "Example:\n  markhound rights add power --holder nordfjell-as --agent brand-watch-ltd --file poa.pdf \\\n"
      "    --markets US,CA --expires 2027-12-31");
}

void add_identity(CLI::App& add, Roof& roof) {
  auto options = std::make_shared<RightsOptions>();
  auto* command = add_document_command(add, roof, options, "identity", "An identity card or business licence",
                                       complaint::Document::Kind::identity);
  command->add_option("--holder", options->document.holder, "Id of whom it is of")->required();
  command->footer("Example:\n  markhound rights add identity --holder nordfjell-as --file licence.pdf");
}

}  // namespace

void add_rights_command(CLI::App& app, Roof& roof) {
  auto* rights =
      app.add_subcommand("rights", "Rights holders, agents, certificates and powers of attorney, for complaints");
  rights->require_subcommand(1);
  auto* add = rights->add_subcommand("add", "Add a holder, an agent, a certificate, a power of attorney, an identity");
  add->require_subcommand(1);
  add->footer("Example:\n  markhound rights add holder --name 'Nordfjell AS' --email ip@nordfjell.example");
  add_party_command(*add, roof, complaint::Party::Kind::holder);
  add_party_command(*add, roof, complaint::Party::Kind::agent);
  add_certificate(*add, roof);
  add_power(*add, roof);
  add_identity(*add, roof);

  auto options = std::make_shared<RightsOptions>();
  auto* list = rights->add_subcommand("list", "A line each; exit code 1 where a paper has expired or is near its end");
  list->add_flag("--json", options->json, "One JSON object a line");
  list->footer("Example:\n  markhound rights list");
  list->callback([&roof, options] { roof.run([&] { return list_rights(roof, *options); }); });

  auto* show = rights->add_subcommand("show", "All that is known of a holder, an agent or a paper");
  show->add_option("ID", options->ids, "Identifiers")->required();
  show->add_flag("--json", options->json, "One JSON object a line");
  show->footer("Example:\n  markhound rights show nordfjell-as");
  show->callback([&roof, options] { roof.run([&] { return show_rights(roof, *options); }); });

  auto* remove = rights->add_subcommand("remove", "Forget them; notices that named them stay as they are");
  remove->add_option("ID", options->ids, "Identifiers")->required();
  remove->footer("Example:\n  markhound rights remove nordfjell-as");
  remove->callback([&roof, options] { roof.run([&] { return remove_rights(roof, *options); }); });
}

}  // namespace markhound::cli
