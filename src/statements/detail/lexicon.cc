#include "statements/detail/lexicon.h"

#include <array>
#include <utility>

#include "embedded/statement_models.h"

namespace faultline::statements::detail {
namespace {

using WordList = std::pair<std::uint32_t, std::string_view>;

constexpr std::array kFunctionWords = {
    WordList{word_class::kBe, "be is are was were been being am 's 're 'm ai"},
    WordList{word_class::kHave, "have has had having 've 'd"},
    WordList{word_class::kDo, "do does did"},
    WordList{word_class::kModal, "will would can could may might shall should must 'll wo ca 'd"},
    WordList{word_class::kNegation, "not n't never no-longer hardly nor"},
    WordList{word_class::kSubjectPronoun, "i we he she they it you one"},
    WordList{word_class::kFirstPerson, "i we me us my our"},
    WordList{word_class::kObjectPronoun,
             "me us him her them it you himself herself themselves itself"},
    WordList{word_class::kPossessive, "my our his her their its your"},
    WordList{word_class::kDeterminer,
             "the a an this that these those some any no every each another "
             "all both either neither many most several few"},
    WordList{word_class::kQuantifier,
             "some many most others several few all both everyone everybody "
             "someone somebody nobody anyone anybody none those others half "
             "this these"},
    WordList{
        word_class::kPreposition,
        "of in on at by for from with without about against into onto over under between among "
        "amid amongst during after before since until till through throughout toward towards upon "
        "within via despite per as like than off out outside inside near beyond behind beneath "
        "beside besides across around along following regarding concerning including to versus"},
    WordList{word_class::kCoordinator, "and or but nor yet &"},
    WordList{
        word_class::kSubordinator,
        "because although though while whereas when whenever if unless until since after before as "
        "once lest whether so"},
    WordList{word_class::kThat, "that"},
    WordList{word_class::kWh,
             "who whom whose what which when where why how whether if whatever whoever"},
    WordList{word_class::kRelative, "who whom which that whose where"},
    WordList{word_class::kTo, "to"},
    WordList{
        word_class::kAdverb,
        "also further again once often now then still just even only already always sometimes soon "
        "later earlier recently instead too yet ever rather quite almost nearly thereby therefore "
        "however meanwhile moreover first twice openly long back simply"},
    WordList{
        word_class::kTime,
        "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow "
        "mon. tues. tue. wed. thurs. thu. fri. sat. sun."},
    WordList{word_class::kGenitive, "'s '"},
    WordList{
        word_class::kControl,
        "go goes going went gone continue continues continued continuing begin begins began "
        "begun beginning start starts started starting use used keep keeps kept come comes came "
        "proceed proceeds proceeded tend tends tended need needs needed seem seems seemed fail "
        "fails failed try tries tried trying like able quick set due unable likely"},
};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string_view next_field(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view field = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return field;
}

std::string third_person(const std::string& base) {
  const char last = base.back();
  if (last == 'y' && base.size() > 1 && !is_vowel(base[base.size() - 2])) {
    return base.substr(0, base.size() - 1) + "ies";
  }
  const bool hisses = last == 's' || last == 'x' || last == 'z' || base.ends_with("ch") ||
                      base.ends_with("sh") || last == 'o';
  return base + (hisses ? "es" : "s");
}

std::string past_form(const std::string& base) {
  if (base.back() == 'e') return base + "d";
  if (base.back() == 'y' && base.size() > 1 && !is_vowel(base[base.size() - 2])) {
    return base.substr(0, base.size() - 1) + "ied";
  }
  return base + "ed";
}

std::string ing_form(const std::string& base) {
  if (base.ends_with("ie")) return base.substr(0, base.size() - 2) + "ying";
  if (base.back() == 'e' && !base.ends_with("ee") && !base.ends_with("oe") && base != "be") {
    return base.substr(0, base.size() - 1) + "ing";
  }
  return base + "ing";
}

}  // namespace

void fold_word(std::string_view word, std::string& folded) {
  folded.clear();
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'A' && c <= 'Z') {
      folded.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (word.substr(i).starts_with("’")) {
      folded.push_back('\'');
      i += 2;
    } else {
      folded.push_back(c);
    }
  }
}

const Lexicon& Lexicon::english() {
  static const Lexicon lexicon(embedded::cues());
  return lexicon;
}

Lexicon::Lexicon(std::string_view cue_table) {
  add_function_words();
  while (!cue_table.empty()) {
    const std::string_view row = next_field(cue_table, '\n');
    if (!row.empty() && row.front() != '#') add_row(row);
  }
}

const Entry& Lexicon::find(std::string_view lower) const {
  static const Entry nothing;
  const auto found = entries_.find(lower);
  return found == entries_.end() ? nothing : found->second;
}

void Lexicon::add_function_words() {
  for (const auto& [classes, words] : kFunctionWords) {
    std::string_view rest = words;
    while (!rest.empty()) entry(std::string(next_field(rest, ' '))).classes |= classes;
  }
}

void Lexicon::add_row(std::string_view row) {
  const std::string_view kind = next_field(row, '\t');
  const std::string_view word = next_field(row, '\t');
  const std::string_view irregular = next_field(row, '\t');
  const std::string_view category = next_field(row, '\t');
  if (word.empty() || category.empty()) return;

  CueWord cue;
  cue.lemma = std::string(word);
  cue.category = std::string(category);
  const auto index = static_cast<std::int32_t>(cues_.size());
  cues_.push_back(std::move(cue));
  if (kind == "verb") return add_verb(index, irregular);
  entry(std::string(word)).noun = index;
  if (kind == "noun") entry(third_person(std::string(word))).noun = index;
}

void Lexicon::add_verb(std::int32_t index, std::string_view irregular) {
  const std::string base = cues_[static_cast<std::size_t>(index)].lemma;
  std::string past = past_form(base);
  std::string participle = past;
  std::string ing = ing_form(base);
  if (irregular != "-") {
    past = std::string(next_field(irregular, ','));
    participle = std::string(next_field(irregular, ','));
    if (!irregular.empty()) ing = std::string(irregular);
  }
  const auto add = [&](const std::string& form) {
    Entry& one = entry(form);
    // "found" is a form of "find": what was entered first for a spelling stays, but for its own
    // forms.
    if (one.verb >= 0 && one.verb != index) return;
    one.verb = index;
  };
  add(base);
  add(third_person(base));
  add(past);
  add(participle);
  add(ing);
}

}  // namespace faultline::statements::detail
