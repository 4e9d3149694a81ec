#include "networks/dna/backbone.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/draw.h"
#include "networks/dna/detail/matrices.h"
#include "networks/dna/distance.h"

namespace faultline::networks::dna {
namespace {

std::vector<char> complement(std::vector<char> is_in) {
  for (char& member : is_in) member = member == 0 ? 1 : 0;
  return is_in;
}

std::size_t size_of(const std::vector<char>& is_in) {
  return static_cast<std::size_t>(std::count(is_in.begin(), is_in.end(), 1));
}

std::vector<std::string> names(const Backbone& backbone, const std::vector<char>& is_in) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < is_in.size(); ++i)
    if (is_in[i] != 0) result.push_back(backbone.entities()[i]);
  return result;
}

/// The place of a random member (or non-member); there is one.
std::size_t drawn(const std::vector<char>& is_in, char wanted, std::mt19937_64& generator) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < is_in.size(); ++i)
    if (is_in[i] == wanted) places.push_back(i);
  return places[draw_below(generator, places.size())];
}

/// [0, 1)
double share(std::mt19937_64& generator) {
  return static_cast<double>(generator() >> 11U) * 0x1.0p-53;
}

/// Another set: one in, one out, or both. `is_fixed`: both.
std::vector<char> neighbour(std::vector<char> is_in, bool is_fixed, std::mt19937_64& generator) {
  const std::size_t size = size_of(is_in);
  const bool can_add = size < is_in.size();
  const bool can_remove = size > 1;
  std::size_t move = is_fixed ? 2 : draw_below(generator, 3);
  if (move == 0 && !can_add) move = 1;
  if (move == 1 && !can_remove) move = can_add ? 0 : 2;
  if (move == 2 && (!can_add || size == 0)) return is_in;
  const std::size_t out = move == 0 ? 0 : drawn(is_in, 1, generator);
  if (move != 1) is_in[drawn(is_in, 0, generator)] = 1;
  if (move != 0) is_in[out] = 0;
  return is_in;
}

}  // namespace

Result<Backbone> Backbone::of(const Selection& selection) {
  const Settings& s = selection.settings;
  if (s.type != NetworkType::OneMode || s.window || s.aggregation == Aggregation::Combine)
    return failure(ErrorCode::Usage, "A backbone is that of a one-mode network without windows.");
  Backbone backbone(selection);
  detail::Scratch scratch;
  const detail::Cells& cells = detail::count_cells(selection, selection.kept, scratch);
  backbone.entity_of_.assign(selection.column_labels.labels.size(), -1);
  for (const std::uint32_t place : selection.kept)
    backbone.entity_of_[static_cast<std::size_t>(selection.column_labels.places[place])] = 0;
  for (std::size_t label = 0; label < backbone.entity_of_.size(); ++label)
    if (backbone.entity_of_[label] == 0) {
      backbone.entity_of_[label] = static_cast<std::int32_t>(backbone.entities_.size());
      backbone.entities_.push_back(selection.column_labels.labels[label]);
    }
  const std::size_t n = cells.rows.size();
  Matrix matrix{n, n, std::vector<double>(n * n, 0.0)};
  detail::one_mode(selection, s.aggregation, cells, scratch, matrix);
  backbone.full_ = spectrum(matrix);
  return backbone;
}

double Backbone::loss(const std::vector<char>& is_in) const {
  detail::Scratch scratch;
  detail::Cells cells = detail::count_cells(*selection_, selection_->kept, scratch);
  std::erase_if(cells.cells, [&](const detail::Cell& cell) {
    return is_in[static_cast<std::size_t>(entity_of_[cells.columns[cell.column]])] == 0;
  });
  const std::size_t n = cells.rows.size();
  Matrix matrix{n, n, std::vector<double>(n * n, 0.0)};
  detail::one_mode(*selection_, selection_->settings.aggregation, cells, scratch, matrix);
  return spectral_distance(full_, spectrum(matrix));
}

double Backbone::penalised_loss(const std::vector<char>& is_in, double penalty) const {
  const auto all = static_cast<double>(entities_.size());
  return loss(is_in) * std::exp(-penalty * ((all - static_cast<double>(size_of(is_in))) / all));
}

std::int64_t Backbone::statements(const std::vector<char>& is_in) const {
  return std::count_if(selection_->kept.begin(), selection_->kept.end(), [&](std::uint32_t place) {
    const auto label = static_cast<std::size_t>(selection_->column_labels.places[place]);
    return is_in[static_cast<std::size_t>(entity_of_[label])] != 0;
  });
}

std::vector<NestedStep> nested_backbone(const Backbone& backbone) {
  std::vector<NestedStep> steps;
  const std::size_t all = backbone.entities().size();
  std::vector<char> is_in(all, 1);
  std::vector<double> losses(all);
  while (size_of(is_in) > 0) {
    double least = -1;
    for (std::size_t i = 0; i < all; ++i) {
      if (is_in[i] == 0) continue;
      is_in[i] = 0;
      losses[i] = backbone.loss(is_in);
      is_in[i] = 1;
      if (least < 0 || losses[i] < least) least = losses[i];
    }
    const std::vector<char> before = is_in;
    for (std::size_t i = all; i-- > 0;) {
      if (before[i] == 0 || losses[i] != least) continue;
      is_in[i] = 0;
      std::vector<char> without = before;
      without[i] = 0;
      steps.push_back({static_cast<int>(steps.size()) + 1, backbone.entities()[i], least,
                       backbone.loss(complement(is_in)), backbone.statements(without)});
    }
  }
  return steps;
}

Losses evaluate(const Backbone& backbone, const std::vector<char>& is_in, double penalty) {
  return {backbone.penalised_loss(is_in, penalty),
          backbone.penalised_loss(complement(is_in), penalty)};
}

Result<Annealed> annealed_backbone(const Backbone& backbone, const Annealing& annealing) {
  const std::size_t all = backbone.entities().size();
  if (all == 0 || annealing.iterations < 1 ||
      (annealing.size && (*annealing.size < 1 || *annealing.size > all)))
    return failure(ErrorCode::Usage,
                   fmt::format("A backbone has between 1 and {} values, found in 1 iteration or "
                               "more.",
                               all));
  const auto cost = [&](const std::vector<char>& is_in) {
    return annealing.size ? backbone.loss(is_in)
                          : backbone.penalised_loss(is_in, annealing.penalty);
  };
  std::mt19937_64 generator(annealing.seed);
  std::vector<char> current(all, 0);
  const std::size_t first = annealing.size ? *annealing.size : 1;
  while (size_of(current) < first) current[drawn(current, 0, generator)] = 1;
  double current_cost = cost(current);
  std::vector<char> best = current;
  double best_cost = current_cost;
  for (int t = 1; t <= annealing.iterations; ++t) {
    const std::vector<char> next = neighbour(current, annealing.size.has_value(), generator);
    const double next_cost = cost(next);
    const double temperature =
        1 - 1 / (1 + std::exp(5 - 12.0 * t / static_cast<double>(annealing.iterations)));
    const double chance = std::exp(current_cost - next_cost) * temperature;
    if (next_cost >= current_cost && share(generator) >= chance) continue;
    current = next;
    current_cost = next_cost;
    if (current_cost >= best_cost) continue;
    best = current;
    best_cost = current_cost;
  }
  const std::vector<char> rest = complement(best);
  return Annealed{
      names(backbone, best), names(backbone, rest), {backbone.loss(best), backbone.loss(rest)}};
}

}  // namespace faultline::networks::dna
