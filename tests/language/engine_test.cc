#include "language/engine.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "language/analysed.h"

namespace faultline::language {
namespace {

using Forms = std::vector<std::string>;

Forms tokens_of(std::string text) {
  const Document document = analysed(std::move(text));
  Forms forms;
  for (const Token& token : document.tokens) forms.emplace_back(document.form(token));
  return forms;
}

Forms sentences_of(std::string text) {
  const Document document = analysed(std::move(text));
  Forms sentences;
  for (const Sentence& sentence : document.sentences) {
    sentences.emplace_back(document.text.substr(sentence.span.begin.value, sentence.span.size()));
  }
  return sentences;
}

TEST(Analyse, FindsNothingInAnEmptyText) {
  const Document document = analysed("");
  EXPECT_TRUE(document.tokens.empty());
  EXPECT_TRUE(document.sentences.empty());
  EXPECT_TRUE(document.paragraphs.empty());
}

TEST(Analyse, FindsNothingInWhiteSpace) { EXPECT_TRUE(tokens_of(" \n\t \n\n \u00a0").empty()); }

TEST(Analyse, GivesAnEmptyBlockAParagraphWithoutSentences) {
  const std::vector<Block> blocks = {{BlockKind::Caption, {{0}, {0}}},
                                     {BlockKind::Body, {{0}, {4}}}};
  const Document document = engine().analyse("Yes.", blocks);
  ASSERT_EQ(document.paragraphs.size(), 2u);
  EXPECT_TRUE(document.paragraphs[0].sentences.empty());
  EXPECT_EQ(document.paragraphs[1].sentences.size(), 1u);
}

TEST(Analyse, TouchesNothingOutsideItsBlocks) {
  const std::vector<Block> blocks = {{BlockKind::Heading, {{6}, {11}}}};
  const Document document = engine().analyse("Share Hello Tweet", blocks);
  ASSERT_EQ(document.tokens.size(), 1u);
  EXPECT_EQ(document.form(TokenIndex{0}), "Hello");
  EXPECT_EQ(document.paragraphs[0].kind, BlockKind::Heading);
}

TEST(Analyse, TakesEmptyLinesForTheEndOfABlock) {
  const Document document = analysed("One line\ngoes on.\n \nAnother.");
  ASSERT_EQ(document.paragraphs.size(), 2u);
  EXPECT_EQ(document.paragraphs[0].sentences.size(), 1u);
}

TEST(Tokens, SplitCliticsFromTheirWords) {
  EXPECT_EQ(tokens_of("I don't think she'll say he's cannot"),
            (Forms{"I", "do", "n't", "think", "she", "'ll", "say", "he", "'s", "can", "not"}));
  EXPECT_EQ(tokens_of("Ostrava’s mayors’ didn’t"),
            (Forms{"Ostrava", "’s", "mayors", "’", "did", "n’t"}));
}

TEST(Tokens, SplitHyphensBetweenWordsButNotAfterPrefixes) {
  EXPECT_EQ(tokens_of("a high-ranking, re-elected ex-minister"),
            (Forms{"a", "high", "-", "ranking", ",", "re-elected", "ex-minister"}));
}

TEST(Tokens, KeepTheFullStopOfAbbreviations) {
  EXPECT_EQ(tokens_of("Gen. J. K. Weber of the U.S. met Dr. Lee at 5 p.m. in St. Ann."),
            (Forms{"Gen.", "J.", "K.", "Weber", "of", "the", "U.S.", "met", "Dr.", "Lee", "at", "5",
                   "p.m.", "in", "St.", "Ann", "."}));
}

TEST(Tokens, KeepNumbersAndAddressesWhole) {
  EXPECT_EQ(
      tokens_of("1,200.50 at 10:30 or 5%, $7 and 3rd; see www.example.org/a?b=1, ann@example.org."),
      (Forms{"1,200.50", "at", "10:30", "or", "5", "%", ",", "$", "7", "and", "3rd", ";", "see",
             "www.example.org/a?b=1", ",", "ann@example.org", "."}));
}

TEST(Tokens, TakeRepeatedMarksTogether) {
  EXPECT_EQ(tokens_of("Well ... what?! -- ``no''"),
            (Forms{"Well", "...", "what", "?!", "--", "``", "no", "''"}));
}

TEST(Tokens, KeepNamesOfTheNetWhole) {
  EXPECT_EQ(tokens_of("#harbour of alt.animals.cat by Lee@HARBOUR for $$$ at 3-5213."),
            (Forms{"#harbour", "of", "alt.animals.cat", "by", "Lee@HARBOUR", "for", "$$$", "at",
                   "3-5213", "."}));
}

TEST(Tokens, TakeSingleLettersWithStopsForNoSite) {
  EXPECT_EQ(tokens_of("It ended.The next came."),
            (Forms{"It", "ended", ".", "The", "next", "came", "."}));
}

TEST(Sentences, EndAtStopsButNotAtAbbreviations) {
  EXPECT_EQ(sentences_of(
                "The U.S. President met Mr. Okafor on Oct. 5. He left at 5 p.m. The door closed."),
            (Forms{"The U.S. President met Mr. Okafor on Oct. 5.", "He left at 5 p.m.",
                   "The door closed."}));
}

TEST(Sentences, TakeTheClosingMarkAlong) {
  EXPECT_EQ(sentences_of("“We will go.” The others stayed."),
            (Forms{"“We will go.”", "The others stayed."}));
  EXPECT_EQ(sentences_of("\"We will go.\" The others stayed."),
            (Forms{"\"We will go.\"", "The others stayed."}));
}

TEST(Sentences, GoOnAfterAQuestionInsideTheirQuotation) {
  EXPECT_EQ(sentences_of("“Will it hold?” he asked. Nobody knew."),
            (Forms{"“Will it hold?” he asked.", "Nobody knew."}));
  EXPECT_EQ(sentences_of("“Will it hold?” Ann Weber asked. Nobody knew."),
            (Forms{"“Will it hold?” Ann Weber asked.", "Nobody knew."}));
}

TEST(Sentences, GoOnAfterAnEllipsisBeforeASmallLetter) {
  EXPECT_EQ(sentences_of("We waited ... and waited. Then it came."),
            (Forms{"We waited ... and waited.", "Then it came."}));
}

TEST(Tags, TellVerbsFromNounsAndNames) {
  const Document document = analysed("The minister of trade accuses Weber of lies.");
  std::vector<Upos> tags;
  for (const Token& token : document.tokens) tags.push_back(token.upos);
  EXPECT_EQ(tags, (std::vector<Upos>{Upos::Det, Upos::Noun, Upos::Adp, Upos::Noun, Upos::Verb,
                                     Upos::Propn, Upos::Adp, Upos::Noun, Upos::Punct}));
  EXPECT_EQ(document.tokens[4].lemma, "accuse");
  EXPECT_EQ(document.tokens[4].xpos, "VBZ");
  EXPECT_EQ(document.tokens[7].lemma, "lie");
}

TEST(Trees, HangEachWordOnItsHead) {
  const Document document = analysed("The minister of trade met Weber in Ostrava.");
  std::string tree;
  for (const Token& token : document.tokens) {
    tree += std::string(token.deprel) + "(" +
            (token.head ? std::string(document.form(*token.head)) : "") + ") ";
  }
  EXPECT_EQ(tree,
            "det(minister) nsubj(met) case(trade) nmod(minister) root() obj(met) case(Ostrava) "
            "obl(met) punct(met) ");
}

TEST(Trees, HaveOneRootInASentenceLongerThanIsReadAtATime) {
  std::string text = "They met";
  for (int i = 0; i < 900; ++i) text += " Ann Weber, and";
  const Document document = analysed(text + " left.");
  ASSERT_EQ(document.sentences.size(), 1u);
  std::size_t roots = 0;
  for (const Token& token : document.tokens) roots += token.head ? 0 : 1;
  EXPECT_EQ(roots, 1u);
}

TEST(States, AreOneRowForEachTokenAndTheSameAgain) {
  const std::string text = "The minister left. Nobody knew why.";
  const std::vector<Block> blocks = {{BlockKind::Body, {{0}, {35}}}};
  const Analysis analysis = engine().analyse_with_states(text, blocks);
  ASSERT_GT(analysis.states.width, 0u);
  EXPECT_EQ(analysis.states.rows.size(), analysis.document.tokens.size() * analysis.states.width);
  EXPECT_EQ(analysis.states.of({2}).size(), analysis.states.width);
  EXPECT_EQ(engine().analyse_with_states(text, blocks).states.rows, analysis.states.rows);
  EXPECT_EQ(analysis.document.tokens, engine().analyse(text, blocks).tokens);
}

TEST(AnalyseWords, KeepsTheWordsAndSentencesThatAreGiven) {
  const std::vector<std::vector<ByteSpan>> given = {{{{0}, {3}}, {{3}, {6}}}, {}, {{{7}, {11}}}};
  const Document document = engine().analyse_words("cannot left", given);
  ASSERT_EQ(document.tokens.size(), 3u);
  EXPECT_EQ(document.form(TokenIndex{0}), "can");
  EXPECT_EQ(document.sentences.size(), 2u);
  EXPECT_EQ(document.paragraphs.size(), 1u);
  EXPECT_TRUE(engine().analyse_words("", {}).paragraphs.empty());
}

TEST(EngineLoad, NamesTheFileThatIsMissing) {
  const auto loaded = Engine::load("/nowhere/models");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::NotFound);
  EXPECT_NE(loaded.error().where.find("english/encoder.bin"), std::string::npos);
}

class EngineLoadFromFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("faultline-engine-" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_ / "english");
    for (const char* name : {"encoder.bin", "features.tsv", "lemmas.tsv", "sentences.txt"}) {
      std::filesystem::copy_file(
          std::filesystem::path(FAULTLINE_SOURCE_DIR) / "models/english" / name,
          folder_ / "english" / name, std::filesystem::copy_options::overwrite_existing);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / "english" / name, std::ios::binary) << content;
  }

  std::filesystem::path folder_;
};

TEST_F(EngineLoadFromFolder, HasAnotherVersionWhereAnyFileIsAnother) {
  const auto built_in = Engine::load();
  const auto same = Engine::load(folder_);
  ASSERT_TRUE(built_in && same);
  EXPECT_EQ(same->version(), built_in->version());
  std::ofstream(folder_ / "english" / "lemmas.tsv", std::ios::app) << "went-x\tVBD\tgo-x\n";
  const auto other = Engine::load(folder_);
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_NE(other->version(), built_in->version());
}

TEST_F(EngineLoadFromFolder, ReadsTheModelsThatAreBuiltInAsWell) {
  const auto loaded = Engine::load(folder_);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->analyse("They left.").tokens[1].lemma, "leave");
}

TEST_F(EngineLoadFromFolder, RefusesANewerFormatAndDamage) {
  write("sentences.txt", "faultline-sentences 99\n");
  EXPECT_EQ(Engine::load(folder_).error().code, ErrorCode::Unsupported);
  write("sentences.txt", "faultline-sentences 1\nAAAA");
  EXPECT_EQ(Engine::load(folder_).error().code, ErrorCode::Malformed);
  write("encoder.bin", "FLTENC99 and more");
  EXPECT_EQ(Engine::load(folder_).error().code, ErrorCode::Unsupported);
  write("encoder.bin", "");
  EXPECT_EQ(Engine::load(folder_).error().code, ErrorCode::Malformed);
  EXPECT_EQ(Engine::load(folder_).error().where, (folder_ / "english/encoder.bin").string());
}

TEST_F(EngineLoadFromFolder, NamesTheLineOfABadLemma) {
  write("lemmas.tsv", "faultline-lemmas 1\nwent\tVBD\tgo\nhalf a line\n");
  const auto loaded = Engine::load(folder_);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().where.find("lemmas.tsv:3:1"), std::string::npos);
}

TEST_F(EngineLoadFromFolder, NamesTheLineOfABadFeature) {
  write("features.tsv", "faultline-features 1\n\tNOUN\tNN\tNumber=Sing\nhalf\ta line\n");
  const auto loaded = Engine::load(folder_);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().where.find("features.tsv:3:1"), std::string::npos);
}

TEST(Analyse, GivesTheSameOnManyThreads) {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) {
    std::string text;
    for (int j = 0; j < 40; ++j) {
      text += "Minister Ann Weber" + std::to_string(i * j) + " of Ostrava met the Coast Party’s " +
              "leaders, but the union (UDE) was angry; “we didn’t go,” it said. ";
    }
    texts.push_back(text);
  }
  std::vector<Document> alone;
  for (const std::string& text : texts) alone.push_back(analysed(text));
  std::vector<Document> together(texts.size());
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < texts.size(); i += 4) together[i] = analysed(texts[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(together[i].tokens, alone[i].tokens);
    EXPECT_EQ(together[i].names.size(), alone[i].names.size());
  }
}

// What must hold for every text: sentences hold every token, paragraphs every sentence, and every
// character that is no white space stands in exactly one token.
void check_shape(const Document& document) {
  std::uint32_t token = 0;
  for (const Sentence& sentence : document.sentences) {
    RC_ASSERT(sentence.tokens.begin.value == token);
    RC_ASSERT(sentence.tokens.end.value > token);
    token = sentence.tokens.end.value;
  }
  RC_ASSERT(token == document.tokens.size());
  std::string joined;
  std::uint32_t end = 0;
  for (const Token& one : document.tokens) {
    RC_ASSERT(one.span.begin.value >= end);
    RC_ASSERT(!one.span.empty());
    end = one.span.end.value;
    joined += document.form(one);
  }
  std::string expected;
  for (const char c : document.text) {
    if (c != ' ' && c != '\n') expected.push_back(c);
  }
  RC_ASSERT(joined == expected);
  std::uint32_t name_end = 0;
  for (const Name& name : document.names) {
    RC_ASSERT(name.tokens.begin.value >= name_end);
    RC_ASSERT(!name.tokens.empty());
    name_end = name.tokens.end.value;
  }
  RC_ASSERT(name_end <= document.tokens.size());
}

RC_GTEST_PROP(Analyse, PutsEveryCharacterIntoExactlyOneToken, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      " ", " ", "\n", "\n\n", ".", "...", "’s", "'", "n't", "-", "U.S.", "Mr.", "“", "”", "\"", "?",
      "!", "Ann", "Weber", "al", "of", "the", "Party", "é", "İ", "中", "\u200d", "1,000", "5%", "@",
      "http://", ".com", "/", "$", "&", "said", "A.", "x", "IRQ", "(", ")", "—", "😀", "can",
      "not"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  check_shape(analysed(text));
}

TEST(Analyse, ReadsLongWordsOfAnyScriptToTheirEnd) {
  // Wherever a feature cuts a long word, it must not cut through a character.
  for (std::size_t ahead = 0; ahead < 80; ++ahead) {
    for (const char* character : {"é", "中", "😀"}) {
      std::string text = "http://" + std::string(ahead, 'a');
      while (text.size() < 160) text += character;
      EXPECT_EQ(analysed(text).tokens.size(), 1U);
    }
  }
}

TEST(Analyse, TakesTimeInProportionToOddTexts) {
  // Each of these would take minutes if some rule looked back or ahead without bound.
  for (const char* piece : {"a-", "a.", "'", "1-", "\"", "a@", "(", "-", "A. ", "Mr. ", "of ",
                            "Ann of ", "“", "\u0301", "\u202e"}) {
    std::string text;
    while (text.size() < 60'000) text += piece;
    EXPECT_FALSE(analysed(text).tokens.empty());
  }
}

}  // namespace
}  // namespace faultline::language
