#include "positions/detail/act_lexicon.h"

#include <utility>

#include "embedded/position_models.h"

namespace faultline::positions::detail {
namespace {

std::string_view next_field(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view field = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return field;
}

Route parse_route(std::string_view word) {
  Route route;
  if (word.ends_with('&')) {
    route.is_reciprocal = true;
    word.remove_suffix(1);
  }
  if (word.starts_with('<')) {
    route.is_holder = true;
    word.remove_prefix(1);
  }
  const std::size_t plus = word.find('+');
  if (plus != std::string_view::npos) {
    route.particle = std::string(word.substr(0, plus));
    word.remove_prefix(plus + 1);
  }
  if (word == "s") {
    route.is_subject = true;
  } else if (word == "c") {
    route.is_clause = true;
  } else if (word != "o") {
    route.preposition = std::string(word);
  }
  return route;
}

std::optional<WordKind> parse_kind(std::string_view word) {
  if (word == "verb") return WordKind::Verb;
  if (word == "noun") return WordKind::Noun;
  if (word == "adjective") return WordKind::Adjective;
  if (word == "agent") return WordKind::Agent;
  return std::nullopt;
}

}  // namespace

const ActLexicon& ActLexicon::english() {
  static const ActLexicon lexicon(embedded::acts(), embedded::polarity());
  return lexicon;
}

ActLexicon::ActLexicon(std::string_view acts, std::string_view polarity) {
  while (!acts.empty()) {
    std::string_view row = next_field(acts, '\n');
    if (row.empty() || row.front() == '#') continue;
    const std::optional<WordKind> kind = parse_kind(next_field(row, '\t'));
    const std::string_view lemma = next_field(row, '\t');
    const std::string_view act = next_field(row, '\t');
    ActWord word;
    word.act = parse_act(act);
    if (!kind || lemma.empty() || (!word.act && act != "describe")) continue;
    const std::string_view strength = next_field(row, '\t');
    if (strength.size() != 1 || strength.front() < '1' || strength.front() > '3') continue;
    word.strength = strength.front() - '0';
    for (std::string_view whom = next_field(row, '\t'); !whom.empty();)
      word.routes.push_back(parse_route(next_field(whom, ' ')));
    if (const std::string_view mode = next_field(row, '\t'); mode != "-") word.mode = mode;
    std::string_view needs = next_field(row, '\t');
    while (!needs.empty() && needs != "-") word.needs.emplace_back(next_field(needs, '|'));
    words_[static_cast<std::size_t>(*kind)][std::string(lemma)].push_back(std::move(word));
  }
  while (!polarity.empty()) {
    std::string_view row = next_field(polarity, '\n');
    if (row.empty() || row.front() == '#') continue;
    const int sign = next_field(row, '\t') == "positive" ? 1 : -1;
    const std::string_view kind = next_field(row, '\t');
    (kind == "verb" ? deeds_ : polarity_).emplace(std::string(row), sign);
  }
}

const std::vector<ActWord>& ActLexicon::find(WordKind kind, std::string_view lemma) const {
  static const std::vector<ActWord> nothing;
  const auto& table = words_[static_cast<std::size_t>(kind)];
  auto found = table.find(lemma);
  if (found == table.end() && kind == WordKind::Verb && lemma.size() > 2)
    found = table.find(std::string(lemma) + 'e');
  if (found == table.end() && kind == WordKind::Verb && lemma.size() > 3 &&
      lemma[lemma.size() - 1] == lemma[lemma.size() - 2])
    found = table.find(lemma.substr(0, lemma.size() - 1));
  return found == table.end() ? nothing : found->second;
}

int ActLexicon::polarity(std::string_view lemma) const {
  const auto found = polarity_.find(lemma);
  return found == polarity_.end() ? 0 : found->second;
}

int ActLexicon::deed(std::string_view lemma) const {
  const auto found = deeds_.find(lemma);
  return found == deeds_.end() ? 0 : found->second;
}

}  // namespace faultline::positions::detail
