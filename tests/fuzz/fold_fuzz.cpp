// Any bytes as text: folding, windows, shapes and meeting must keep their offsets inside the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "index/form.h"
#include "index/recall.h"

using markhound::Mark;
using namespace markhound::index;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// The first half is the mark, the second the listing.
Mark mark_of(std::string_view name) {
  Mark mark;
  mark.id = "m";
  mark.name = name;
  mark.aliases = {std::string(name.substr(0, name.size() / 2))};
  return mark;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size < 4096 ? size : 4096);
  const std::string_view text = bytes.substr(bytes.size() / 2);
  const auto forms = forms_of(mark_of(bytes.substr(0, bytes.size() / 2)));
  const PackedMark packed = unpack_forms(pack_forms("m", forms));
  require(packed.forms.size() == forms.size());
  unpack_forms(bytes);
  for (const Form& form : forms) terms_of(form, true);
  for (const Question& question : questions_of(text)) {
    require(question.window.span.begin < question.window.span.end && question.window.span.end <= text.size());
    for (const std::string& term : terms_of(question, true)) require(term.size() <= 245);
    for (const Form& form : forms) {
      if (const auto key = meet(question, form)) candidate_of(question, "m", form, *key);
    }
  }
  return 0;
}
