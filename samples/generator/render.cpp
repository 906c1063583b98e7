#include "samples/generator/render.h"

#include <opencv2/imgproc.hpp>

#include "samples/generator/stage.h"

namespace markhound::samples {
namespace {

constexpr float half_view = 0.27f;  // tangent of half the angle of view: a short tele, as for products

struct Camera {
  Vec3 eye, right, up, forward;

  Vec3 through(float x, float y) const { return normalize(forward + right * (x * half_view) + up * (y * half_view)); }
};

Camera aim(const Product& product, const Shot& shot, float distance) {
  const float yaw = (shot.yaw + product.turn) * 0.01745329f, pitch = shot.pitch * 0.01745329f,
              roll = shot.roll * 0.01745329f;
  const Vec3 away{std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch)};
  Camera camera;
  camera.forward = -away;
  camera.eye = product.centre + away * distance;
  const Vec3 level = normalize(cross(camera.forward, {0, 1, 0}));
  const Vec3 upright = cross(level, camera.forward);
  camera.right = level * std::cos(roll) + upright * std::sin(roll);
  camera.up = upright * std::cos(roll) - level * std::sin(roll);
  return camera;
}

float distance_for(const Shot& shot) {
  const auto product = make_product(shot.product, shot.colour, shot.second);
  return (product ? product->bound : 1) / (half_view * 1.02f * shot.zoom);
}

}  // namespace

cv::Mat3f render(const Shot& shot, const std::string& root, int oversampling) {
  const int width = shot.width * oversampling, height = shot.height * oversampling;
  const float distance = distance_for(shot);
  const float half = 0.5f * static_cast<float>(std::min(width, height));
  const Stage stage(shot, root, half / (half_view * distance));
  const Camera camera = aim(stage.product(), shot, distance);
  cv::Mat3f picture(height, width);
  cv::parallel_for_({0, height}, [&](const cv::Range& rows) {
    for (int y = rows.start; y < rows.end; ++y) {
      for (int x = 0; x < width; ++x) {
        const float sx = (static_cast<float>(x) + 0.5f - 0.5f * width) / half,
                    sy = (0.5f * height - static_cast<float>(y) - 0.5f) / half;
        const Vec3 light = stage.trace(camera.eye, camera.through(sx, sy));
        picture(y, x) = {light.z, light.y, light.x};
      }
    }
  });
  // Clip before averaging, or one bright point would spread over its neighbours.
  cv::min(picture, cv::Scalar::all(1.4), picture);
  cv::resize(picture, picture, {shot.width, shot.height}, 0, 0, cv::INTER_AREA);
  return picture;
}

}  // namespace markhound::samples
