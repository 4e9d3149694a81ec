// Proves the room `inference` on invented blocs whose truth is known, and prints the report.
// bench/validation/run builds it, runs it and writes docs/validation.md.
//   validation [--runs N] [--threads N] [--seed N] [--only PART]   (bands, measures, published,
//   ...)

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string_view>
#include <utility>

#include "runs.h"

namespace faultline::validation {

std::vector<inference::StoryCount> stories_of(const inference::SimulatedBloc& bloc) {
  std::vector<inference::StoryCount> stories;
  std::size_t last = bloc.stories;
  for (const inference::SimulatedCriticism& criticism : bloc.criticisms) {
    if (criticism.story != last) stories.push_back({criticism.week, criticism.outlet, 0, 0});
    last = criticism.story;
    if (!criticism.real) continue;
    stories.back().size += 1;
    stories.back().sum += criticism.inside ? 1 : 0;
  }
  return stories;
}

std::vector<std::vector<inference::ClusterCount>> by_week(
    const std::vector<inference::StoryCount>& stories, std::size_t weeks) {
  std::vector<std::vector<inference::ClusterCount>> points(weeks);
  for (const inference::StoryCount& story : stories) {
    points[story.bin].push_back({story.sum, story.size});
  }
  return points;
}

std::vector<inference::Bin> bins_of(const std::vector<inference::StoryCount>& stories,
                                    std::size_t weeks) {
  std::vector<inference::Bin> bins(weeks);
  for (const inference::StoryCount& story : stories) {
    bins[story.bin].sum += story.sum;
    bins[story.bin].size += story.size;
  }
  return bins;
}

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

using Report = void (*)(const Settings&);
constexpr std::pair<std::string_view, Report> parts[] = {
    {"bands", report_bands},
    {"curves", report_curves},
    {"measures", report_measures},
    {"published", report_published},
    {"dates", report_dates},
    {"nulls", report_nulls},
    {"networks", report_networks},
    {"correction", report_correction},
    {"corrected-changes", report_corrected_changes},
    {"misses", report_misses},
    {"power", report_power},
};

int run(int count, char** words) {
  Settings settings;
  std::string_view only;
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--only" && i + 1 < count) {
      only = words[i + 1];
      continue;
    }
    std::uint64_t number = 0;
    if (i + 1 == count || !read_number(words[i + 1], number)) {
      fmt::print(stderr, "validation: {} needs a number greater than 0.\n", name);
      return 2;
    }
    if (name == "--runs") {
      settings.runs = number;
    } else if (name == "--threads") {
      settings.threads = static_cast<int>(number);
    } else if (name == "--seed") {
      settings.seed = number;
    } else {
      fmt::print(stderr,
                 "validation: unknown option {}; there are --runs, --threads, --seed and --only.\n",
                 name);
      return 2;
    }
  }
  fmt::print(
      "# Validation\n\n"
      "How often bands, dates and tests are right, on invented blocs whose truth is known "
      "(`src/inference/simulate.h`). "
      "Written by `bench/validation/run`,\nwhich takes 10 to 30 minutes on two cores; every figure "
      "below was "
      "printed by it, over {} "
      "runs of each setting with seed {}. The formulas are "
      "in\n[methods.md](methods.md#bands-nulls-and-change-points). "
      "A share of {} runs that is 95 % in truth comes out between {:.1f} and {:.1f} % in 19 of 20 "
      "cases.\n",
      settings.runs, settings.seed, settings.runs,
      95 - 1.96 * std::sqrt(0.95 * 0.05 / static_cast<double>(settings.runs)) * 100,
      95 + 1.96 * std::sqrt(0.95 * 0.05 / static_cast<double>(settings.runs)) * 100);
  for (const auto& [name, report] : parts) {
    if (!only.empty() && only != name) continue;
    report(settings);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace faultline::validation

int main(int count, char** words) { return faultline::validation::run(count, words); }
