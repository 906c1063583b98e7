// The forms of a mark: what its name and aliases come down to when they are folded, and what each is found by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/mark.h"

namespace markhound::index {

/// Letters in the shapes that keys are made of; of a form, or of a window of text.
struct Shape {
  std::u32string letters;  ///< plain, no spaces
  std::u32string bones;    ///< skeleton of the letters or of their look-alikes
  std::u32string merged;   ///< the bones with rn as m and vv as w
  std::string latin;       ///< transliterated
  std::string sound;       ///< phonetic key of `latin`
  bool is_latin = false;   ///< a to z, digits and signs only
};

/// `looks` are the look-alike letters where they may be used, else the letters again.
Shape shape_of(std::u32string letters, const std::u32string& looks);

struct Form {
  std::string name;   ///< the name or alias as registered
  std::string plain;  ///< folded, words apart by a space
  bool alias = false;
  double distinctiveness = 1;
  Shape shape;
  std::vector<std::u32string> strong_words;  ///< that stand for the whole: no dictionary knows them
};

/// The name and aliases whole, and the parts of a name that stand for the mark alone: "Adidas/阿迪达斯" has two.
std::vector<Form> forms_of(const Mark& mark);

/// 0 (an everyday word of listings) to 1 (seen nowhere else), of folded words apart by spaces.
double distinctiveness(const std::string& plain);

/// Forms of one mark as bytes, and back; derived shapes are made anew.
std::string pack_forms(const std::string& mark, const std::vector<Form>& forms);
struct PackedMark {
  std::string mark;
  std::vector<Form> forms;
};
PackedMark unpack_forms(std::string_view bytes);

}  // namespace markhound::index
