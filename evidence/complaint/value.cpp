// What fills a field: one table of names, so that a rules file can say where its fields come from.
#include <algorithm>
#include <functional>
#include <map>

#include "evidence/complaint/draft.h"
#include "evidence/complaint/inert.h"

namespace markhound::evidence::complaint {
namespace {

struct Context {
  const Filing& filing;
  const Draft& draft;
  std::size_t most;

  const Mark& mark() const { return draft.accused.front()->mark; }
  Language language() const { return words_of(filing); }
};

using Fill = std::function<std::string(const Context&)>;

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string classes_of(const Mark& mark) {
  std::vector<std::string> numbers;
  for (int one : mark.classes) numbers.push_back(std::to_string(one));
  return joined(numbers, ", ");
}

Fill of_party(const Party* Draft::*which, std::string Party::*member) {
  return [=](const Context& context) {
    const Party* party = context.draft.*which;
    return party ? visible(party->*member) : std::string();
  };
}

Fill of_contact(Contact Party::*which, std::string Contact::*member) {
  return [=](const Context& context) {
    const Party* party = context.draft.filer;
    return party ? visible((party->*which).*member) : std::string();
  };
}

/// The choice's words where the form has some; the value itself where it has none.
std::string choice(const Context& context, const std::string& from, const std::string& value) {
  for (const Field& field : context.filing.form.fields) {
    const auto found = field.choices.find(value);
    if (field.from == from && found != field.choices.end()) return worded(found->second, context.language());
  }
  return value;
}

std::string role(const Context& context) {
  if (!context.draft.filer) return {};
  return choice(context, "role", context.draft.filer->kind == Party::Kind::agent ? "agent" : "owner");
}

std::string right_name(const Context& context) {
  if (!context.mark().name.empty()) return visible(context.mark().name);
  return worded({"(figurative mark, see the certificate)", "（图形商标，见注册证）"}, context.language());
}

std::string right_status(const Context& context) {
  if (!context.draft.registration || !context.draft.registration->live) return {};
  return worded({"Registered", "已注册"}, context.language());
}

std::string valid_until(const Context& context) {
  const auto& registration = context.draft.registration;
  return registration && registration->expires ? to_text(*registration->expires) : std::string();
}

std::string target_of(const Filing& filing, const Accused& accused) {
  const TargetRule& rule = filing.form.target;
  const std::string& address = accused.record.finding.listing;
  const std::string id = rule.id ? target_id(rule, address, accused.record.seen.id) : std::string();
  return id.empty() ? pasteable_address(address) : visible(id);
}

std::string targets(const Context& context) {
  std::vector<std::string> lines;
  for (const Accused* accused : context.draft.accused) lines.push_back(target_of(context.filing, *accused));
  return joined(lines, "\n");
}

std::string test_buy_of(const Filing& filing, const Accused& accused) {
  const auto& orders = filing.choices.test_buys;
  const auto own = orders.find(accused.record.finding.id);
  const auto any = orders.find("");
  return own != orders.end() ? visible(own->second) : any != orders.end() ? visible(any->second) : std::string();
}

std::string test_buys(const Context& context) {
  std::vector<std::string> orders;
  for (const Accused* accused : context.draft.accused) {
    std::string order = test_buy_of(context.filing, *accused);
    if (std::find(orders.begin(), orders.end(), order) == orders.end()) orders.push_back(std::move(order));
  }
  return joined(orders, ", ");
}

std::string message(const Context& context) {
  if (!context.filing.choices.message.empty()) return visible_lines(context.filing.choices.message);
  return explanation(context.filing, context.draft, context.draft.accused, context.most);
}

std::string samples(const Context& context) {
  if (!context.filing.choices.samples.empty()) return pasteable_address(context.filing.choices.samples);
  return context.draft.holder ? pasteable_address(context.draft.holder->website) : std::string();
}

std::string countries(const Context& context) {
  if (context.filing.choices.countries.empty()) return context.draft.notice.market;
  return visible(joined(context.filing.choices.countries, ", "));
}

/// The papers that go with the notice, by the names of their files.
std::string attachments(const Context& context) {
  const Draft& draft = context.draft;
  std::vector<const Document*> papers;
  if (draft.registration) papers.push_back(draft.registration->certificate);
  if (draft.holder) {
    papers.push_back(paper_of(context.filing, Document::Kind::identity, *draft.holder, nullptr, draft.notice.market));
    if (draft.filer && draft.filer != draft.holder)
      papers.push_back(
          paper_of(context.filing, Document::Kind::power_of_attorney, *draft.holder, draft.filer, draft.notice.market));
  }
  std::vector<std::string> lines;
  for (const Document* paper : papers) {
    if (paper)
      lines.push_back(visible(paper->file) + " (" + to_string(paper->kind) + ", SHA-256 " + paper->digest + ")");
  }
  return joined(lines, "\n");
}

std::string statements(const Context& context) {
  std::vector<std::string> lines;
  for (const Statement& statement : context.filing.form.statements) {
    if (context.language() != Language::zh) lines.push_back(statement.text.en);
    if (context.language() != Language::en) lines.push_back(statement.text.zh);
  }
  return joined(lines, "\n");
}

std::string request(const Context& context) {
  return worded({"Remove the listings named above, block or disconnect their links.",
                 "请依法对上述商品采取删除、屏蔽、断开链接等必要措施。"},
                context.language());
}

const std::map<std::string, Fill>& table() {
  using C = const Context&;
  static const std::map<std::string, Fill> fills = {
      {"claim", [](C c) { return choice(c, "claim", claim_of(c.filing)); }},
      {"role", role},
      {"holder.name", of_party(&Draft::holder, &Party::name)},
      {"holder.address", of_party(&Draft::holder, &Party::address)},
      {"holder.country", of_party(&Draft::holder, &Party::country)},
      {"holder.website", of_party(&Draft::holder, &Party::website)},
      {"filer.name", of_party(&Draft::filer, &Party::name)},
      {"filer.title", of_party(&Draft::filer, &Party::title)},
      {"filer.address", of_party(&Draft::filer, &Party::address)},
      {"filer.person", of_contact(&Party::contact, &Contact::name)},
      {"filer.phone", of_contact(&Party::contact, &Contact::phone)},
      {"filer.email", of_contact(&Party::contact, &Contact::email)},
      {"second.name", of_contact(&Party::second, &Contact::name)},
      {"second.phone", of_contact(&Party::second, &Contact::phone)},
      {"second.email", of_contact(&Party::second, &Contact::email)},
      {"right.name", right_name},
      {"right.number", [](C c) { return c.draft.registration ? visible(c.draft.registration->number) : ""; }},
      {"right.office", [](C c) { return c.draft.registration ? visible(c.draft.registration->office) : ""; }},
      {"right.status", right_status},
      {"right.classes", [](C c) { return classes_of(c.mark()); }},
      {"right.goods", [](C c) { return visible(c.mark().goods); }},
      {"right.owner", [](C c) { return visible(c.mark().owner); }},
      {"right.valid_until", valid_until},
      {"brand", [](C c) { return visible(c.mark().name); }},
      {"targets", targets},
      {"seller", [](C c) { return visible(c.draft.notice.seller); }},
      {"site", [](C c) { return visible(host_of(c.draft.accused.front()->record.finding.listing)); }},
      {"market", [](C c) { return visible(c.draft.notice.market); }},
      {"places", [](C c) { return places_of(c.draft.accused, c.language()); }},
      {"message", message},
      {"test_buys", test_buys},
      {"work", [](C c) { return visible_lines(c.filing.choices.work); }},
      {"samples", samples},
      {"reason", [](C c) { return visible(c.filing.choices.reason); }},
      {"patent", [](C c) { return visible(c.filing.choices.patent); }},
      {"countries", countries},
      {"attachments", attachments},
      {"statements", statements},
      {"request", request},
  };
  return fills;
}

}  // namespace

std::string value_of(const std::string& from, const Filing& filing, const Draft& draft, std::size_t most) {
  const auto fill = table().find(from);
  return fill == table().end() ? std::string() : fill->second({filing, draft, most});
}

std::string row_value(const std::string& from, const Filing& filing, const Draft& draft, const Accused& accused,
                      std::size_t most) {
  const Listing& seen = accused.record.seen;
  if (from == "target.id") return target_of(filing, accused);
  if (from == "target.url") return pasteable_address(accused.record.finding.listing);
  if (from == "target.title") return visible(accused.record.finding.title);
  if (from == "target.seller") return visible(seen.seller);
  if (from == "target.test_buy") return test_buy_of(filing, accused);
  if (from == "target.places") return places_of({&accused}, words_of(filing));
  if (from != "target.message") return value_of(from, filing, draft, most);
  if (!filing.choices.message.empty()) return visible_lines(filing.choices.message);
  return explanation(filing, draft, {&accused}, most);
}

}  // namespace markhound::evidence::complaint
