// Where a category, a search answer or a shop's first page leads: the pages of its goods.
#pragma once

#include <string>
#include <vector>

#include "crawler/platforms/layout.h"

namespace markhound::crawler {

/// Absolute addresses on the same site that likely sell one thing each, and the next page of the list, in the order of
/// the page. Cart, account, help and share links are left out.
std::vector<std::string> goods_links(const Layout& layout);

}  // namespace markhound::crawler
