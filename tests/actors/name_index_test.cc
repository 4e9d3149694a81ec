#include "actors/detail/name_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "actors/detail/words.h"

// All people, parties and places are invented.

namespace faultline::actors::detail {
namespace {

/// A document of one sentence for each line; tokens are parted by blanks.
language::Document document_of(const std::string& text) {
  language::Document document;
  document.text = text;
  std::uint32_t first = 0;
  const auto end_sentence = [&] {
    const auto end = static_cast<std::uint32_t>(document.tokens.size());
    if (end == first) return;
    document.sentences.push_back(
        {{{first}, {end}}, {document.tokens[first].span.begin, document.tokens[end - 1].span.end}});
    first = end;
  };
  for (std::uint32_t begin = 0; begin < text.size();) {
    const auto end =
        static_cast<std::uint32_t>(std::min(text.find_first_of(" \n", begin), text.size()));
    if (end > begin) {
      language::Token token;
      token.span = {{begin}, {end}};
      document.tokens.push_back(token);
    }
    if (end < text.size() && text[end] == '\n') end_sentence();
    begin = end + 1;
  }
  end_sentence();
  document.paragraphs.push_back({language::BlockKind::Body,
                                 {{0}, {static_cast<std::uint32_t>(text.size())}},
                                 {{0}, {static_cast<std::uint32_t>(document.sentences.size())}}});
  return document;
}

Actor named(std::string name, std::vector<std::string> aliases = {}) {
  Actor actor;
  actor.id = slug(name);
  actor.name = std::move(name);
  actor.aliases = std::move(aliases);
  return actor;
}

/// What stands in `text`: "words=position,position".
std::vector<std::string> found(const std::vector<Actor>& actors, const std::string& text) {
  const auto document = document_of(text);
  const Words words(document);
  std::vector<std::string> all;
  for (const NameMatch& match : NameIndex(actors).find(words)) {
    std::string one(words.text(match.tokens));
    for (std::size_t i = 0; i < match.actors.size(); ++i)
      one += (i == 0 ? "=" : ",") + std::to_string(match.actors[i]);
    all.push_back(one);
  }
  return all;
}

using Found = std::vector<std::string>;

TEST(NameIndexFind, FindsNothingWithoutNamesOrWithoutText) {
  EXPECT_EQ(found({}, "Ann Lee"), Found{});
  EXPECT_EQ(found({named("Ann Lee")}, ""), Found{});
  EXPECT_EQ(found({named("...")}, "... ."), Found{});
}

TEST(NameIndexFind, TakesTheLongestName) {
  const std::vector<Actor> actors = {named("Port Union"), named("Port Union of Velm"),
                                     named("Port")};
  EXPECT_EQ(found(actors, "The Port Union of Velm met the Port Union in Port Lenn"),
            (Found{"Port Union of Velm=1", "Port Union=0", "Port=2"}));
}

TEST(NameIndexFind, FallsBackWhereALongerNameBreaksOff) {
  const std::vector<Actor> actors = {named("Ada"), named("Ada Maria Odell"), named("Maria Quist")};
  EXPECT_EQ(found(actors, "Ada Maria Quist spoke"), (Found{"Ada=0", "Maria Quist=2"}));
}

TEST(NameIndexFind, GivesEverybodyWhoBearsTheName) {
  EXPECT_EQ(found({named("A B", {"Odell"}), named("C Odell", {"Odell"})}, "then Odell left"),
            (Found{"Odell=0,1"}));
}

TEST(NameIndexFind, StaysWithinASentence) {
  EXPECT_EQ(found({named("Ann Lee")}, "he met Ann\nLee left"), Found{});
}

TEST(NameIndexFind, AsksForCapitalsWhereTheRegisterHasThem) {
  const std::vector<Actor> actors = {named("Will May"), named("the reform camp"), named("ACT")};
  EXPECT_EQ(found(actors, "will may act"), Found{});
  EXPECT_EQ(found(actors, "WILL MAY and the Reform Camp"),
            (Found{"WILL MAY=0", "the Reform Camp=1"}));
  EXPECT_EQ(found(actors, "Act ! ACT !"), (Found{"ACT=2"}));
}

TEST(NameIndexFind, AsksForTheArticleWhereTheRegisterHasIt) {
  EXPECT_EQ(found({named("the Assembly")}, "an Assembly or The Assembly"),
            (Found{"The Assembly=0"}));
}

TEST(NameIndexFind, MindsNoHyphensFullStopsAndApostrophes) {
  const std::vector<Actor> actors = {named("Anne-Marie O'Dell"), named("Farmers' League"),
                                     named("J. K. Quist")};
  EXPECT_EQ(found(actors, "Anne - Marie O’Dell and the Farmers ’ League"),
            (Found{"Anne - Marie O’Dell=0", "Farmers ’ League=1"}));
  EXPECT_EQ(found(actors, "J. K. Quist or J . K . Quist"),
            (Found{"J. K. Quist=2", "J . K . Quist=2"}));
}

TEST(NameIndexFind, FindsNamesInOtherScripts) {
  const std::vector<Actor> actors = {
      named("Ada Odell", {"Ада Оделл", "آدا اودل", "아다 오델", "Ἄδα Ὀδέλλ", "阿达·奥德尔"})};
  EXPECT_EQ(found(actors, "вчера Ада Оделл сказала"), (Found{"Ада Оделл=0"}));
  EXPECT_EQ(found(actors, "вчера ада оделл"), Found{});
  EXPECT_EQ(found(actors, "دیروز آدا اودل گفت"), (Found{"آدا اودل=0"}));
  EXPECT_EQ(found(actors, "어제 아다 오델 씨"), (Found{"아다 오델=0"}));
  EXPECT_EQ(found(actors, "χθες Ἄδα Ὀδέλλ είπε"), (Found{"Ἄδα Ὀδέλλ=0"}));
  EXPECT_EQ(found(actors, "昨天 阿达·奥德尔 说"), (Found{"阿达·奥德尔=0"}));
}

TEST(NameIndexFind, ReadsPersianAndArabicLettersAlike) {
  EXPECT_EQ(found({named("Ali Karimi", {"علي كريمي"})}, "امروز علی کریمی گفت"),
            (Found{"علی کریمی=0"}));
}

TEST(NameIndexFind, TakesNamesOfMoreThanThirtyTwoWords) {
  std::string name = "Assembly";
  for (int i = 0; i < 40; ++i) name += " of Word" + std::to_string(i);
  EXPECT_EQ(found({named(name)}, "the " + name + " met"), (Found{name + "=0"}));
  EXPECT_EQ(found({named(name)}, name.substr(0, name.size() - 7)), Found{});
}

// The same by comparing every name with every place: slow, and easy to see through.
struct Plain {
  struct Entry {
    std::vector<std::string> words;
    bool has_article = false;
    std::uint32_t actor = 0;
  };
  std::vector<Entry> entries;

  static std::string small(std::string word) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return word;
  }
  static bool is_capital(const std::string& word) { return word[0] >= 'A' && word[0] <= 'Z'; }
  static bool is_all_capitals(const std::string& word) { return word.size() > 1 && is_all(word); }
  static bool is_all(const std::string& word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  static bool fits(const std::string& wanted, const std::string& word) {
    if (small(wanted) != small(word)) return false;
    if (is_all_capitals(word)) return true;
    return is_all_capitals(wanted) ? false : !is_capital(wanted) || is_capital(word);
  }

  std::vector<NameMatch> find(const std::vector<std::string>& words) const {
    std::vector<NameMatch> matches;
    for (std::uint32_t i = 0; i < words.size();) {
      std::uint32_t best = i;
      NameMatch match;
      for (const Entry& entry : entries) {
        const auto end = i + static_cast<std::uint32_t>(entry.words.size());
        if (end > words.size() || end < best) continue;
        if (entry.has_article && (i == 0 || small(words[i - 1]) != "the")) continue;
        bool is_there = true;
        for (std::uint32_t w = 0; w < entry.words.size(); ++w)
          is_there = is_there && fits(entry.words[w], words[i + w]);
        if (!is_there) continue;
        if (end > best) match.actors.clear();
        best = end;
        match.tokens = span_of(entry.has_article ? i - 1 : i, end);
        if (std::find(match.actors.begin(), match.actors.end(), entry.actor) == match.actors.end())
          match.actors.push_back(entry.actor);
      }
      if (best > i) matches.push_back(match);
      i = std::max(best, i + 1);
    }
    return matches;
  }
};

RC_GTEST_PROP(NameIndexFind, AgreesWithComparingEveryNameEverywhere, ()) {
  static const std::vector<std::string> forms = {"Ann", "ann", "ANN", "Lee", "lee", "of", "May"};
  const auto words = [](int least, int most) {
    std::vector<std::string> drawn;
    for (int count = *rc::gen::inRange(least, most); count > 0; --count)
      drawn.push_back(*rc::gen::elementOf(forms));
    return drawn;
  };
  std::vector<std::vector<std::string>> names;
  for (int count = *rc::gen::inRange(0, 12); count > 0; --count) names.push_back(words(1, 5));
  const auto text = words(0, 40);
  std::vector<Actor> actors;
  Plain plain;
  for (const auto& name : names) {
    const bool has_article = *rc::gen::arbitrary<bool>();
    std::string written = has_article ? "the" : "";
    for (const auto& word : name) written += (written.empty() ? "" : " ") + word;
    plain.entries.push_back({name, has_article, static_cast<std::uint32_t>(actors.size())});
    actors.push_back(named(written));
  }
  std::string line;
  for (const auto& word : text) line += (line.empty() ? "" : " ") + word;
  const auto document = document_of(line);
  const auto matches = NameIndex(actors).find(Words(document));
  const auto expected = plain.find(text);
  RC_ASSERT(matches.size() == expected.size());
  for (std::size_t m = 0; m < matches.size(); ++m) {
    RC_ASSERT(matches[m].tokens == expected[m].tokens);
    RC_ASSERT(matches[m].actors == expected[m].actors);
  }
}

TEST(NameIndexNamed, LeavesCaseAndArticleAside) {
  const NameIndex index(std::vector<Actor>{named("The Assembly"), named("Ann Lee", {"Lee"}),
                                           named("Bo Lee", {"LEE"})});
  using Positions = std::vector<std::uint32_t>;
  EXPECT_EQ(index.named("assembly"), Positions{0});
  EXPECT_EQ(index.named("the Assembly"), Positions{0});
  EXPECT_EQ(index.named("lee"), (Positions{1, 2}));
  EXPECT_EQ(index.named("Ann"), Positions{});
  EXPECT_EQ(index.named(""), Positions{});
  EXPECT_EQ(NameIndex({}).named("Lee"), Positions{});
}

TEST(NameIndexPersons, AreFoundBySurnameSoundAndOffice) {
  std::vector<Actor> actors = {named("Mohsen Baqeri"), named("Zara Baqeri Jr."),
                               named("Port Union")};
  actors[0].roles = {{"Minister of Water", {}, ""}, {"Minister of Roads", {}, ""}};
  actors[2].kind = ActorKind::Organization;
  actors[2].roles = {{"minister", {}, ""}};
  const NameIndex index(actors);
  const auto list = [](std::span<const std::uint32_t> span) {
    return std::vector<std::uint32_t>(span.begin(), span.end());
  };
  using Positions = std::vector<std::uint32_t>;
  EXPECT_EQ(list(index.with_surname("baqeri")), (Positions{0, 1}));
  EXPECT_EQ(list(index.with_surname("union")), Positions{});
  const std::vector<std::string> parts = {"mohsen", "bagheri"};
  EXPECT_EQ(list(index.sounding(sound_of_name(parts))), Positions{0});
  EXPECT_EQ(list(index.sounding("")), Positions{});
  EXPECT_EQ(index.with_office("minister"), Positions{0});
  EXPECT_EQ(index.with_office("roads"), Positions{0});
}

TEST(NameIndexOnlyHolder, IsWhoAloneHadTheOfficeThatDay) {
  std::vector<Actor> actors = {named("Ann Lee"), named("Bo Ruiz"), named("Cy Dahl")};
  const auto date = [](const char* iso) { return parse_partial_date(iso).value(); };
  actors[0].roles = {{"Minister of Water", {{}, date("2030")}, ""}};
  actors[1].roles = {{"Minister of Water", {date("2031-01-01"), {}}, ""}};
  actors[2].roles = {{"Deputy Minister of Water", {}, ""}, {"Minister of Roads", {}, ""}};
  const NameIndex index(actors);
  const std::vector<std::string> water = {"water", "minister"};
  EXPECT_EQ(index.only_holder(water, parse_day("2030-12-31").value()), 0u);
  EXPECT_EQ(index.only_holder(water, parse_day("2031-01-01").value()), 1u);
  EXPECT_EQ(index.only_holder({"minister"}, parse_day("2031-01-01").value()), std::nullopt);
  EXPECT_EQ(index.only_holder({"deputy", "minister"}, parse_day("1800-01-01").value()), 2u);
  EXPECT_EQ(index.only_holder({}, parse_day("2031-01-01").value()), std::nullopt);
}

}  // namespace
}  // namespace faultline::actors::detail
