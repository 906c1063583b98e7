// A capture decoded, parsed and read in every syntax once: what all readers of a listing start from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/capture.h"
#include "core/problem.h"
#include "crawler/html/document.h"
#include "crawler/html/item.h"
#include "crawler/html/metadata.h"

namespace markhound::crawler {

struct OpenedPage {
  std::string url;   ///< where the page came from
  std::string base;  ///< what its references are relative to
  html::Document document;
  html::Metadata metadata;
  html::Graph json_ld;
  html::Graph microdata;
  html::Graph rdfa;
  html::Document::Id heading = html::Document::none;  ///< the <h1> that names the page
  std::string heading_text;
  bool live = false;    ///< fetched now: what it refers to can be fetched too
  int status = 0;       ///< of the answer; 0 where it is not known (a saved file)
  std::string country;  ///< ISO 3166 of the country that the page is for, empty where nothing tells
  std::vector<Problem> problems;

  OpenedPage(std::string from, html::Document parsed) : url(std::move(from)), document(std::move(parsed)) {}

  /// The reference made absolute, or nothing where it is no web address.
  std::optional<std::string> absolute(std::string_view reference) const;
};

OpenedPage open_page(const Capture& capture);

}  // namespace markhound::crawler
