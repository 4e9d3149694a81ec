#include "statements/cue_words.h"

#include <gtest/gtest.h>

namespace faultline::statements {
namespace {

TEST(IsSpeechVerb, HoldsForVerbsOfSayingOnly) {
  for (const char* verb : {"say", "warn", "announce", "ask"}) EXPECT_TRUE(is_speech_verb(verb));
  for (const char* word : {"", "believe", "want", "walk", "statement", "said"})
    EXPECT_FALSE(is_speech_verb(word)) << word;
}

}  // namespace
}  // namespace faultline::statements
