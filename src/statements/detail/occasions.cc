#include "statements/detail/occasions.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "statements/detail/homes.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;
using Nouns = std::unordered_set<std::string_view>;

const Nouns& occasions() {
  static const Nouns nouns = {
      // held
      "interview", "speech", "address", "sermon", "rally", "conference", "briefing", "meeting",
      "hearing", "debate", "session", "testimony", "deposition", "event", "gathering", "ceremony",
      "funeral", "vigil", "summit", "forum", "panel", "appearance", "call", "stop", "dinner",
      "lunch", "trip", "tour", "campaign", "lecture", "talk", "toast", "eulogy", "keynote",
      "convention", "congress", "assembly", "prayer", "mass", "march", "demonstration", "protest",
      "trial", "caucus", "reception", "visit", "conversation", "seminar", "webinar", "inauguration",
      "commemoration", "celebration", "discussion", "exchange", "remark", "comment", "fundraiser",
      "symposium",
      // written
      "statement", "letter", "report", "article", "column", "editorial", "op-ed", "essay", "book",
      "memoir", "autobiography", "blog", "post", "posting", "tweet", "message", "memo",
      "memorandum", "note", "email", "e-mail", "release", "communique", "communiqué", "declaration",
      "resolution", "announcement", "filing", "lawsuit", "complaint", "affidavit", "ruling",
      "opinion", "verdict", "judgment", "judgement", "manifesto", "petition", "newsletter",
      "transcript", "document", "paper", "study", "survey", "poll", "review", "questionnaire",
      "diary", "motion", "brief", "text", "thread", "fatwa", "decree", "profile",
      // broadcast
      "broadcast", "program", "programme", "show", "podcast", "video", "recording", "ad",
      "advertisement", "clip", "episode", "livestream", "newscast"};
  return nouns;
}

const Nouns& channels() {
  static const Nouns nouns = {
      "television", "tv",        "radio",    "channel",   "network",   "platform", "website",
      "site",       "page",      "account",  "feed",      "telephone", "phone",    "media",
      "medium",     "newspaper", "magazine", "journal",   "station",   "air",      "stage",
      "podium",     "pulpit",    "floor",    "lectern",   "trail",     "court",    "twitter",
      "x",          "facebook",  "telegram", "instagram", "youtube",   "tiktok",   "weibo",
      "truth",      "mastodon",  "linkedin", "whatsapp",  "bluesky",   "web",      "internet",
      "record",     "sidelines"};
  return nouns;
}

bool is_one_of(const MarkedWords& words, std::uint32_t index, const Nouns& nouns) {
  if (words[index].upos != Upos::Noun && words[index].upos != Upos::Propn) return false;
  std::string lower(lemma_of(words, index));
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return nouns.contains(lower);
}

bool is_channel(const MarkedWords& words, std::uint32_t index) {
  if (is_one_of(words, index, channels())) return true;
  // "Truth Social", "X (formerly Twitter)"
  return words[index].upos == Upos::Propn && words.is_form(index, "social");
}

const language::Name* name_at(const MarkedWords& words, std::uint32_t index) {
  for (const language::Name& name : words.document->names)
    if (name.tokens.begin.value <= index && index < name.tokens.end.value) return &name;
  return nullptr;
}

class VenueSearch {
 public:
  VenueSearch(const MarkedWords& words, const Candidate& candidate,
              std::span<const language::DateMention> dates)
      : words_(words), candidate_(candidate), dates_(dates) {}

  std::vector<TokenSpan> find() {
    for (const Home& home : homes_of(words_, candidate_.anchor)) {
      // Where a clause has a venue, a farther one has another.
      if (!found_.empty() && home.distance > found_at_) continue;
      for (const std::uint32_t below : dependents_of(words_, home.predicate)) {
        if (!is_venue(below, home.predicate) || !add(below)) continue;
        found_at_ = home.distance;
      }
    }
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_venue(std::uint32_t noun, std::uint32_t predicate) const {
    if (has_relation(words_, noun, {"obj"})) {
      // "Addressing a rally", "issued a statement"
      const bool is_carrier = has_lemma(words_, predicate,
                                        {"address", "issue", "release", "publish", "post", "write",
                                         "give", "deliver", "tell"}) &&
                              predicate != candidate_.anchor;
      return is_carrier && is_occasion(words_, noun);
    }
    if (!has_relation(words_, noun, {"obl", "nmod"})) return false;
    const auto preposition = dependent_of(words_, noun, {"case"});
    if (!preposition || is_time(noun)) return false;
    const bool is_where = is_occasion(words_, noun) || is_channel(words_, noun);
    if (is_any_form(words_, *preposition, {"on", "in"}))
      return is_where || is_named(noun, *preposition) ||
             (has_lemma(words_, predicate, {"write"}) && words_[noun].is_name);
    if (words_.is_form(*preposition, "during")) return is_occasion(words_, noun);
    if (words_.is_form(*preposition, "at"))
      return words_[noun].upos == Upos::Noun || words_[noun].upos == Upos::Propn;
    if (is_any_form(words_, *preposition, {"via", "over", "from", "through"}))
      return is_channel(words_, noun) ||
             (words_.is_form(*preposition, "via") && is_occasion(words_, noun));
    return is_any_form(words_, *preposition, {"before"}) &&
           has_lemma(words_, predicate, {"testify", "appear", "speak"});
  }

  // "in Elsin", "on Gull News"
  [[nodiscard]] bool is_named(std::uint32_t noun, std::uint32_t preposition) const {
    const language::Name* name = name_at(words_, noun);
    if (name == nullptr) return false;
    if (name->type == language::NameType::Location) return true;
    return words_.is_form(preposition, "on") && name->type != language::NameType::Person;
  }

  // "at the time", "in the morning", "at least": no places. The noun of a date is none either,
  // unless it is an occasion ("Friday prayers").
  [[nodiscard]] bool is_time(std::uint32_t noun) const {
    if (has_lemma(words_, noun, {"time",      "moment",  "point",     "least", "most",   "last",
                                 "first",     "day",     "week",      "month", "year",   "hour",
                                 "morning",   "evening", "afternoon", "night", "noon",   "midnight",
                                 "beginning", "end",     "once",      "age",   "length", "weekend",
                                 "risk",      "cost",    "expense",   "rate",  "odds",   "stake"}))
      return true;
    return std::any_of(dates_.begin(), dates_.end(), [noun](const language::DateMention& date) {
      return date.tokens.begin.value <= noun && noun < date.tokens.end.value;
    });
  }

  bool add(std::uint32_t noun) {
    TokenSpan span = extent_of(words_, noun);
    // From behind the preposition to where content, source, cue verb or a clause begins.
    const auto preposition = dependent_of(words_, noun, {"case"});
    if (preposition && *preposition < noun) span.begin.value = *preposition + 1;
    for (std::uint32_t i = noun + 1; i < span.end.value; ++i) {
      if (!ends_at(i, noun)) continue;
      span.end.value = i;
      break;
    }
    trim(span);
    if (span.begin >= span.end || noun < span.begin.value || noun >= span.end.value) return false;
    const auto overlaps = [span](const TokenSpan& other) { return other.overlaps(span); };
    if (std::any_of(candidate_.content.begin(), candidate_.content.end(), overlaps)) return false;
    if (candidate_.source && candidate_.source->overlaps(span)) return false;
    if (std::any_of(found_.begin(), found_.end(), overlaps)) return false;
    found_.push_back(span);
    return true;
  }

  [[nodiscard]] bool ends_at(std::uint32_t i, std::uint32_t noun) const {
    const Word& word = words_[i];
    if (word.mark != MarkKind::None || word.quotation != words_[noun].quotation) return true;
    if (word.upos == Upos::Verb || word.is(word_class::kAuxiliary) ||
        word.is(word_class::kRelative | word_class::kWh))
      return true;
    return std::any_of(candidate_.content.begin(), candidate_.content.end(),
                       [i](TokenSpan span) { return span.begin.value == i; });
  }

  // A date at the end, with its preposition: "a rally in Ohio on Monday".
  void trim(TokenSpan& span) const {
    for (const auto& [date, day] : dates_) {
      if (date.end > span.end || date.begin <= span.begin || date.end < span.end) continue;
      span.end = date.begin;
    }
    while (span.end > span.begin) {
      const Word& last = words_[span.end.value - 1];
      const bool hangs = last.is(word_class::kPreposition | word_class::kSubordinator) ||
                         last.upos == Upos::Adp || last.upos == Upos::Det ||
                         last.mark == MarkKind::Comma ||
                         (last.is(word_class::kTime) && span.size() > 1) ||
                         is_any_form(words_, span.end.value - 1,
                                     {"late", "early", "earlier", "last", "next", "this"});
      if (!hangs) return;
      --span.end.value;
    }
  }

  const MarkedWords& words_;
  const Candidate& candidate_;
  std::span<const language::DateMention> dates_;
  std::vector<TokenSpan> found_;
  std::uint32_t found_at_ = 0;  // how many clauses away
};

}  // namespace

bool is_occasion(const MarkedWords& words, std::uint32_t index) {
  return is_one_of(words, index, occasions());
}

std::vector<TokenSpan> venues_of(const MarkedWords& words, const Candidate& candidate,
                                 std::span<const language::DateMention> dates) {
  if (!candidate.cue) return {};
  return VenueSearch(words, candidate, dates).find();
}

}  // namespace faultline::statements::detail
