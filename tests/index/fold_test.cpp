#include "index/fold.h"

#include <gmock/gmock.h>

#include "index/form.h"
#include "index/ordinary_words.h"
#include "index/phonetic.h"
#include "index/skeleton.h"
#include "index/transliteration.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

using testing::ElementsAre;

std::string folded(const std::string& text) {
  const FoldedText result = fold(text);
  std::string words;
  for (const FoldedWord& word : result.words) {
    if (!words.empty()) words += word.gap == Gap::none ? "" : " ";
    for (std::size_t i = word.first; i < word.last; ++i) append_utf8(result.letters[i].plain, words);
  }
  return words;
}

std::string looks(const std::string& text) {
  std::string letters;
  for (const Letter& letter : fold(text).letters) append_utf8(letter.look, letters);
  return letters;
}

TEST(Fold, CaseAccentsAndWidth) {
  EXPECT_EQ(folded("NORDFJELL Ærø Łódź Größe ÎLE"), "nordfjell aero lodz grosse ile");
  EXPECT_EQ(folded("ＮＯＲＤ　ｆｊｅｌｌ９"), "nord fjell9");
  EXPECT_EQ(folded("İstanbul ıssız"), "istanbul issiz");
}

TEST(Fold, StyledLetters) {
  EXPECT_EQ(folded("𝗖𝗛𝗔𝗡𝗘𝗟 𝑪𝒉𝒂𝒏𝒆𝒍 𝓒𝓱𝓪𝓷𝓮𝓵"), "chanel chanel chanel");
  EXPECT_EQ(folded("ⓒⓗⓐⓝⓔⓛ 🄲🄷🄰🄽🄴🄻 🅲🅷🅰🅽🅴🅻 🅒🅗🅐🅝🅔🅛"), "chanel chanel chanel chanel");
  EXPECT_EQ(folded("ᴄʜᴀɴᴇʟ 🇨🇭🇦🇳🇪🇱"), "chanel chanel");
}

TEST(Fold, DropsWhatIsNotSeen) {
  EXPECT_EQ(folded("N\u200Bo\u00ADr\u2060d\uFEFF fjell"), "nord fjell");
  EXPECT_EQ(folded("Ch\u0301a\u0336n\u0489el"), "chanel");
}

TEST(Fold, TraditionalHanIsSimplified) { EXPECT_EQ(folded("愛馬仕 勞力士"), "爱马仕 劳力士"); }

TEST(Fold, WordsEndWhereTheScriptChanges) { EXPECT_EQ(fold("OPPO手机壳A75").words.size(), 3u); }

TEST(Fold, ApostrophesStayInsideWords) {
  EXPECT_EQ(folded("Levi's L’ORÉAL"), "levis loreal");
  EXPECT_TRUE(fold("Levi's").words[0].possessive);
  EXPECT_FALSE(fold("Levis").words[0].possessive);
}

TEST(Fold, SignsThatStandForLetters) {
  EXPECT_EQ(folded("Ch@nel $amsung Gucc!o"), "ch@nel $amsung gucc!o");
  EXPECT_EQ(folded("only $5 @home wow!"), "only 5 home wow");
}

TEST(Fold, MasksAreNoted) {
  const FoldedText text = fold("ch*nel 香～ a * b 30*20");
  EXPECT_TRUE(text.words[0].masked_after);
  EXPECT_EQ(text.words[1].gap, Gap::mask);
  EXPECT_TRUE(text.words[2].masked_after);
  for (std::size_t i = 3; i < text.words.size(); ++i) EXPECT_FALSE(text.words[i].masked_after) << i;
}

TEST(Fold, LookAlikesOfOtherScripts) {
  EXPECT_EQ(looks("Nоrdfjеll"), "nordfjell");  // Cyrillic о and е
  EXPECT_EQ(looks("ΝΙΚΕ"), "nlke");            // Greek; UTS 39 draws I and l as one
}

TEST(Fold, OffsetsPointIntoTheOriginal) {
  const std::string text = "a 𝗖𝗛 香奈";
  const FoldedText result = fold(text);
  ASSERT_EQ(result.letters.size(), 5u);
  EXPECT_EQ(text.substr(result.letters[1].begin, result.letters[1].end - result.letters[1].begin), "𝗖");
  EXPECT_EQ(text.substr(result.letters[4].begin, result.letters[4].end - result.letters[4].begin), "奈");
}

TEST(Fold, BrokenBytesSeparateWords) {
  EXPECT_EQ(folded("nord\xFF\xFE"
                   "fjell\xC3"),
            "nord fjell");
  EXPECT_EQ(fold("").words.size(), 0u);
}

TEST(Skeleton, OneForAllLooks) {
  for (const char* written : {"nordfjell", "n0rdfjell", "nordfje11", "nordfjel|", "nnordfjelll"}) {
    EXPECT_EQ(skeleton(to_utf32(written)), skeleton(U"nordfjell")) << written;
  }
  EXPECT_EQ(with_pairs_merged(skeleton(U"rnodern")), with_pairs_merged(skeleton(U"modem")));
  EXPECT_EQ(with_pairs_merged(skeleton(U"vvear")), with_pairs_merged(skeleton(U"wear")));
  EXPECT_EQ(skeleton(U"501"), U"501");
}

TEST(Transliteration, ReadsOtherScripts) {
  EXPECT_EQ(to_latin(U"香奈儿"), "xiangnaier");
  EXPECT_EQ(to_latin(U"адидас"), "adidas");
  EXPECT_EQ(to_latin(U"シャネル"), "shaneru");
  EXPECT_EQ(to_latin(U"samsung"), "samsung");
}

TEST(Phonetic, SoundsAlike) {
  EXPECT_EQ(phonetic_key("philips"), phonetic_key("filips"));
  EXPECT_EQ(phonetic_key("adidas"), phonetic_key("adadis"));
  EXPECT_EQ(phonetic_key("reebok"), phonetic_key("ribok"));
  EXPECT_EQ(phonetic_key("kodak"), phonetic_key("codac"));
  EXPECT_NE(phonetic_key("kodak"), phonetic_key("kotex"));
  EXPECT_EQ(phonetic_key("ao"), "");
  EXPECT_EQ(pinyin_key("guchi"), pinyin_key("guqi"));
}

TEST(OrdinaryWords, Tiers) {
  EXPECT_EQ(commonness("black"), Commonness::listing);
  EXPECT_EQ(commonness("sepatu"), Commonness::listing);
  EXPECT_TRUE(is_ordinary("cannon"));
  EXPECT_FALSE(is_ordinary("nordfjell"));
}

TEST(Form, PartsOfANameStandAlone) {
  Mark mark;
  mark.name = "Adidas/阿迪达斯";
  std::vector<std::string> plain;
  for (const Form& form : forms_of(mark)) plain.push_back(form.plain);
  EXPECT_THAT(plain, testing::IsSupersetOf({"adidas", "阿迪达斯"}));
}

TEST(Form, DistinctivenessFallsWithCommonWords) {
  EXPECT_GT(distinctiveness("nordfjell"), 0.9);
  EXPECT_LT(distinctiveness("slim fit"), 0.3);
  EXPECT_GT(distinctiveness("canada goose"), distinctiveness("red bag"));
}

TEST(Form, PacksAndUnpacks) {
  Mark mark;
  mark.id = "x";
  mark.name = "New Balance";
  mark.aliases = {"新百伦"};
  const auto forms = forms_of(mark);
  const PackedMark packed = unpack_forms(pack_forms("x", forms));
  ASSERT_EQ(packed.forms.size(), forms.size());
  EXPECT_EQ(packed.mark, "x");
  for (std::size_t i = 0; i < forms.size(); ++i) {
    EXPECT_EQ(packed.forms[i].plain, forms[i].plain);
    EXPECT_EQ(packed.forms[i].alias, forms[i].alias);
    EXPECT_EQ(packed.forms[i].shape.bones, forms[i].shape.bones);
  }
}

}  // namespace
}  // namespace markhound::index
