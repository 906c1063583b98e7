// Value noise: the same place gives the same value on every machine, so pictures can be drawn again.
#pragma once

#include "samples/generator/vec3.h"

namespace markhound::samples {

/// 0 to 1, smooth, one feature a unit.
float noise(float x, float y);
/// `octaves` of noise, each twice as fine and half as strong; 0 to 1.
float fractal(float x, float y, int octaves);
/// 0 to 1 for a cell of an integer grid.
float cell(int x, int y);

}  // namespace markhound::samples
