// One maker a product; product.cpp has the table of their names.
#pragma once

#include "samples/generator/product.h"

namespace markhound::samples {

Product make_mug(Vec3 colour, Vec3 second);
Product make_bottle(Vec3 colour, Vec3 second);
Product make_jar(Vec3 colour, Vec3 second);
Product make_tin(Vec3 colour, Vec3 second);
Product make_vase(Vec3 colour, Vec3 second);
Product make_lamp(Vec3 colour, Vec3 second);
Product make_lantern(Vec3 colour, Vec3 second);
Product make_cheese(Vec3 colour, Vec3 second);

Product make_box(Vec3 colour, Vec3 second);
Product make_book(Vec3 colour, Vec3 second);
Product make_phone_case(Vec3 colour, Vec3 second);
Product make_power_bank(Vec3 colour, Vec3 second);
Product make_frame(Vec3 colour, Vec3 second);
Product make_watch(Vec3 colour, Vec3 second);
Product make_hose(Vec3 colour, Vec3 second);

Product make_tshirt(Vec3 colour, Vec3 second);
Product make_tote(Vec3 colour, Vec3 second);
Product make_cap(Vec3 colour, Vec3 second);
Product make_sneaker(Vec3 colour, Vec3 second);
Product make_backpack(Vec3 colour, Vec3 second);
Product make_cushion(Vec3 colour, Vec3 second);
Product make_plush(Vec3 colour, Vec3 second);
Product make_headphones(Vec3 colour, Vec3 second);
Product make_ear_pads(Vec3 colour, Vec3 second);

}  // namespace markhound::samples
