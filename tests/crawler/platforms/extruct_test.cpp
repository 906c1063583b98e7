// extruct's own samples: what it reads in each syntax must be read here too, many of them broken on purpose. What is
// not the same is in the table of exceptions, each with its reason; an exception that no longer is one fails the test.
#include <algorithm>
#include <iostream>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "crawler/html/document.h"
#include "crawler/html/item.h"
#include "crawler/html/json_ld.h"
#include "crawler/html/metadata.h"
#include "crawler/html/microdata.h"
#include "crawler/html/rdfa.h"
#include "crawler/html/text.h"
#include "tests/test_data.h"

namespace markhound::crawler::html {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const std::map<std::string, std::string> exceptions{
    {"schema.org/SearchAction.001.json", "extruct makes an object of an <input>; a search form sells nothing"},
    {"schema.org/product-ref.json", "extruct enters an item that itemref names; HTML section 5.2.5 does not"},
    {"misc/microformat_test.json", "microformats are not read"},
    {"misc/Portfolio_Niels_Lubberman.json", "terms of SKOS whose element is link, thing and label at once; no goods"},
    {"w3c/microdata.7.1.flat.json", "references by number, a form of extruct's own"},
};

/// Blanks of every kind dropped: where a text breaks is not the same question.
std::string dense(std::string_view text) {
  std::string out = collapse(unescaped(text));
  std::erase(out, ' ');
  return out;
}

std::string plain(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

bool is_nothing(const Json& value) {
  return value.is_null() || value == "" || value == Json::array() || value == Json::object();
}

/// The names that extruct's three forms give to types and values.
Json types_of(const Json& wanted) {
  Json types = wanted.contains("@type") ? wanted["@type"] : wanted.value("type", Json::array());
  return types.is_array() ? types : Json::array({types});
}

/// extruct makes addresses absolute as it reads; here that is done later.
bool is_same_address(const std::string& seen, const std::string& wanted) {
  return wanted.starts_with("http") && !trim(seen).empty() && wanted.ends_with(trim(seen));
}

class Comparison {
 public:
  explicit Comparison(const Graph& graph) : graph_(graph) {}

  /// Some item of the graph says all that `wanted` does.
  bool has(const Json& wanted) {
    return std::any_of(graph_.items.begin(), graph_.items.end(),
                       [&](const Item& item) { return says(item, wanted, 0); });
  }

 private:
  bool says(const Item& item, const Json& wanted, int depth) {
    if (depth > 12) return false;
    for (const Json& type : types_of(wanted))
      if (!item.is(schema_name(plain(type)))) return false;
    const Json& properties = wanted.contains("properties") ? wanted["properties"] : wanted;
    for (const auto& [name, value] : properties.items())
      if (name[0] != '@' && name != "type" && name != "id" && name != "properties" && name != "value" &&
          name != "textContent")
        for (const Json& one : value.is_array() ? value : Json::array({value}))
          if (!holds(item, schema_name(name), one, depth)) return false;
    return true;
  }

  bool holds(const Item& item, const std::string& name, const Json& wanted, int depth) {
    if (is_nothing(wanted)) return true;
    if (wanted.is_array())
      return std::all_of(wanted.begin(), wanted.end(), [&](const Json& one) { return holds(item, name, one, depth); });
    return std::any_of(item.properties.begin(), item.properties.end(), [&](const Property& property) {
      if (property.name != name) return false;
      const Item* inner = graph_.item(property);
      if (wanted.is_object() && wanted.contains("@value"))
        return dense(property.text) == dense(plain(wanted["@value"]));
      if (wanted.is_object() && wanted.size() == 1 && wanted.contains("@id")) return inner || !property.text.empty();
      if (wanted.is_object()) return inner ? says(*inner, wanted, depth + 1) : !property.text.empty();
      return dense(property.text) == dense(plain(wanted)) || is_same_address(property.text, plain(wanted));
    });
  }

  const Graph& graph_;
};

/// What of `wanted`, a list of things, the graph does not say; empty where it says all.
std::string missing(const Graph& graph, const Json& wanted) {
  Comparison comparison(graph);
  for (const Json& one : wanted.is_array() ? wanted : Json::array({wanted}))
    if (one.is_object() && !types_of(one).empty() && types_of(one)[0] != "" && !comparison.has(one))
      return one.dump().substr(0, 300);
  return {};
}

std::string missing_tags(const Metadata& metadata, const Json& wanted) {
  for (const Json& block : wanted)
    for (const Json& pair : block.value("properties", Json::array())) {
      const std::string name = plain(pair[0]);
      const bool said = std::any_of(metadata.entries.begin(), metadata.entries.end(), [&](const auto& entry) {
        return entry.name == name && dense(entry.content) == dense(plain(pair[1]));
      });
      if (!said) return pair.dump();
    }
  return {};
}

struct Syntaxes {
  Graph json_ld, microdata, rdfa;
  Metadata metadata;
};

Syntaxes read(const std::string& page) {
  const Document document = Document::parse(page);
  Syntaxes read;
  std::vector<std::string> problems;
  read_json_ld(document, read.json_ld, problems);
  read_microdata(document, read.microdata);
  read_rdfa(document, read.rdfa);
  read.metadata = read_metadata(document);
  return read;
}

/// The syntax by the name of the file, or by what is in it.
std::string difference(const fs::path& file, const Json& wanted, const Syntaxes& seen) {
  const std::string name = file.filename().string();
  if (name.ends_with(".expanded.json")) return missing(seen.rdfa, wanted);
  if (name.ends_with(".jsonld"))
    return missing(seen.json_ld, wanted.is_object() ? wanted.value("items", wanted) : wanted);
  if (wanted.is_array() && !wanted.empty() && wanted[0].contains("@id")) return missing(seen.rdfa, wanted);
  if (wanted.is_array() && !wanted.empty() && wanted[0].contains("namespace"))
    return missing_tags(seen.metadata, wanted);
  if (wanted.is_array()) return missing(seen.microdata, wanted);
  std::string all = missing(seen.microdata, wanted.value("microdata", Json::array()));
  if (all.empty()) all = missing(seen.json_ld, wanted.value("json-ld", Json::array()));
  return all;
}

/// The page that a file of expectations is about: the one whose name it begins with.
fs::path page_of(const fs::path& file) {
  fs::path best;
  for (const auto& entry : fs::directory_iterator(file.parent_path())) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".html" && file.filename().string().starts_with(stem) &&
        stem.size() > best.stem().string().size())
      best = entry.path();
  }
  return best;
}

TEST(Extruct, WhatItsSamplesSayIsReadHere) {
  MARKHOUND_NEEDS_DATA("pages/extruct");
  int files = 0;
  int same = 0;
  for (const auto& entry : fs::recursive_directory_iterator(test::real_data("pages/extruct"))) {
    const fs::path file = entry.path();
    if (file.extension() != ".json" && file.extension() != ".jsonld") continue;
    const fs::path page = page_of(file);
    if (page.empty()) continue;
    ++files;
    const std::string key = file.parent_path().filename().string() + "/" + file.filename().string();
    const std::string left = difference(file, Json::parse(test::read_file(file)), read(test::read_file(page)));
    same += left.empty();
    EXPECT_EQ(left.empty(), !exceptions.contains(key)) << key << "\n  not said: " << left;
  }
  std::cout << same << " of " << files << " files of expectations are met, " << exceptions.size() << " argued\n";
  EXPECT_GT(files, 45);
}

}  // namespace
}  // namespace markhound::crawler::html
