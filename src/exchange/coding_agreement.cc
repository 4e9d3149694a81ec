#include "exchange/coding_agreement.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <set>

#include "exchange/detail/cells.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using detail::Cells;
using detail::Json;
using study::Judgement;
using Judgements = std::vector<const Judgement*>;

bool counts(const Judgement& row) {
  return row.kind == study::CoderKind::Person && row.is_in_force && row.statement.has_value();
}

std::vector<std::string> coders_of(const Judgements& rows) {
  std::set<std::string> names;
  for (const auto* row : rows) names.insert(row->coder);
  return {names.begin(), names.end()};
}

/// Numbers for names, in order.
std::map<std::string, std::uint32_t> numbered(const std::vector<std::string>& names) {
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& name : names) numbers.emplace(name, static_cast<std::uint32_t>(numbers.size()));
  return numbers;
}

std::vector<positions::Rating> ratings_of(const Judgements& rows) {
  const auto coders = numbered(coders_of(rows));
  std::map<std::pair<study::StatementId, std::string>, std::uint32_t> units;
  std::vector<positions::Rating> ratings;
  for (const auto* row : rows) {
    const auto unit = units.try_emplace({*row->statement, row->concept_name},
                                        static_cast<std::uint32_t>(units.size()));
    ratings.push_back({unit.first->second, coders.at(row->coder), row->agreement});
  }
  return ratings;
}

void add_nominal(std::vector<AgreementRow>& made, const std::string& concept_name,
                 const std::string& measure, const Judgements& rows,
                 const positions::Resampling& resampling) {
  const auto figures = positions::nominal_alpha(ratings_of(rows), resampling);
  if (figures.units > 0) made.push_back({concept_name, measure, coders_of(rows), figures});
}

void add_pairs(std::vector<AgreementRow>& made, const std::string& concept_name,
               const Judgements& rows, const positions::Resampling& resampling) {
  const auto coders = coders_of(rows);
  if (coders.size() < 3) return;
  for (std::size_t i = 0; i < coders.size(); ++i)
    for (std::size_t j = i + 1; j < coders.size(); ++j) {
      Judgements pair;
      for (const auto* row : rows)
        if (row->coder == coders[i] || row->coder == coders[j]) pair.push_back(row);
      add_nominal(made, concept_name, "alpha of a pair", pair, resampling);
    }
}

Result<void> add_unitized(std::vector<AgreementRow>& made, const std::string& concept_name,
                          const Judgements& rows, const TextOf& text_of,
                          const positions::Resampling& resampling) {
  const auto coders = numbered(coders_of(rows));
  std::map<study::ArticleId, Judgements> by_article;
  for (const auto* row : rows) by_article[row->article].push_back(row);
  std::vector<positions::Continuum> continua;
  std::vector<positions::MarkedStretch> stretches;
  for (const auto& [article, judged] : by_article) {
    const auto here = coders_of(judged);
    if (here.size() < 2) continue;
    const auto text = text_of(article);
    if (!text) return tl::unexpected(text.error());
    const text::OffsetMap offsets(*text);
    const auto number = static_cast<std::uint32_t>(continua.size());
    positions::Continuum continuum;
    continuum.length = offsets.code_point({static_cast<std::uint32_t>(text->size())}).value;
    for (const auto& name : here) continuum.coders.push_back(coders.at(name));
    continua.push_back(std::move(continuum));
    for (const auto* row : judged) {
      if (row->agreement == 0 || row->evidence.empty()) continue;
      const auto chars = offsets.code_points(row->evidence);
      stretches.push_back(
          {number, coders.at(row->coder), chars.begin.value, chars.end.value, row->agreement});
    }
  }
  const auto found = positions::unitized_alpha(continua, stretches, resampling);
  if (found.nominal.units == 0) return {};
  made.push_back({concept_name, "unitized", coders_of(rows), found.nominal});
  made.push_back({concept_name, "unitized binary", coders_of(rows), found.binary});
  return {};
}

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += fmt::format("{}{}", text.empty() ? "" : "; ", name);
  return text;
}

Cells cells_of(const AgreementRow& row) {
  const auto& figures = row.figures;
  return {{"concept", row.concept_name.empty() ? Json(nullptr) : Json(row.concept_name)},
          {"measure", row.measure},
          {"coders", joined(row.coders)},
          {"alpha", number(figures.alpha)},
          {"lower", number(figures.lower)},
          {"upper", number(figures.upper)},
          {"units", figures.units},
          {"ratings", figures.ratings},
          {"observed", figures.observed},
          {"expected", figures.expected}};
}

Cells cells_of(const Disagreement& row) {
  const Judgement none;
  const Judgement& first = row.first == nullptr ? none : *row.first;
  std::vector<std::string> words, notes;
  for (const auto* one : row.judgements) {
    words.push_back(fmt::format("{}: {}", one->coder, one->agreement));
    if (!one->note.empty()) notes.push_back(fmt::format("{}: {}", one->coder, one->note));
  }
  const auto or_null = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
  };
  return {{"statement",
           first.statement ? Json(static_cast<std::int64_t>(*first.statement)) : Json(nullptr)},
          {"article", first.article_id},
          {"outlet", or_null(first.outlet)},
          {"date", first.day ? Json(to_string(*first.day)) : Json(nullptr)},
          {"actor", or_null(first.speaker)},
          {"actor_name", or_null(first.speaker_name)},
          {"concept", first.concept_name},
          {"text", first.content_text},
          {"codings", joined(words)},
          {"notes", notes.empty() ? Json(nullptr) : Json(joined(notes))}};
}

}  // namespace

Result<std::vector<AgreementRow>> agreement_rows(std::span<const Judgement> judgements,
                                                 const TextOf& text_of,
                                                 const positions::Resampling& resampling) {
  std::map<std::string, Judgements> by_concept;
  Judgements all;
  for (const auto& row : judgements) {
    if (!counts(row)) continue;
    by_concept[row.concept_name].push_back(&row);
    all.push_back(&row);
  }
  std::vector<AgreementRow> made;
  std::size_t concepts = 0;
  for (const auto& [name, rows] : by_concept) {
    const auto before = made.size();
    add_nominal(made, name, "alpha", rows, resampling);
    add_pairs(made, name, rows, resampling);
    if (auto done = add_unitized(made, name, rows, text_of, resampling); !done)
      return tl::unexpected(done.error());
    concepts += made.size() > before ? 1 : 0;
  }
  if (concepts > 1) add_nominal(made, "", "alpha", all, resampling);
  return made;
}

std::vector<Disagreement> disagreements_in(std::span<const Judgement> judgements) {
  std::map<std::pair<study::StatementId, std::string>, std::size_t> places;
  std::vector<Disagreement> found;
  for (const auto& row : judgements) {
    if (!counts(row)) continue;
    const auto place = places.try_emplace({*row.statement, row.concept_name}, found.size());
    if (place.second) found.push_back({&row, {}});
    found[place.first->second].judgements.push_back(&row);
  }
  std::erase_if(found, [](const Disagreement& one) {
    return std::all_of(one.judgements.begin(), one.judgements.end(), [&](const Judgement* row) {
      return row->agreement == one.first->agreement;
    });
  });
  for (auto& one : found)
    std::sort(one.judgements.begin(), one.judgements.end(),
              [](const Judgement* a, const Judgement* b) { return a->coder < b->coder; });
  return found;
}

void write_agreement(std::ostream& out, TableFormat format, std::span<const AgreementRow> rows) {
  detail::write_header(out, format, cells_of(AgreementRow()));
  for (const auto& row : rows) detail::write_cells(out, format, cells_of(row));
}

void write_disagreements(std::ostream& out, TableFormat format,
                         std::span<const Disagreement> rows) {
  detail::write_header(out, format, cells_of(Disagreement()));
  for (const auto& row : rows) detail::write_cells(out, format, cells_of(row));
}

}  // namespace faultline::exchange
