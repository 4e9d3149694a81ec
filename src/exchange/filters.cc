#include "exchange/filters.h"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>

#include "base/day.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::exchange {
namespace {

tl::unexpected<Error> unfit(std::string_view name, std::string_view value,
                            std::string_view wanted) {
  return failure(ErrorCode::Usage, fmt::format("{}: \"{}\" is not {}.", name, value, wanted));
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

using Setter = Result<void> (*)(study::Filter&, std::string_view name, std::string_view value);

template <auto Field>
Result<void> set_words(study::Filter& filter, std::string_view name, std::string_view value) {
  if (value.empty()) return unfit(name, value, "a name");
  filter.*Field = std::string(value);
  return {};
}

/// A month or a year stands for its first day in `from`, for its last day in `to`.
template <auto Field>
Result<void> set_day(study::Filter& filter, std::string_view name, std::string_view value) {
  const auto date = parse_partial_date(value);
  if (!date) return unfit(name, value, "a date; write it as 2024-10-26, 2024-W43, 2024-10 or 2024");
  filter.*Field = name == "to" ? last_day(*date) : date->first;
  return {};
}

Result<void> set_act(study::Filter& filter, std::string_view name, std::string_view value) {
  filter.act = positions::parse_act(value);
  if (filter.act) return {};
  std::string acts;
  for (const positions::Act act : positions::all_acts())
    acts += fmt::format("{}{}", acts.empty() ? "" : ", ", to_string(act));
  return unfit(name, value, fmt::format("an act; acts are {}", acts));
}

/// A value that has a word of its own; `values` of them, counted from 0.
template <auto Field, auto Parse, class Value, int Values>
Result<void> set_word(study::Filter& filter, std::string_view name, std::string_view value) {
  filter.*Field = Parse(value);
  if (filter.*Field) return {};
  std::string words;
  for (int i = 0; i < Values; ++i)
    words += fmt::format("{}{}", i == 0 ? "" : ", ", to_string(static_cast<Value>(i)));
  return unfit(name, value, fmt::format("one of {}", words));
}

Result<void> set_sign(study::Filter& filter, std::string_view name, std::string_view value) {
  filter.sign = number<int>(value);
  if (!filter.sign || *filter.sign < -1 || *filter.sign > 1)
    return unfit(name, value, "a sign; write -1 (against), 0 or +1 (for)");
  return {};
}

Result<void> set_plover(study::Filter& filter, std::string_view name, std::string_view value) {
  std::string categories;
  for (const std::string_view category : positions::plover_categories()) {
    if (category == value) {
      filter.plover = std::string(value);
      return {};
    }
    categories += fmt::format("{}{}", categories.empty() ? "" : ", ", category);
  }
  return unfit(name, value, fmt::format("a category; categories are {}", categories));
}

template <auto Field>
Result<void> set_share(study::Filter& filter, std::string_view name, std::string_view value) {
  filter.*Field = number<double>(value);
  // Written so that "nan" fails too.
  if (!(filter.*Field) || !(*(filter.*Field) >= 0 && *(filter.*Field) <= 1))
    return unfit(name, value, "a share; write a number from 0 to 1");
  return {};
}

Result<void> set_limit(study::Filter& filter, std::string_view name, std::string_view value) {
  filter.limit = number<std::int64_t>(value);
  if (!filter.limit || *filter.limit < 0)
    return unfit(name, value, "a number of rows; write 0 or more");
  return {};
}

struct Field {
  FilterField words;
  Setter set;
};

constexpr std::array<Field, 21> fields{{
    {{"actor", "ID", "This actor as speaker; in relations at either end."},
     set_words<&study::Filter::actor>},
    {{"outlet", "NAME", "What this outlet published."}, set_words<&study::Filter::outlet>},
    {{"bloc", "NAME", "Actors who belonged to this bloc on the day."},
     set_words<&study::Filter::bloc>},
    {{"article", "ID", "This article only."}, set_words<&study::Filter::article>},
    {{"concept", "NAME", "Statements on this concept of the codebook."},
     set_words<&study::Filter::concept_name>},
    {{"act", "ACT", "Relations of this act: accuse, praise, ..."}, set_act},
    {{"by", "ID", "Relations in which this actor acts."}, set_words<&study::Filter::by>},
    {{"toward", "ID", "Relations in which somebody acts on this actor."},
     set_words<&study::Filter::toward>},
    {{"plover", "CATEGORY", "Relations that PLOVER calls so: ACCUSE, SUPPORT, ..."}, set_plover},
    {{"origin", "WORD", "Relations read so: cue, narrative, nominal, agent, content, ..."},
     set_word<&study::Filter::origin, positions::parse_origin, positions::Origin, 8>},
    {{"min_intensity", "0..1", "Relations at least as strong as this: 0.3, 0.6, 1."},
     set_share<&study::Filter::min_intensity>},
    {{"sign", "-1|0|+1", "Relations against, neutral, or in favour."}, set_sign},
    {{"cue_class", "CLASS", "Statements so reported: neutral, assertive, doubting, hostile, ..."},
     set_word<&study::Filter::cue_class, statements::parse_cue_class, statements::CueClass, 5>},
    {{"modality", "WORD",
      "Statements that somebody asserts, may, would or will make, asks, demands."},
     set_word<&study::Filter::modality, statements::parse_modality, statements::Modality, 6>},
    {{"polarity", "WORD", "Statements affirmed or denied."},
     set_word<&study::Filter::polarity, statements::parse_polarity, statements::Polarity, 2>},
    {{"venue", "WORDS", "Statements made where these words say: television, rally, ..."},
     set_words<&study::Filter::venue>},
    {{"from", "DATE", "Not earlier: 2024-10-26, 2024-W43, 2024-10 or 2024."},
     set_day<&study::Filter::from>},
    {{"to", "DATE", "Not later."}, set_day<&study::Filter::to>},
    {{"text", "WORDS", "Full-text search: words, \"a phrase\", AND, OR, NOT, pre*."},
     set_words<&study::Filter::text>},
    {{"min_confidence", "0..1", "At least as sure as this."},
     set_share<&study::Filter::min_confidence>},
    {{"limit", "N", "At most so many rows."}, set_limit},
}};

constexpr auto words_of_fields = [] {
  std::array<FilterField, fields.size()> words{};
  for (std::size_t i = 0; i < fields.size(); ++i) words[i] = fields[i].words;
  return words;
}();

}  // namespace

std::span<const FilterField> filter_fields() { return words_of_fields; }

Result<void> set_filter(study::Filter& filter, std::string_view name, std::string_view value) {
  for (const auto& field : fields)
    if (field.words.name == name) return field.set(filter, name, value);
  return failure(ErrorCode::Usage, fmt::format("\"{}\" is no filter.", name));
}

}  // namespace faultline::exchange
