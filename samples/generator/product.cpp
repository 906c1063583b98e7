#include "samples/generator/product.h"

#include <map>

#include "samples/generator/shapes.h"

namespace markhound::samples {
namespace {

const std::map<std::string, Product (*)(Vec3, Vec3)>& makers() {
  static const std::map<std::string, Product (*)(Vec3, Vec3)> table = {
      {"mug", make_mug},
      {"bottle", make_bottle},
      {"jar", make_jar},
      {"tin", make_tin},
      {"vase", make_vase},
      {"lamp", make_lamp},
      {"lantern", make_lantern},
      {"cheese", make_cheese},
      {"box", make_box},
      {"book", make_book},
      {"phone_case", make_phone_case},
      {"power_bank", make_power_bank},
      {"frame", make_frame},
      {"watch", make_watch},
      {"hose", make_hose},
      {"tshirt", make_tshirt},
      {"tote", make_tote},
      {"cap", make_cap},
      {"sneaker", make_sneaker},
      {"backpack", make_backpack},
      {"cushion", make_cushion},
      {"plush", make_plush},
      {"headphones", make_headphones},
      {"ear_pads", make_ear_pads},
  };
  return table;
}

}  // namespace

std::optional<Product> make_product(const std::string& name, Vec3 colour, Vec3 second) {
  const auto found = makers().find(name);
  if (found == makers().end()) return std::nullopt;
  return found->second(colour, second);
}

std::vector<std::string> product_names() {
  std::vector<std::string> names;
  for (const auto& [name, make] : makers()) names.push_back(name);
  return names;
}

}  // namespace markhound::samples
