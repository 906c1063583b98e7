#include "index/import/xml_record.h"

#include <expat.h>

namespace markhound::index {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_nodes = 200'000;
const std::string none;

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// Line ends and indentation of the file are not the office's: each run of spaces becomes one.
std::string on_one_line(const std::string& text) {
  std::string line;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

struct XmlParser::State {
  std::string encoding;
  XML_Parser parser = nullptr;
  XmlRecord record;
  std::vector<XmlRecord::Node>* nodes = nullptr;
  std::vector<std::size_t> open;
  const char* refused = nullptr;

  ~State() { XML_ParserFree(parser); }

  void refuse(const char* why) {
    refused = why;
    XML_StopParser(parser, XML_FALSE);
  }

  static State& of(void* user) { return *static_cast<State*>(user); }

  static void begin(void* user, const XML_Char* name, const XML_Char** attributes) {
    State& state = of(user);
    if (state.open.size() >= deepest) return state.refuse("elements nest over 64 deep");
    if (state.nodes->size() >= most_nodes) return state.refuse("the record has over 200,000 elements");
    state.open.push_back(state.nodes->size());
    XmlRecord::Node node;
    node.name = without_prefix(name);
    for (; *attributes; attributes += 2)
      node.attributes.push_back({std::string(without_prefix(attributes[0])), attributes[1]});
    state.nodes->push_back(std::move(node));
  }

  static void end(void* user, const XML_Char*) {
    State& state = of(user);
    XmlRecord::Node& node = (*state.nodes)[state.open.back()];
    node.text = on_one_line(node.text);
    node.end = state.nodes->size();
    state.open.pop_back();
  }

  static void characters(void* user, const XML_Char* text, int size) {
    State& state = of(user);
    if (!state.open.empty()) (*state.nodes)[state.open.back()].text.append(text, static_cast<std::size_t>(size));
  }

  static void doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(user).refuse("a document type stands in the record");
  }
};

XmlParser::XmlParser(std::string encoding) : state_(std::make_unique<State>()) {
  state_->encoding = std::move(encoding);
  state_->parser = XML_ParserCreate(state_->encoding.c_str());
}

XmlParser::~XmlParser() = default;

const XmlRecord* XmlParser::parse(std::string_view bytes, Fault& fault) {
  State& state = *state_;
  XML_ParserReset(state.parser, state.encoding.c_str());
  XML_SetUserData(state.parser, &state);
  XML_SetElementHandler(state.parser, &State::begin, &State::end);
  XML_SetCharacterDataHandler(state.parser, &State::characters);
  XML_SetStartDoctypeDeclHandler(state.parser, &State::doctype);
  state.nodes = &state.record.nodes_;
  state.nodes->clear();
  state.open.clear();
  state.refused = nullptr;
  const auto status = XML_Parse(state.parser, bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
  if (status == XML_STATUS_OK && !state.nodes->empty()) return &state.record;
  fault.cause =
      state.refused ? state.refused : std::string("is not XML: ") + XML_ErrorString(XML_GetErrorCode(state.parser));
  const auto at = XML_GetCurrentByteIndex(state.parser);
  fault.offset = at > 0 ? static_cast<std::size_t>(at) : 0;
  return nullptr;
}

const std::string& XmlRecord::Element::attribute(std::string_view name) const {
  for (const Attribute& attribute : node().attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return none;
}

std::vector<XmlRecord::Element> XmlRecord::Element::children() const {
  std::vector<Element> found;
  for (std::size_t at = at_ + 1; at < node().end; at = record_->nodes_[at].end) found.push_back({*record_, at});
  return found;
}

std::vector<XmlRecord::Element> XmlRecord::Element::all(std::string_view path) const {
  const std::size_t slash = path.find('/');
  const std::string_view step = path.substr(0, slash);
  std::vector<Element> found;
  for (std::size_t at = at_ + 1; at < node().end; at = record_->nodes_[at].end) {
    if (record_->nodes_[at].name != step) continue;
    const Element child(*record_, at);
    if (slash == std::string_view::npos) {
      found.push_back(child);
    } else {
      for (const Element& below : child.all(path.substr(slash + 1))) found.push_back(below);
    }
  }
  return found;
}

std::string XmlRecord::Element::first(std::string_view path) const {
  for (const Element& element : all(path)) {
    if (!element.text().empty()) return element.text();
  }
  return {};
}

std::vector<std::string> XmlRecord::Element::texts(std::string_view path) const {
  std::vector<std::string> found;
  for (const Element& element : all(path)) {
    if (!element.text().empty()) found.push_back(element.text());
  }
  return found;
}

}  // namespace markhound::index
