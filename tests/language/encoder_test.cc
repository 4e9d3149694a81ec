#include "language/detail/encoder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/random_model.h"

namespace faultline::language {
namespace {

using detail::Encoder;
using detail::SentenceReading;

std::vector<std::string_view> words(const std::vector<std::string>& owned) {
  return {owned.begin(), owned.end()};
}

void read(const Encoder& encoder, const std::vector<std::string>& sentence,
          SentenceReading& reading) {
  const std::vector<std::string_view> forms = words(sentence);
  const std::span<const std::string_view> one = forms;
  encoder.read({&one, 1}, {&reading, 1});
}

std::vector<std::string> invented_sentence(std::size_t length) {
  static const std::vector<std::string> some = {"The",  "mayor", "of",   "Ostrava", "met", "Ann",
                                                "Lee",  "and",   "1,20", "--",      "a",   "Gen.",
                                                "warn", "é",     "’s",   "rifts",   "."};
  std::vector<std::string> sentence;
  for (std::size_t i = 0; i < length; ++i) sentence.push_back(some[(i * i + length) % some.size()]);
  return sentence;
}

TEST(Encoder, GivesTheSameBitsOnEveryKindOfProcessor) {
  const auto usable = nets::usable_kernels();
  EXPECT_STREQ(usable.back()->name, "plain");
  for (const std::size_t units : {16, 96}) {
    const ModelBytes bytes =
        random_model({.seed = 7, .width = 128, .units = units, .arc_width = 64});
    const auto plain = Encoder::load(bytes.view(), "random", *usable.back());
    ASSERT_TRUE(plain);
    for (const nets::Kernels* const kernels : usable) {
      const auto fast = Encoder::load(bytes.view(), "random", *kernels);
      ASSERT_TRUE(fast);
      for (const std::size_t length : {1, 2, 3, 7, 16, 40, 256}) {
        const auto sentence = invented_sentence(length);
        SentenceReading expected;
        SentenceReading found;
        read(*plain, sentence, expected);
        read(*fast, sentence, found);
        EXPECT_EQ(found.states, expected.states) << kernels->name << " " << length;
        EXPECT_EQ(found.upos, expected.upos);
        EXPECT_EQ(found.xpos, expected.xpos);
        EXPECT_EQ(found.heads, expected.heads);
        EXPECT_EQ(found.relations, expected.relations);
        EXPECT_EQ(found.names, expected.names);
        EXPECT_EQ(found.name_confidences, expected.name_confidences);
      }
    }
  }
}

TEST(Encoder, ReadsASentenceAlikeAloneAndAmongOthers) {
  const ModelBytes bytes = random_model({.width = 128, .units = 96, .arc_width = 64});
  const auto encoder = Encoder::load(bytes.view(), "random");
  ASSERT_TRUE(encoder);
  std::vector<std::vector<std::string>> owned;
  std::vector<std::vector<std::string_view>> forms;
  for (const std::size_t length : {5, 1, 30, 7, 7, 256, 2}) {
    owned.push_back(invented_sentence(length));
  }
  for (const auto& sentence : owned) forms.push_back(words(sentence));
  const std::vector<std::span<const std::string_view>> sentences(forms.begin(), forms.end());
  std::vector<SentenceReading> together(sentences.size());
  encoder->read(sentences, together);
  for (std::size_t i = 0; i < owned.size(); ++i) {
    SentenceReading alone;
    read(*encoder, owned[i], alone);
    EXPECT_EQ(together[i].states, alone.states) << i;
    EXPECT_EQ(together[i].heads, alone.heads);
    EXPECT_EQ(together[i].relations, alone.relations);
    EXPECT_EQ(together[i].names, alone.names);
  }
}

TEST(Encoder, FindsATreeWithOneRootWhateverItsWeights) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const ModelBytes bytes = random_model({.seed = seed});
    const auto encoder = Encoder::load(bytes.view(), "random");
    ASSERT_TRUE(encoder);
    for (const std::size_t length : {1, 2, 5, 30, 120}) {
      const auto sentence = invented_sentence(length);
      SentenceReading reading;
      read(*encoder, sentence, reading);
      std::size_t roots = 0;
      for (std::size_t word = 1; word <= length; ++word) {
        if (reading.heads[word - 1] == 0) ++roots;
        std::size_t at = word;
        for (std::size_t steps = 0; at != 0 && steps <= length; ++steps) at = reading.heads[at - 1];
        EXPECT_EQ(at, 0u);
        EXPECT_EQ(encoder->relation_labels()[reading.relations[word - 1]] == "root",
                  reading.heads[word - 1] == 0);
      }
      EXPECT_EQ(roots, 1u);
    }
  }
}

TEST(Encoder, RefusesAFileOfAnotherFormat) {
  const ModelBytes newer = random_model({.format = "2"});
  const auto loaded = Encoder::load(newer.view(), "models/encoder.bin");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::Unsupported);
  EXPECT_EQ(loaded.error().where, "models/encoder.bin");
}

TEST(Encoder, SaysWhatIsWrongWithADamagedFile) {
  const auto wrong = [](std::string_view bytes) {
    const auto loaded = Encoder::load(bytes, "encoder.bin");
    EXPECT_FALSE(loaded);
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(wrong("").find("does not begin"), std::string::npos);
  EXPECT_NE(wrong("hello, this is a text").find("does not begin"), std::string::npos);
  EXPECT_NE(wrong("FLTENC01").find("ends within its header"), std::string::npos);
  ModelBytes bytes = random_model();
  const std::string_view all = bytes.view();
  EXPECT_NE(wrong(all.substr(0, all.size() - 1)).find("checksum"), std::string::npos);
  bytes[all.size() - 100] ^= 1;
  EXPECT_NE(wrong(all).find("checksum"), std::string::npos);
  const ModelBytes lacking = random_model({.left_out = "lstm.1.backward.recurrent"});
  EXPECT_NE(wrong(lacking.view()).find("lstm.1.backward.recurrent"), std::string::npos);
  const ModelBytes heavy = random_model({.largest_weight = 100});
  EXPECT_NE(wrong(heavy.view()).find("too large"), std::string::npos);
}

TEST(Encoder, ReadsAWordAlikeWhetherOrNotItWasReadBefore) {
  const ModelBytes one = random_model({.seed = 1});
  const ModelBytes other = random_model({.seed = 2});
  const auto first = Encoder::load(one.view(), "one");
  const auto second = Encoder::load(other.view(), "other");
  ASSERT_TRUE(first && second);
  const auto sentence = invented_sentence(20);
  SentenceReading before;
  SentenceReading between;
  SentenceReading after;
  read(*first, sentence, before);
  read(*second, sentence, between);
  std::vector<std::string> many;  // more words than are kept
  for (int i = 0; i < 20'000; ++i) {
    many.push_back("word" + std::to_string(i));
    if (many.size() == 200) {
      read(*first, many, after);
      many.clear();
    }
  }
  read(*first, sentence, after);
  EXPECT_EQ(before.states, after.states);
  EXPECT_NE(before.states, between.states);
}

}  // namespace
}  // namespace faultline::language
