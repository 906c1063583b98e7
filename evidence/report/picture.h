// What a picture file says of itself in its first bytes: enough to embed it and to draw over it, without decoding.
#pragma once

#include <string>
#include <string_view>

namespace markhound::evidence {

struct PictureFacts {
  std::string media_type;  ///< "image/png", …; empty where it is none of PNG, JPEG, GIF, WebP, SVG
  std::string extension;   ///< "png", …; "bin" where it is none
  int width = 0;           ///< as shown, EXIF orientation applied; 0 where it is not known
  int height = 0;
};

PictureFacts probe_picture(std::string_view bytes);

}  // namespace markhound::evidence
