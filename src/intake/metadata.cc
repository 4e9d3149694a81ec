#include "intake/detail/metadata.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "intake/detail/line_shape.h"
#include "intake/detail/page.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

constexpr std::array known_keys = {"outlet"sv,   "published"sv, "url"sv,
                                   "headline"sv, "byline"sv,    "language"sv,
                                   "section"sv,  "sections"sv,  "note"sv};

/// How many letters must be added, dropped or changed to make `b` of `a` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

std::string suggestion(std::string_view key) {
  if (key.size() > 40) return {};
  const auto nearest =
      std::min_element(known_keys.begin(), known_keys.end(),
                       [key](auto a, auto b) { return distance(key, a) < distance(key, b); });
  return distance(key, *nearest) <= 2 ? fmt::format(" Did you mean \"{}\"?", *nearest)
                                      : std::string();
}

/// Reads one sidecar's table; remembers the first thing that is wrong with it.
class SidecarReader {
 public:
  explicit SidecarReader(std::string_view name) : name_(name) {}

  Result<Metadata> read(const toml::table& table) {
    for (const auto& [key, value] : table) {
      read_entry(key.str(), key.source(), value);
      if (error_) return tl::unexpected(*error_);
    }
    return std::move(metadata_);
  }

 private:
  void refuse(const toml::source_region& place, std::string message) {
    error_ = Error{ErrorCode::Malformed, std::move(message),
                   fmt::format("{}:{}:{}", name_, place.begin.line, place.begin.column)};
  }

  void read_entry(std::string_view key, const toml::source_region& place, const toml::node& value) {
    if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end()) {
      refuse(place, fmt::format("{}:{}:{}: the key \"{}\" is unknown.{} Known keys are {}.", name_,
                                place.begin.line, place.begin.column, key, suggestion(key),
                                fmt::join(known_keys, ", ")));
      return;
    }
    if (key == "published") {
      read_day(value);
    } else if (key == "section" || key == "sections") {
      read_sections(key, value);
    } else if (const auto* text = value.as_string()) {
      if (key == "outlet") metadata_.outlet = text->get();
      if (key == "url") metadata_.url = text->get();
      if (key == "headline") metadata_.headline = text->get();
      if (key == "byline") metadata_.byline = text->get();
      if (key == "language") metadata_.language = text->get();
    } else {
      refuse_type(key, value, "a text in quotation marks");
    }
  }

  void refuse_type(std::string_view key, const toml::node& value, std::string_view wanted) {
    const auto& place = value.source();
    refuse(place, fmt::format("{}:{}:{}: \"{}\" must be {}.", name_, place.begin.line,
                              place.begin.column, key, wanted));
  }

  void read_day(const toml::node& value) {
    constexpr std::string_view wanted = "a day, such as 2024-10-26";
    if (const auto* date = value.as_date()) {
      set_day(value, date->get());
    } else if (const auto* time = value.as_date_time()) {
      set_day(value, time->get().date);
    } else if (const auto* text = value.as_string()) {
      metadata_.published = parse_published(text->get());
      if (!metadata_.published) refuse_type("published", value, wanted);
    } else {
      refuse_type("published", value, wanted);
    }
  }

  void set_day(const toml::node& value, const toml::date& date) {
    const Day day{std::chrono::year{date.year}, std::chrono::month{date.month},
                  std::chrono::day{date.day}};
    if (!day.ok()) return refuse_type("published", value, "a day of the calendar");
    metadata_.published = day;
  }

  void read_sections(std::string_view key, const toml::node& value) {
    constexpr std::string_view wanted = "a text in quotation marks or a list of such texts";
    if (const auto* text = value.as_string()) {
      metadata_.sections.push_back(text->get());
    } else if (const auto* list = value.as_array()) {
      for (const auto& entry : *list) {
        const auto* section = entry.as_string();
        if (section == nullptr) return refuse_type(key, value, wanted);
        metadata_.sections.push_back(section->get());
      }
    } else {
      refuse_type(key, value, wanted);
    }
  }

  std::string_view name_;
  Metadata metadata_;
  std::optional<Error> error_;
};

}  // namespace

void apply(Metadata metadata, Article& article) {
  const auto take = [](std::optional<std::string>& from, std::optional<std::string>& to) {
    if (from && !from->empty()) to = std::move(from);
  };
  if (metadata.headline && article.headline &&
      text::fold_name(*metadata.headline) != text::fold_name(*article.headline))
    make_headline_text(article);
  take(metadata.outlet, article.outlet);
  take(metadata.url, article.url);
  take(metadata.headline, article.headline);
  take(metadata.byline, article.byline);
  if (metadata.language && !metadata.language->empty())
    article.language = std::move(*metadata.language);
  if (metadata.published) article.published = metadata.published;
  if (!metadata.sections.empty()) article.sections = std::move(metadata.sections);
}

std::optional<Day> parse_published(std::string_view text) {
  const std::string folded = text::fold_space(text);
  const std::string_view day = folded;
  const bool has_time = day.size() > 10 && (day[10] == 'T' || day[10] == ' ');
  if (day.size() == 10 || has_time)
    if (const auto found = parse_day(day.substr(0, 10))) return *found;
  // Longer values are sentences that hold a date, and no dates.
  if (day.size() > 48) return std::nullopt;
  return find_full_date(day);
}

Result<Metadata> parse_sidecar(std::string_view toml, std::string_view name) {
  try {
    return SidecarReader(name).read(toml::parse(toml, name));
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    return failure(
        ErrorCode::Malformed,
        fmt::format("{}:{}:{} is no TOML: {}. Write lines such as outlet = \"The Herald\".", name,
                    place.line, place.column, error.description()),
        fmt::format("{}:{}:{}", name, place.line, place.column));
  }
}

}  // namespace faultline::intake::detail
