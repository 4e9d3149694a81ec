#include "exchange/relation_pairs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <utility>

namespace faultline::exchange {
namespace {

/// A stretch between "[" and "]" in a line's first column.
struct Mark {
  std::size_t begin = 0;  // of "["
  std::size_t end = 0;    // after "]"
};

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = 0;;) {
    const std::size_t end = line.find('\t', begin);
    columns.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return columns;
    begin = end + 1;
  }
}

std::optional<Mark> mark_of(std::string_view sentence, std::string_view entity, std::size_t from) {
  if (entity.empty()) return std::nullopt;
  const std::string marked = fmt::format("[{}]", entity);
  const std::size_t begin = sentence.find(marked, from);
  if (begin == std::string_view::npos) return std::nullopt;
  return Mark{begin, begin + marked.size()};
}

// Where the entity's column is quoted anew and stands so nowhere.
std::optional<Mark> next_mark(std::string_view sentence, std::size_t from) {
  const std::size_t begin = sentence.find('[', from);
  const std::size_t end = sentence.find(']', begin);
  if (begin == std::string_view::npos || end == std::string_view::npos || end == begin + 1)
    return std::nullopt;
  return Mark{begin, end + 1};
}

std::optional<PairClass> class_of(std::string_view column) {
  if (column.size() != 1 || column[0] < '0' || column[0] > '4') return std::nullopt;
  return static_cast<PairClass>(column[0] - '0');
}

std::optional<MarkedPair> unmarked(std::string_view sentence, std::string_view first,
                                   std::string_view second) {
  auto one = mark_of(sentence, first, 0);
  if (!one) one = next_mark(sentence, 0);
  if (!one) return std::nullopt;
  auto other = mark_of(sentence, second, one->end);
  if (!other) other = next_mark(sentence, one->end);
  if (!other) return std::nullopt;
  const auto place = [](std::size_t begin, std::size_t end) {
    return ByteSpan{{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}};
  };
  MarkedPair pair;
  pair.text = sentence.substr(0, one->begin);
  pair.text += sentence.substr(one->begin + 1, one->end - one->begin - 2);
  pair.first = place(one->begin, pair.text.size());
  pair.text += sentence.substr(one->end, other->begin - one->end);
  const std::size_t begin = pair.text.size();
  pair.text += sentence.substr(other->begin + 1, other->end - other->begin - 2);
  pair.second = place(begin, pair.text.size());
  pair.text += sentence.substr(other->end);
  return pair;
}

/// Calls `take(line, where)` for each line that is not empty, until it gives an error.
template <class Take>
Result<void> each_line(std::string_view lines, std::string_view name, const Take& take) {
  for (std::size_t begin = 0, number = 1; begin < lines.size(); ++number) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string_view line = lines.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (auto done = take(line, fmt::format("{}:{}", name, number)); !done) return done;
  }
  return {};
}

double share(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

}  // namespace

Result<std::vector<MarkedPair>> read_pairs(std::string_view lines, std::string_view name) {
  std::vector<MarkedPair> pairs;
  const auto read =
      each_line(lines, name, [&](std::string_view line, std::string where) -> Result<void> {
        const auto columns = columns_of(line);
        if (columns.size() != 3 && columns.size() != 4)
          return failure(ErrorCode::Malformed,
                         fmt::format("A line has {} columns and not three or four: sentence with "
                                     "[first] and [second], first, second and, where known, class, "
                                     "with tabs between them.",
                                     columns.size()),
                         std::move(where));
        std::optional<PairClass> relation;
        if (columns.size() == 4) relation = class_of(columns[3]);
        if (columns.size() == 4 && !relation)
          return failure(ErrorCode::Malformed,
                         fmt::format("\"{}\" is no class; write 0 (neutral), 1 or 2 (the first is "
                                     "for the second, the second for the first), 3 or 4 (against).",
                                     columns[3]),
                         std::move(where));
        auto pair = unmarked(columns[0], columns[1], columns[2]);
        if (!pair)
          return failure(ErrorCode::Malformed,
                         "The sentence does not hold two marks; write [ and ] around each of the "
                         "two entities, in the order of the text.",
                         std::move(where));
        pair->relation = relation;
        pairs.push_back(std::move(*pair));
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  if (pairs.empty())
    return failure(ErrorCode::Malformed,
                   "There is no sentence; write one a line, with [ and ] around two entities.",
                   std::string(name));
  return pairs;
}

Result<std::vector<PairClass>> read_pair_classes(std::string_view lines, std::string_view name,
                                                 std::size_t wanted) {
  std::vector<PairClass> classes;
  const auto read =
      each_line(lines, name, [&](std::string_view line, std::string where) -> Result<void> {
        const auto relation = class_of(columns_of(line).back());
        if (!relation)
          return failure(ErrorCode::Malformed, "The last column is no class from 0 to 4.",
                         std::move(where));
        classes.push_back(*relation);
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  if (classes.size() != wanted)
    return failure(ErrorCode::Malformed,
                   fmt::format("There are {} predictions for {} sentences; write one line for "
                               "each, in their order.",
                               classes.size(), wanted),
                   std::string(name));
  return classes;
}

std::vector<SureRelations> sure_relations(std::span<const PairClass> gold,
                                          std::span<const LikeliestRelation> likeliest) {
  std::vector<SureRelations> sure;
  for (int tenth = 5; tenth <= 9; ++tenth) {
    SureRelations own{tenth / 10.0};
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (likeliest[i].confidence < own.from) continue;
      ++own.told;
      if (likeliest[i].relation == gold[i]) ++own.right;
    }
    sure.push_back(own);
  }
  return sure;
}

std::string to_json(const PairScores& scores, std::span<const SureRelations> sure) {
  const auto rounded = [](double percent) { return std::round(percent * 100) / 100; };
  nlohmann::ordered_json json{{"pairs", scores.pairs()},
                              {"accuracy", rounded(scores.accuracy())},
                              {"macro_F1", rounded(scores.macro_f1())},
                              {"some_relation_F1", rounded(scores.relation_f1())},
                              {"sign_macro_F1", rounded(scores.sign_macro_f1())}};
  std::size_t relations = 0;
  for (std::size_t c = 0; c < pair_classes; ++c) {
    const auto one = static_cast<PairClass>(c);
    json["classes"].push_back({{"class", c},
                               {"P", rounded(scores.precision(one))},
                               {"R", rounded(scores.recall(one))},
                               {"F1", rounded(scores.f1(one))}});
    for (std::size_t p = 0; c > 0 && p < pair_classes; ++p)
      relations += scores.count(one, static_cast<PairClass>(p));
  }
  for (const SureRelations& own : sure) {
    json["confidence"].push_back(
        {{"from", own.from},
         {"told", own.told},
         {"right", own.right},
         {"P", rounded(share(static_cast<double>(own.right), static_cast<double>(own.told)))},
         {"R", rounded(share(static_cast<double>(own.right), static_cast<double>(relations)))}});
  }
  return json.dump(1) + "\n";
}

std::size_t PairScores::pairs() const {
  std::size_t sum = 0;
  for (const auto& row : counts_)
    for (const std::size_t count : row) sum += count;
  return sum;
}

double PairScores::accuracy() const {
  std::size_t right = 0;
  for (std::size_t c = 0; c < pair_classes; ++c) right += counts_[c][c];
  return share(static_cast<double>(right), static_cast<double>(pairs()));
}

double PairScores::precision(PairClass one) const {
  const auto c = static_cast<std::size_t>(one);
  std::size_t predicted = 0;
  for (const auto& row : counts_) predicted += row[c];
  return share(static_cast<double>(counts_[c][c]), static_cast<double>(predicted));
}

double PairScores::recall(PairClass one) const {
  const auto& row = counts_[static_cast<std::size_t>(one)];
  return share(static_cast<double>(row[static_cast<std::size_t>(one)]),
               static_cast<double>(std::accumulate(row.begin(), row.end(), std::size_t{0})));
}

double PairScores::f1(PairClass one) const {
  const double p = precision(one);
  const double r = recall(one);
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

double PairScores::macro_f1() const {
  double sum = 0;
  for (std::size_t c = 0; c < pair_classes; ++c) sum += f1(static_cast<PairClass>(c));
  return sum / pair_classes;
}

double PairScores::relation_f1() const {
  double both = 0;
  double gold = 0;
  double predicted = 0;
  for (std::size_t g = 0; g < pair_classes; ++g) {
    for (std::size_t p = 0; p < pair_classes; ++p) {
      const auto count = static_cast<double>(counts_[g][p]);
      if (g > 0) gold += count;
      if (p > 0) predicted += count;
      if (g > 0 && p > 0) both += count;
    }
  }
  return share(2 * both, gold + predicted);
}

double PairScores::sign_macro_f1() const {
  constexpr std::array<std::size_t, pair_classes> sign = {0, 1, 1, 2, 2};
  std::array<std::array<double, 3>, 3> counts{};
  for (std::size_t g = 0; g < pair_classes; ++g)
    for (std::size_t p = 0; p < pair_classes; ++p)
      counts[sign[g]][sign[p]] += static_cast<double>(counts_[g][p]);
  double sum = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    double all = 0;
    for (std::size_t other = 0; other < 3; ++other) all += counts[c][other] + counts[other][c];
    sum += share(2 * counts[c][c], all);
  }
  return sum / 3;
}

}  // namespace faultline::exchange
