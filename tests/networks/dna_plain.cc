#include "dna_plain.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "networks/dna/kernels.h"

namespace faultline::networks::dna::plain {
namespace {

std::u16string utf16(const std::string& text) {
  std::u16string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    std::uint32_t point = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (int k = 1; k <= more; ++k)
      point =
          point << 6U | (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3FU);
    i += static_cast<std::size_t>(more) + 1;
    if (point >= 0x10000) {
      result += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U));
      result += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU));
    } else {
      result += static_cast<char16_t>(point);
    }
  }
  return result;
}

struct JavaLess {
  bool operator()(const std::string& a, const std::string& b) const { return utf16(a) < utf16(b); }
};
using Labels = std::set<std::string, JavaLess>;

std::string text(const StatementTable& table, const std::string& name, bool of_document,
                 std::size_t row) {
  return table.find(name, of_document)->text_of(row);
}
std::string text1(const StatementTable& table, const Settings& s, std::size_t row) {
  return text(table, s.variable1, s.variable1_document, row);
}
std::string text2(const StatementTable& table, const Settings& s, std::size_t row) {
  return text(table, s.variable2, s.variable2_document, row);
}
std::string level(const StatementTable& table, const Settings& s, std::size_t row) {
  return s.qualifier ? text(table, *s.qualifier, s.qualifier_document, row) : "";
}
bool has_number_levels(const StatementTable& table, const Settings& s) {
  return s.qualifier && !s.qualifier_document && !table.find(*s.qualifier, false)->is_text();
}
bool is_boolean(const StatementTable& table, const Settings& s) {
  return s.qualifier &&
         table.find(*s.qualifier, s.qualifier_document)->kind == VariableKind::Boolean;
}

bool is_listed(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// The week of ISO 8601 or of the United States by counting from the first of January.
int week(Instant time, Weeks weeks) {
  using namespace std::chrono;
  const auto first_of = [&](year y) {
    sys_days day = sys_days(y / January / 1);
    if (weeks == Weeks::UnitedStates) {
      while (weekday(day) != Sunday) day -= days(1);
      return day;
    }
    int days_inside = 0;
    for (sys_days d = day;; d += days(1)) {
      ++days_inside;
      if (weekday(d) == Sunday) break;
    }
    while (weekday(day) != Monday) day -= days(1);
    return days_inside >= 4 ? day : day + days(7);
  };
  const Day day = day_of(time);
  year y = day.year() + years(1);
  while (first_of(y) > sys_days(day)) --y;
  return static_cast<int>((sys_days(day) - first_of(y)).count() / 7) + 1;
}

bool same_period(const StatementTable& table, const Settings& s, std::size_t a, std::size_t b) {
  switch (s.duplicates) {
    case Duplicates::Document:
      return table.document[a] == table.document[b];
    case Duplicates::Week:
      return week(table.time[a], s.weeks) == week(table.time[b], s.weeks);
    case Duplicates::Month:
      return day_of(table.time[a]).month() == day_of(table.time[b]).month();
    case Duplicates::Year:
      return day_of(table.time[a]).year() == day_of(table.time[b]).year();
    default:
      return true;
  }
}

Labels labels(const StatementTable& table, const Settings& s, const std::vector<std::size_t>& rows,
              bool first) {
  Labels result;
  for (const std::size_t row : rows)
    result.insert(first ? text1(table, s, row) : text2(table, s, row));
  result.erase("");
  return result;
}

double ratio(double above, double below) { return below == 0 ? 0 : above / below; }

/// n[i][j][q], with what the formulas need of levels.
struct Counts {
  std::vector<std::string> rows, columns, levels;
  std::map<std::tuple<std::string, std::string, std::string>, double> n;
  double at(std::size_t i, std::size_t j, std::size_t q) const {
    const auto found = n.find({rows[i], columns[j], levels[q]});
    return found == n.end() ? 0 : found->second;
  }
  double total(std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < columns.size(); ++j)
      for (std::size_t q = 0; q < levels.size(); ++q) sum += at(i, j, q);
    return sum;
  }
};

std::vector<std::string> levels_of(const StatementTable& table, const Settings& s,
                                   const std::vector<std::size_t>& rows) {
  if (!s.qualifier) return {""};
  if (is_boolean(table, s)) return {"0", "1"};
  Labels texts;
  for (const std::size_t row : rows) texts.insert(level(table, s, row));
  std::vector<std::string> result(texts.begin(), texts.end());
  if (has_number_levels(table, s))
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return std::stoi(a) < std::stoi(b); });
  return result;
}

double one_mode(const Counts& c, const Settings& s, bool are_numbers, std::size_t i,
                std::size_t k) {
  double congruence = 0, conflict = 0, ignore = 0, jaccard = 0;
  const double range = are_numbers ? std::stod(c.levels.back()) - std::stod(c.levels.front()) : 1;
  for (std::size_t j = 0; j < c.columns.size(); ++j)
    for (std::size_t q = 0; q < c.levels.size(); ++q) {
      const double a = c.at(i, j, q), b = c.at(k, j, q);
      jaccard += b == 0 ? a : a == 0 ? b : a * b;
      if (!are_numbers) {
        congruence += a * b;
        if (a > 0 && b == 0) conflict += a;
        if (b > 0 && a == 0) conflict += b;
      }
      for (std::size_t r = 0; r < c.levels.size(); ++r) {
        ignore += a * c.at(k, j, r);
        if (!are_numbers) continue;
        const double d = std::abs(std::stod(c.levels[q]) - std::stod(c.levels[r])) / range;
        congruence += a * c.at(k, j, r) * (1 - d);
        conflict += a * c.at(k, j, r) * d;
      }
    }
  const double weight = s.aggregation == Aggregation::Ignore       ? ignore
                        : s.aggregation == Aggregation::Congruence ? congruence
                        : s.aggregation == Aggregation::Conflict   ? conflict
                                                                   : congruence - conflict;
  switch (s.normalisation) {
    case Normalisation::Average:
      return ratio(weight, (c.total(i) + c.total(k)) / 2);
    case Normalisation::Jaccard:
      return ratio(weight, jaccard);
    case Normalisation::Cosine:
      return ratio(weight, c.total(i) * c.total(k));
    default:
      return weight;
  }
}

double two_mode(const Counts& c, const Settings& s, bool are_numbers, bool boolean, std::size_t i,
                std::size_t j) {
  double weight = 0;
  for (std::size_t q = 0; q < c.levels.size(); ++q) {
    const double n = c.at(i, j, q);
    if (s.aggregation == Aggregation::Combine)
      weight += n > 0 ? std::pow(2, static_cast<double>(c.levels.size() - 1 - q)) : 0;
    else if (s.aggregation == Aggregation::Subtract && are_numbers)
      weight += boolean ? (q == 1 ? n : -n) : std::stod(c.levels[q]) * n;
    else
      weight += n;
  }
  return weight;
}

void normalise(const Counts& c, const Settings& s, Matrix& m) {
  const bool by_row = s.normalisation == Normalisation::Activity;
  Matrix result = m;
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.columns; ++j) {
      double below = 0;
      for (std::size_t x = 0; x < (by_row ? m.columns : m.rows); ++x) {
        const std::size_t row = by_row ? i : x, column = by_row ? x : j;
        if (s.aggregation == Aggregation::Combine)
          below += m.at(row, column) > 0 ? 1 : 0;
        else if (s.aggregation == Aggregation::Ignore)
          below += m.at(row, column);
        else
          for (std::size_t q = 0; q < c.levels.size(); ++q) below += c.at(row, column, q);
      }
      result.at(i, j) = ratio(m.at(i, j), below);
    }
  m = result;
}

std::vector<std::string> listed(const Labels& all) { return {all.begin(), all.end()}; }

}  // namespace

Lists select(const StatementTable& table, const Settings& s) {
  Lists lists;
  const Instant start = s.start.value_or(*table.first_document);
  const Instant stop = s.stop.value_or(*table.last_document);
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.time[row] < start || table.time[row] > stop) continue;
    if (!s.authors.values.empty() &&
        is_listed(s.authors.values, text(table, "author", true, row)) != s.authors.invert)
      continue;
    lists.original.push_back(row);
  }
  std::sort(lists.original.begin(), lists.original.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(table.time[a], table.document[a], table.begin[a], table.end[a], table.id[a]) <
           std::tuple(table.time[b], table.document[b], table.begin[b], table.end[b], table.id[b]);
  });
  for (const std::size_t row : lists.original) {
    bool drops = false;
    for (const auto& [name, values] : s.exclude_values)
      drops = drops || is_listed(values, text(table, name, false, row)) != s.invert_values;
    if (s.type != NetworkType::EventList) {
      drops = drops || text1(table, s, row).empty() || text2(table, s, row).empty();
      drops = drops ||
              (s.aggregation != Aggregation::Ignore && s.qualifier && level(table, s, row).empty());
    }
    for (const std::size_t other : lists.kept) {
      if (s.duplicates == Duplicates::Include || drops) break;
      const bool is_one_object = is_boolean(table, s) || !has_number_levels(table, s) ||
                                 std::abs(2 * std::stoi(level(table, s, row)) + 1) <= 255;
      drops = text1(table, s, row) == text1(table, s, other) &&
              text2(table, s, row) == text2(table, s, other) &&
              (s.aggregation == Aggregation::Ignore ||
               (level(table, s, row) == level(table, s, other) && is_one_object)) &&
              same_period(table, s, row, other);
    }
    if (!drops) lists.kept.push_back(row);
  }
  return lists;
}

LabelledMatrix matrix(const StatementTable& table, const Settings& s, const Lists& lists,
                      const std::vector<std::size_t>& rows) {
  Counts c;
  const auto& named = s.isolates ? lists.original : rows;
  c.rows = listed(labels(table, s, named, true));
  c.columns = listed(labels(table, s, named, false));
  c.levels = levels_of(table, s, s.qualifier_document ? rows : lists.original);
  for (const std::size_t row : rows)
    ++c.n[{text1(table, s, row), text2(table, s, row), level(table, s, row)}];
  const bool is_one_mode = s.type == NetworkType::OneMode;
  const bool are_numbers = has_number_levels(table, s);
  LabelledMatrix result;
  result.statements = static_cast<std::int64_t>(rows.size());
  result.rows = c.rows;
  result.columns = is_one_mode ? c.rows : c.columns;
  result.values = {result.rows.size(), result.columns.size(), {}};
  result.values.values.assign(result.values.rows * result.values.columns, 0.0);
  if (rows.empty()) return result;  // zeros, also where one level makes every other cell NaN
  for (std::size_t i = 0; i < result.values.rows; ++i)
    for (std::size_t k = 0; k < result.values.columns; ++k)
      if (!is_one_mode)
        result.values.at(i, k) = two_mode(c, s, are_numbers, is_boolean(table, s), i, k);
      else if (i != k)
        result.values.at(i, k) = one_mode(c, s, are_numbers, i, k);
  if (!is_one_mode && s.normalisation != Normalisation::None) normalise(c, s, result.values);
  return result;
}

std::vector<LabelledMatrix> moving(const StatementTable& table, const Settings& s,
                                   const Lists& lists, Instant start, Instant stop) {
  std::vector<LabelledMatrix> result;
  for (const TimeSpan& window : moving_windows(start, stop, *s.window, s.window_size)) {
    std::vector<std::size_t> rows;
    for (const std::size_t row : lists.kept)
      if (table.time[row] >= window.start && table.time[row] <= window.stop) rows.push_back(row);
    result.push_back(matrix(table, s, lists, rows));
    result.back().time = window.time;
    result.back().start = window.start;
    result.back().stop = window.stop;
  }
  return result;
}

std::vector<LabelledMatrix> kernels(const StatementTable& table, const Settings& s,
                                    const Lists& lists, Instant start, Instant stop) {
  std::vector<LabelledMatrix> result;
  if (lists.kept.empty()) return result;
  const auto& named = s.isolates ? lists.original : lists.kept;
  const auto rows = listed(labels(table, s, named, true));
  const auto columns = listed(labels(table, s, named, false));
  Labels occurring;
  std::map<std::tuple<std::string, std::string, std::string>, double> n;
  for (const std::size_t row : lists.kept) {
    occurring.insert(level(table, s, row));
    ++n[{text1(table, s, row), text2(table, s, row), level(table, s, row)}];
  }
  const auto rank = [&](std::size_t row) {
    return static_cast<double>(
        std::distance(occurring.begin(), occurring.find(level(table, s, row))));
  };
  const bool are_numbers = has_number_levels(table, s);
  const int width = s.window_size + s.window_size % 2;
  const Instant first = std::max(start, table.time[lists.kept.front()]);
  const Instant last = std::min(stop, table.time[lists.kept.back()]);
  const Instant from = s.indent ? moved(first, *s.window, width / 2) : first;
  const Instant to = s.indent ? moved(last, *s.window, -width / 2) : last;
  for (Instant g = from; g <= to; g = moved(g, *s.window, 1)) {
    LabelledMatrix m;
    const bool whole = s.kernel == Kernel::Gaussian;
    m.time = g;
    m.start = whole ? first : std::max(first, moved(g, *s.window, -width / 2));
    m.stop = whole ? last : std::min(last, moved(g, *s.window, width / 2));
    m.rows = rows;
    m.columns = s.type == NetworkType::OneMode ? rows : columns;
    m.values = {m.rows.size(), m.columns.size(), {}};
    m.values.values.assign(m.values.rows * m.values.columns, 0.0);
    const auto place = [](const std::vector<std::string>& all, const std::string& label) {
      return static_cast<std::size_t>(std::find(all.begin(), all.end(), label) - all.begin());
    };
    const auto weight = [&](std::size_t row) {
      const auto units = static_cast<double>(whole_units(table.time[row], g, *s.window));
      return kernel_weight(s.kernel, 2 * units / width);
    };
    for (const std::size_t a : lists.kept) {
      if (table.time[a] < m.start || table.time[a] > m.stop) continue;
      const std::size_t i = place(m.rows, text1(table, s, a));
      if (s.type == NetworkType::TwoMode) {
        double factor = 1;
        if (s.aggregation != Aggregation::Ignore && are_numbers)
          factor = is_boolean(table, s) ? (rank(a) == 0 ? -1 : 1) : rank(a);
        m.values.at(i, place(m.columns, text2(table, s, a))) += factor * weight(a);
        continue;
      }
      for (const std::size_t b : lists.kept) {
        if (table.time[b] < m.start || table.time[b] > m.stop) continue;
        if (text2(table, s, a) != text2(table, s, b)) continue;
        double similarity = 1;
        if (are_numbers)
          similarity =
              1 - std::abs(rank(a) - rank(b)) / (static_cast<double>(occurring.size()) - 1);
        const double z = std::sqrt(weight(a) * weight(b));
        m.values.at(i, place(m.rows, text1(table, s, b))) +=
            s.aggregation == Aggregation::Ignore       ? z
            : s.aggregation == Aggregation::Congruence ? z * similarity
            : s.aggregation == Aggregation::Conflict   ? z * (1 - similarity)
                                                       : z * similarity - z * (1 - similarity);
      }
    }
    if (s.type == NetworkType::OneMode && s.normalisation != Normalisation::None)
      for (std::size_t i = 0; i < m.rows.size(); ++i)
        for (std::size_t k = 0; k < m.rows.size(); ++k) {
          double factor = 0;
          for (const std::string& column : columns)
            for (const std::string& q : occurring) {
              const auto count = [&](std::size_t row) {
                const auto found = n.find({rows[row], column, q});
                return found == n.end() ? 0.0 : found->second;
              };
              if (count(i) + count(k) > 0) factor += 2 / (count(i) + count(k));
            }
          m.values.at(i, k) *= factor;
        }
    result.push_back(m);
  }
  return result;
}

bool agree(const LabelledMatrix& a, const LabelledMatrix& b) {
  if (a.rows != b.rows || a.columns != b.columns || a.statements != b.statements) return false;
  if (a.time != b.time || a.start != b.start || a.stop != b.stop) return false;
  for (std::size_t i = 0; i < a.values.values.size(); ++i) {
    const double x = a.values.values[i], y = b.values.values[i];
    if (std::isnan(x) != std::isnan(y)) return false;
    if (std::abs(x - y) > 1e-9 * std::max({1.0, std::abs(x), std::abs(y)})) return false;
  }
  return true;
}

namespace {

/// A label per statement out of a few.
Variable texts(const std::string& name, bool of_document, const std::vector<std::string>& labels,
               std::size_t n) {
  Variable variable{name, VariableKind::ShortText, of_document, labels, {}};
  for (std::size_t i = 0; i < n; ++i)
    variable.values.push_back(*rc::gen::inRange(0, static_cast<int>(labels.size())));
  return variable;
}

}  // namespace

StatementTable random_table() {
  // Capitals before small letters, accents after z, U+1D538 before U+E000; blanks and quotes.
  const std::vector<std::string> actors = {
      "", "b", "B", "\xC3\xA9mile", "z", "\xEE\x80\x80", "\xF0\x9D\x94\xB8", " b", "\"b\""};
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(0, 41));
  StatementTable table;
  const int documents = *rc::gen::inRange(1, 12);
  std::vector<Instant> times;
  for (int d = 0; d < documents; ++d)
    times.push_back({1'671'000'000 + *rc::gen::inRange(0, 40) * 86'400 * 3 +
                     *rc::gen::elementOf(std::vector<int>{0, 0, 61, 5'000})});
  std::vector<std::int32_t> author;
  for (std::size_t i = 0; i < n; ++i) {
    const auto document = static_cast<std::size_t>(*rc::gen::inRange(0, documents));
    table.id.push_back(static_cast<std::int64_t>(n - i));
    table.document.push_back(static_cast<std::int64_t>(document));
    table.time.push_back(times[document]);
    table.begin.push_back(*rc::gen::inRange(0, 5));
    table.end.push_back(table.begin.back() + *rc::gen::inRange(1, 3));
    author.push_back(static_cast<std::int32_t>(document % 3));
  }
  table.first_document = *std::min_element(times.begin(), times.end());
  table.last_document = *std::max_element(times.begin(), times.end());
  table.variables = {texts("organization", false, actors, n),
                     texts("concept", false, {"tax", "", "Tax", "t\xC3\xA4x"}, n),
                     texts("frame", false, {"moral", "", "legal"}, n),
                     {"agreement", VariableKind::Boolean, false, {}, {}},
                     {"intensity", VariableKind::Integer, false, {}, {}},
                     {"author", VariableKind::ShortText, true, {"Ilm", "", "O'Neil"}, author}};
  const auto numbers = *rc::gen::elementOf(
      std::vector<std::vector<std::int32_t>>{{-2, -1, 0, 1, 2}, {3}, {0, 127, 128, 300}});
  for (std::size_t i = 0; i < n; ++i) {
    table.variables[3].values.push_back(*rc::gen::inRange(0, 2));
    table.variables[4].values.push_back(*rc::gen::elementOf(numbers));
  }
  return table;
}

Settings random_settings(bool of_document) {
  Settings s;
  s.type = *rc::gen::element(NetworkType::OneMode, NetworkType::TwoMode);
  s.qualifier = *rc::gen::element<std::optional<std::string>>("agreement", "intensity", "frame",
                                                              std::nullopt);
  if (of_document && *rc::gen::arbitrary<bool>()) {
    s.variable1 = "author";
    s.variable1_document = true;
  }
  if (of_document && *rc::gen::inRange(0, 4) == 0) {
    s.qualifier = "author";
    s.qualifier_document = true;
  }
  const bool is_one_mode = s.type == NetworkType::OneMode;
  if (s.qualifier && is_one_mode)
    s.aggregation = *rc::gen::element(Aggregation::Ignore, Aggregation::Subtract,
                                      Aggregation::Congruence, Aggregation::Conflict);
  else if (s.qualifier)
    s.aggregation =
        *rc::gen::element(Aggregation::Ignore, Aggregation::Subtract, Aggregation::Combine);
  s.normalisation = is_one_mode ? *rc::gen::element(Normalisation::None, Normalisation::Average,
                                                    Normalisation::Jaccard, Normalisation::Cosine)
                                : *rc::gen::element(Normalisation::None, Normalisation::Activity,
                                                    Normalisation::Prominence);
  if (s.aggregation == Aggregation::Combine && s.normalisation == Normalisation::Prominence)
    s.normalisation = Normalisation::None;
  s.isolates = *rc::gen::arbitrary<bool>();
  s.duplicates = *rc::gen::element(Duplicates::Include, Duplicates::Document, Duplicates::Week,
                                   Duplicates::Month, Duplicates::Year, Duplicates::Range);
  // DNA cannot compare duplicates by a document's qualifier.
  if (s.qualifier_document && s.aggregation != Aggregation::Ignore)
    s.duplicates = Duplicates::Include;
  s.weeks = *rc::gen::element(Weeks::Iso, Weeks::UnitedStates);
  if (*rc::gen::inRange(0, 4) == 0) s.exclude_values = {{"concept", {"Tax", "no such"}}};
  if (*rc::gen::inRange(0, 8) == 0) s.exclude_values.push_back({"intensity", {"-1", "3"}});
  s.invert_values = *rc::gen::inRange(0, 4) == 0;
  if (*rc::gen::inRange(0, 4) == 0) s.authors = {{"Ilm", ""}, *rc::gen::arbitrary<bool>()};
  if (*rc::gen::inRange(0, 3) == 0) s.start = Instant{1'672'000'000};
  return s;
}

}  // namespace faultline::networks::dna::plain
