#include "study/detail/settling_codings.h"

#include <fmt/core.h>

#include <optional>
#include <set>
#include <vector>

#include "study/detail/identity.h"
#include "study/judgements.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// A judgement that counts, with its statement.
struct Word {
  std::int64_t key{};
  bool is_person{};
  std::string coder;
  std::int64_t statement{};
  std::string subject, concept_name;
  int agreement = 0;
  double confidence = 1;
  bool is_sayable{};  // the statement is one, and has a speaker
};

/// Everything that was said of one statement on one concept.
struct Bundle {
  const Word* phrase = nullptr;
  const Word* learned = nullptr;
  std::vector<const Word*> people;  // in order of time

  [[nodiscard]] const Word* machine() const { return learned != nullptr ? learned : phrase; }
  [[nodiscard]] const Word* deciding(const std::string& adjudicator) const {
    for (const Word* person : people)
      if (!adjudicator.empty() && person->coder == adjudicator) return person;
    return people.empty() ? machine() : people.back();
  }
  [[nodiscard]] bool is_disputed() const {
    for (const Word* person : people)
      if (person->agreement != people.front()->agreement) return true;
    return false;
  }
};

Result<std::vector<Word>> words_of(Connection& connection, std::int64_t article) {
  std::vector<Word> words;
  const auto done = connection.each(
      "SELECT j.key, j.kind = 'person', j.coder, s.key, s.subject, j.concept, j.agreement, "
      "coalesce(j.confidence, 1.0), s.is_valid AND s.speaker IS NOT NULL "
      "FROM judgement j JOIN statement s ON s.article = j.article AND s.subject = j.subject "
      "WHERE j.article = ? AND j.is_in_force = 1 AND j.kind <> 'model' "
      "ORDER BY s.number, j.concept, j.made_at, j.key",
      [&](const Row& row) -> Result<void> {
        words.push_back({row.integer(0), row.integer(1) != 0, row.text(2), row.integer(3),
                         row.text(4), row.text(5), static_cast<int>(row.integer(6)), row.real(7),
                         row.integer(8) != 0});
        return {};
      },
      article);
  if (!done) return tl::unexpected(done.error());
  return words;
}

Result<void> insert_coding(Connection& connection, std::int64_t article, int number,
                           const Bundle& bundle, const std::string& adjudicator,
                           std::optional<std::int64_t> key) {
  const Word& word = *bundle.deciding(adjudicator);
  const Word* machine = bundle.machine();
  const auto machine_agreement =
      machine != nullptr ? std::optional(machine->agreement) : std::nullopt;
  return connection.run(
      "INSERT INTO coding (key, article, number, statement, concept, actor, agreement, method, "
      "coder, confidence, is_valid, is_corrected, people, is_disputed, machine_agreement, "
      "judgement, evidence_begin_byte, evidence_end_byte, evidence_begin_char, "
      "evidence_end_char, evidence_text) "
      "SELECT ?, ?, ?, s.key, j.concept, s.speaker, j.agreement, ?, ?, ?, ?, ?, ?, ?, ?, j.key, "
      "j.evidence_begin_byte, j.evidence_end_byte, j.evidence_begin_char, j.evidence_end_char, "
      "j.evidence_text FROM judgement j, statement s WHERE j.key = ? AND s.key = ?",
      key, article, number, word.is_person ? "person" : std::string_view(word.coder),
      word.is_person ? std::string_view(word.coder) : "machine", word.confidence,
      word.is_sayable && word.agreement != 0, word.is_person, bundle.people.size(),
      bundle.is_disputed(), machine_agreement, word.key, word.statement);
}

}  // namespace

std::string coding_name(std::string_view subject, std::string_view concept_name) {
  return fmt::format("{}\n{}", subject, concept_name);
}

Result<void> coding_keys(Connection& connection, std::int64_t article, CodingKeys& keys) {
  return connection.each(
      "SELECT s.subject, c.concept, c.key FROM coding c JOIN statement s ON s.key = c.statement "
      "WHERE c.article = ?",
      [&](const Row& row) -> Result<void> {
        keys.emplace(coding_name(row.text(0), row.text(1)), row.integer(2));
        return {};
      },
      article);
}

Result<void> settle_codings(Connection& connection, std::int64_t article,
                            const CodingKeys* former) {
  CodingKeys keys;
  if (former == nullptr) {
    if (auto done = coding_keys(connection, article, keys); !done) return done;
    former = &keys;
  }
  const auto words = words_of(connection, article);
  if (!words) return tl::unexpected(words.error());
  if (words->empty() && former->empty()) return {};
  const auto adjudicator = setting(connection, "adjudicator");
  if (!adjudicator) return tl::unexpected(adjudicator.error());
  auto done = connection.run("DELETE FROM coding WHERE article = ?", article);
  int number = 0;
  for (std::size_t begin = 0; begin < words->size();) {
    Bundle bundle;
    std::size_t end = begin;
    const Word& first = (*words)[begin];
    for (; end < words->size() && (*words)[end].statement == first.statement &&
           (*words)[end].concept_name == first.concept_name;
         ++end) {
      const Word& word = (*words)[end];
      if (word.is_person)
        bundle.people.push_back(&word);
      else
        (word.coder == learned_coder ? bundle.learned : bundle.phrase) = &word;
    }
    const auto known = former->find(coding_name(first.subject, first.concept_name));
    const auto key = known == former->end() ? std::nullopt : std::optional(known->second);
    if (done) done = insert_coding(connection, article, ++number, bundle, *adjudicator, key);
    begin = end;
  }
  return done;
}

Result<void> settle_judged_articles(Connection& connection) {
  std::vector<std::int64_t> articles;
  auto done = connection.each("SELECT DISTINCT article FROM judgement WHERE kind = 'person'",
                              [&](const Row& row) -> Result<void> {
                                articles.push_back(row.integer(0));
                                return {};
                              });
  for (const auto article : articles)
    if (done) done = settle_codings(connection, article);
  return done;
}

Result<void> find_evidence_again(Connection& connection, std::int64_t article,
                                 std::string_view text) {
  struct Place {
    std::int64_t judgement{};
    std::string words;
    std::int64_t begin{}, end{};  // of the statement's content
  };
  std::vector<Place> places;
  auto done = connection.each(
      "SELECT j.key, j.evidence_text, min(p.begin_byte), max(p.end_byte) FROM judgement j "
      "JOIN statement s ON s.article = j.article AND s.subject = j.subject "
      "JOIN statement_span p ON p.statement = s.key AND p.part = 'content' "
      "WHERE j.article = ? AND NOT (j.kind = 'machine' AND j.coder = ?) "
      "GROUP BY j.key ORDER BY j.key",
      [&](const Row& row) -> Result<void> {
        places.push_back({row.integer(0), row.text(1), row.integer(2), row.integer(3)});
        return {};
      },
      article, phrase_coder);
  if (!done || places.empty()) return done;
  const text::OffsetMap offsets(text);
  for (const auto& place : places) {
    const auto bytes = [&](std::size_t begin, std::size_t end) {
      return ByteSpan{{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}};
    };
    const auto content =
        bytes(static_cast<std::size_t>(place.begin), static_cast<std::size_t>(place.end));
    const std::string_view said = text::slice(text, content);
    const auto found = place.words.empty() ? std::string_view::npos : said.find(place.words);
    const auto span =
        found == std::string_view::npos
            ? content
            : bytes(content.begin.value + found, content.begin.value + found + place.words.size());
    const auto chars = offsets.code_points(span);
    if (done)
      done = connection.run(
          "UPDATE judgement SET evidence_begin_byte = ?, evidence_end_byte = ?, "
          "evidence_begin_char = ?, evidence_end_char = ?, evidence_text = ? WHERE key = ?",
          span.begin.value, span.end.value, chars.begin.value, chars.end.value,
          text::slice(text, span), place.judgement);
  }
  return done;
}

}  // namespace faultline::study::detail
