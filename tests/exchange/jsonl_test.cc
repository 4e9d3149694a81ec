#include "exchange/jsonl.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

ByteSpan bytes_of(const std::string& text, const std::string& part) {
  const auto begin = static_cast<std::uint32_t>(text.find(part));
  EXPECT_NE(begin, static_cast<std::uint32_t>(std::string::npos)) << part;
  return {{begin}, {begin + static_cast<std::uint32_t>(part.size())}};
}

Day day(int year, unsigned month, unsigned of_month) {
  return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

// Letters of two, three and four bytes stand before everything that has an offset.
const std::string sample = "Ünder 🌊 “fire”, Ann Lée said Bo Ruiz lied: “No.”";

reading::Reading sample_reading() {
  reading::Reading reading;
  auto& article = reading.article;
  article.id = "one";
  article.file = "texts/one.txt";
  article.text = sample;
  article.body = {{0}, {static_cast<std::uint32_t>(sample.size())}};
  reading.document.text = sample;
  for (const std::string form : {"Ann", "Lée", "Bo", "Ruiz"})
    reading.document.tokens.emplace_back().span = bytes_of(sample, form);
  actors::Actor ann;
  ann.id = "ann-lee";
  ann.name = "Ann Lée";
  ann.roles = {{"Minister of Ports", {{}, PartialDate{day(2031, 4, 1)}}, {}},
               {"chair of the Tide Board", {PartialDate{day(2031, 4, 2)}, {}}, {}}};
  actors::Actor bo;
  bo.id = "bo-ruiz";
  bo.name = "Bo Ruiz";
  reading.cast.actors = {ann, bo};
  reading.cast.mentions = {{{{0}, {2}}, actors::MentionKind::Name, {0}, 0.9F},
                           {{{2}, {4}}, actors::MentionKind::Name, {1}, 0.9F}};
  statements::Statement outer;
  outer.type = statements::StatementType::Mixed;
  outer.source = {bytes_of(sample, "Ann Lée")};
  outer.cue = {bytes_of(sample, "said")};
  outer.content = {bytes_of(sample, "Bo Ruiz lied: “No.”")};
  outer.speaker = ActorIndex{0};
  outer.said = PartialDate{day(2031, 3, 1), Precision::ByMonth};
  outer.confidence = 0.94F;
  statements::Statement inner;
  inner.content = {bytes_of(sample, "“No.”")};
  inner.nested_in = StatementIndex{0};
  reading.statements = {outer, inner};
  positions::Relation relation;
  relation.from = {0};
  relation.to = {1};
  relation.act = positions::Act::Accuse;
  relation.sign = -1;
  relation.evidence = bytes_of(sample, "Ann Lée said Bo Ruiz lied");
  relation.statement = StatementIndex{0};
  relation.confidence = 0.8F;
  relation.target = bytes_of(sample, "Bo Ruiz");
  relation.intensity = 2.0F / 3;
  relation.why = {{"verb", bytes_of(sample, "said"), 1}, {"act: oppose", std::nullopt, 0.65F}};
  reading.relations = {relation};
  reading.codings = {{{0}, {0}, 0, -1, bytes_of(sample, "lied"), 0.9F}};
  return reading;
}

positions::Codebook sample_codebook() {
  positions::Codebook codebook;
  codebook.concepts.emplace_back().name = "sea wall";
  return codebook;
}

/// The characters of the sample at a span of code points, as a reader in another language takes
/// them.
std::string at(const Json& span) {
  std::vector<std::string> characters;
  for (const char c : sample) {
    if ((c & 0xC0) != 0x80) characters.emplace_back();
    characters.back() += c;
  }
  std::string text;
  for (std::size_t i = span[0]; i < span[1].get<std::size_t>(); ++i) text += characters[i];
  return text;
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST(ToJsonLine, GivesAnEmptyArticleEveryKeyWithNullsAndEmptyLists) {
  const auto line = to_json_line({}, {});
  EXPECT_EQ(line, R"({"article":{"id":"","file":"","outlet":null,"headline":null,"published":null,)"
                  R"("sections":[],"byline":null,"caption":[],"body":null,"language":"en"},)"
                  R"("actors":[],"mentions":[],"statements":[],"relations":[],"codings":[]})");
}

TEST(ToJsonLine, HasTheSameKeysWithAndWithoutFindings) {
  const auto empty = Json::parse(to_json_line({}, {}));
  const auto full = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(keys(full), keys(empty));
  EXPECT_EQ(keys(full["article"]), keys(empty["article"]));
  EXPECT_EQ(keys(full["actors"][0]),
            (std::vector<std::string>{"id", "name", "kind", "roles", "part_of", "is_unnamed"}));
  EXPECT_EQ(keys(full["mentions"][0]), (std::vector<std::string>{"actor", "span"}));
  const std::vector<std::string> statement{
      "id",   "type",  "source",    "cue",      "content",  "speaker",   "on_behalf_of",
      "said", "venue", "cue_class", "modality", "polarity", "nested_in", "confidence"};
  EXPECT_EQ(keys(full["statements"][0]), statement);
  EXPECT_EQ(keys(full["statements"][1]), statement);
  EXPECT_EQ(keys(full["relations"][0]),
            (std::vector<std::string>{"from", "to", "target", "act", "sign", "intensity",
                                      "category", "mode", "said", "evidence", "statement", "origin",
                                      "confidence", "why"}));
  EXPECT_EQ(keys(full["codings"][0]),
            (std::vector<std::string>{"statement", "actor", "concept", "agreement", "confidence"}));
}

TEST(ToJsonLine, CountsOffsetsInCodePoints) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(at(json["mentions"][0]["span"]), "Ann Lée");
  EXPECT_EQ(at(json["statements"][0]["source"][0]), "Ann Lée");
  EXPECT_EQ(at(json["statements"][0]["cue"][0]), "said");
  EXPECT_EQ(at(json["statements"][0]["content"][0]), "Bo Ruiz lied: “No.”");
  EXPECT_EQ(at(json["relations"][0]["evidence"]), "Ann Lée said Bo Ruiz lied");
  EXPECT_EQ(at(json["article"]["body"]), sample);
}

TEST(ToJsonLine, SaysWhyARelationWasReadAndWhatEventDataCallIt) {
  auto reading = sample_reading();
  auto json = Json::parse(to_json_line(reading, sample_codebook()))["relations"][0];
  EXPECT_EQ(json["category"], "ACCUSE");
  EXPECT_EQ(json["mode"], "allege");
  EXPECT_EQ(json["intensity"], 0.6667);
  EXPECT_EQ(at(json["target"]), "Bo Ruiz");
  EXPECT_EQ(json["why"][0]["name"], "verb");
  EXPECT_EQ(at(json["why"][0]["span"]), "said");
  EXPECT_EQ(json["why"][1]["span"], nullptr);
  EXPECT_EQ(json["why"][1]["weight"], 0.65);
  reading.relations.front().to.reset();
  json = Json::parse(to_json_line(reading, sample_codebook()))["relations"][0];
  EXPECT_EQ(json["to"], nullptr);
  EXPECT_EQ(at(json["target"]), "Bo Ruiz");
}

TEST(ToJsonLine, NumbersStatementsFromOneAndRefersToThem) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(json["statements"][0]["id"], "s1");
  EXPECT_EQ(json["statements"][1]["id"], "s2");
  EXPECT_EQ(json["statements"][0]["nested_in"], nullptr);
  EXPECT_EQ(json["statements"][1]["nested_in"], "s1");
  EXPECT_EQ(json["relations"][0]["statement"], "s1");
  EXPECT_EQ(json["codings"][0]["statement"], "s1");
}

TEST(ToJsonLine, WritesWhatIsNotKnownAsNull) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(json["statements"][1]["speaker"], nullptr);
  EXPECT_EQ(json["statements"][1]["said"], nullptr);
  EXPECT_EQ(json["statements"][1]["source"], Json::array());
  EXPECT_EQ(json["relations"][0]["said"], nullptr);
}

TEST(ToJsonLine, WritesDatesAsExactlyAsTheyAreKnown) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(json["statements"][0]["said"], "2031-03");
}

TEST(ToJsonLine, SaysHowAndWhereAStatementIsMade) {
  auto reading = sample_reading();
  reading.statements[0].cue_class = statements::CueClass::Hostile;
  reading.statements[0].modality = statements::Modality::May;
  reading.statements[0].polarity = statements::Polarity::Denied;
  reading.statements[0].venue = {bytes_of(sample, "Bo Ruiz")};
  const auto json = Json::parse(to_json_line(reading, sample_codebook()));
  EXPECT_EQ(json["statements"][0]["cue_class"], "hostile");
  EXPECT_EQ(json["statements"][0]["modality"], "may");
  EXPECT_EQ(json["statements"][0]["polarity"], "denied");
  EXPECT_EQ(at(json["statements"][0]["venue"][0]), "Bo Ruiz");
  EXPECT_EQ(json["statements"][1]["cue_class"], "neutral");
  EXPECT_EQ(json["statements"][1]["modality"], "asserts");
  EXPECT_EQ(json["statements"][1]["polarity"], "affirmed");
  EXPECT_EQ(json["statements"][1]["venue"], Json::array());
}

TEST(ToJsonLine, RoundsConfidenceToFourDecimals) {
  const auto line = to_json_line(sample_reading(), sample_codebook());
  EXPECT_NE(line.find(R"("confidence":0.94})"), std::string::npos) << line;
}

TEST(ToJsonLine, GivesTheRolesOfTheDayOfPublication) {
  auto reading = sample_reading();
  reading.article.published = day(2031, 5, 1);
  const auto dated = Json::parse(to_json_line(reading, sample_codebook()));
  EXPECT_EQ(dated["article"]["published"], "2031-05-01");
  EXPECT_EQ(dated["actors"][0]["roles"], Json::array({"chair of the Tide Board"}));
}

TEST(ToJsonLine, GivesAllRolesWhereTheDayIsNotKnown) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(json["actors"][0]["roles"],
            Json::array({"Minister of Ports", "chair of the Tide Board"}));
}

TEST(ToJsonLine, NamesConceptsByTheCodebook) {
  const auto json = Json::parse(to_json_line(sample_reading(), sample_codebook()));
  EXPECT_EQ(json["codings"][0]["concept"], "sea wall");
  EXPECT_EQ(json["codings"][0]["agreement"], -1);
}

TEST(ToJsonLine, IncludesTheTextOnlyWhenAsked) {
  const auto reading = sample_reading();
  EXPECT_FALSE(Json::parse(to_json_line(reading, sample_codebook()))["article"].contains("text"));
  EXPECT_EQ(Json::parse(to_json_line(reading, sample_codebook(), true))["article"]["text"], sample);
}

TEST(ToJsonLine, StaysOneLineOfUtf8WhateverTheFileIsCalled) {
  auto reading = sample_reading();
  reading.article.file = "a\nb\xFF.txt";
  const auto line = to_json_line(reading, sample_codebook());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(Json::parse(line)["article"]["file"], "a\nb\xEF\xBF\xBD.txt");
}

}  // namespace
}  // namespace faultline::exchange
