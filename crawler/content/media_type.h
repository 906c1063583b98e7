// What a body is: as its header says, or as its first bytes and its name show.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// "text/html" and "utf-8" of "Text/HTML; charset=UTF-8"; empty where the header does not say.
struct ContentType {
  std::string media_type;  ///< lower case, without parameters
  std::string charset;     ///< as written, quotes taken off
};

ContentType parse_content_type(std::string_view header);

/// By the first bytes where they are telling (pictures, PDF, gzip), else by the name's extension, else "text/html"
/// for what begins like markup, else "application/octet-stream".
std::string guess_media_type(std::string_view name, std::string_view content);

/// "text/html" or "application/xhtml+xml".
bool is_html(std::string_view media_type);

/// Whether a file of that name is a saved page: .html, .htm, .xhtml, each also with .gz.
bool has_page_name(std::string_view name);
/// Whether a file of that name is a picture: .jpg, .jpeg, .png, .gif, .webp, .bmp, .tif, .tiff, .svg, .avif.
bool has_picture_name(std::string_view name);

}  // namespace markhound::crawler
