// Captures for tests, made of text or of saved pages.
#pragma once

#include <string>

#include "core/capture.h"
#include "crawler/platform.h"

namespace markhound::test {

/// A page as a server at `url` would have answered it.
inline Capture page_of(std::string content, std::string url = "https://shop.example/item/1") {
  Capture capture;
  capture.url = capture.asked = std::move(url);
  capture.media_type = "text/html";
  capture.content = std::move(content);
  return capture;
}

inline crawler::Page parsed(std::string content, std::string url = "https://shop.example/item/1") {
  return crawler::parse(page_of(std::move(content), std::move(url)));
}

}  // namespace markhound::test
