#include "cli/detail/rift_options.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <thread>

#include "cli/detail/study_files.h"
#include "timeline/bin_words.h"

namespace faultline::cli {
namespace {

/// "party congress=2031-04-02" -> its name and day.
Result<map::NamedEvent> named_event(const std::string& text) {
  const auto sign = text.rfind('=');
  const auto day = sign == std::string::npos ? Result<Day>(failure(ErrorCode::Usage, ""))
                                             : parse_day(text.substr(sign + 1));
  if (!day || sign == 0)
    return failure(ErrorCode::Usage, fmt::format("--event: \"{}\" is no event; write it as \"party "
                                                 "congress=2031-04-02\".",
                                                 text));
  return map::NamedEvent{text.substr(0, sign), *day};
}

}  // namespace

std::vector<Parameter> rift_parameters() {
  return {
      {"--bloc", "NAME", "This bloc. Default: the one whose members speak most."},
      {"--from", "DATE", "Not earlier: 2024-10-26, 2024-W43, 2024-10 or 2024."},
      {"--to", "DATE", "Not later."},
      {"--outlet", "NAME", "What this outlet published."},
      {"--min-confidence", "0..1", "Relations and codings at least as sure. Default 0.5."},
      {"--by-principal", "", "Count a spokesman's words as those of whom he speaks for."},
      {"--bin", "WORD", "day, week (default), month, quarter or year: stretches that are counted."},
      {"--minimum-n", "N", "Fewer criticisms than this give no share but a gap. Default 3."},
      {"--event", "NAME=DAY...", "Compare before and after a day that was named beforehand."},
      {"--permutations", "N", "Draws of every test against chance. Default 999."},
      {"--replicates", "N", "Draws of every bootstrap. Default 1,000."},
      {"--seed", "N", "Decides what is drawn at random. Default 1."},
      {"--threads", "N", "Cores to use; changes no figure. Default: all."},
  };
}

Result<std::int64_t> whole_number(const Arguments& given, const std::string& name,
                                  std::int64_t fallback, std::int64_t least) {
  const auto text = given.value(name);
  if (!text) return fallback;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < least)
    return failure(ErrorCode::Usage, fmt::format("{}: \"{}\" is not a whole number of {} or more.",
                                                 name, *text, least));
  return number;
}

Result<map::BlocQuery> bloc_query(const Arguments& given) {
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  map::BlocQuery query;
  query.bloc = filter->bloc;
  query.from = filter->from;
  query.to = filter->to;
  query.outlet = filter->outlet;
  query.min_confidence = filter->min_confidence.value_or(query.min_confidence);
  query.by_principal = given.has("--by-principal");
  return query;
}

Result<std::vector<map::NamedEvent>> events_from(const Arguments& given) {
  std::vector<map::NamedEvent> events;
  for (const auto& text : given.values("--event")) {
    auto event = named_event(text);
    if (!event) return tl::unexpected(event.error());
    events.push_back(std::move(*event));
  }
  return events;
}

Result<map::RiftOptions> rift_options(const Arguments& given) {
  map::RiftOptions options;
  if (const auto word = given.value("--bin")) {
    const auto found = std::find_if(timeline::bin_words.begin(), timeline::bin_words.end(),
                                    [&](const auto& bin) { return bin.first == *word; });
    if (found == timeline::bin_words.end())
      return failure(
          ErrorCode::Usage,
          fmt::format("--bin: \"{}\" is not one of day, week, month, quarter, year.", *word));
    options.bin = found->second;
  }
  auto events = events_from(given);
  if (!events) return tl::unexpected(events.error());
  options.events = std::move(*events);
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  std::int64_t seed = 1, threads = cores;
  const auto take = [&](const std::string& name, auto& place, std::int64_t least,
                        std::int64_t fallback) -> Result<void> {
    const auto number = whole_number(given, name, fallback, least);
    if (!number) return tl::unexpected(number.error());
    if (*number > std::numeric_limits<int>::max() && name != "--seed")
      return failure(ErrorCode::Usage, fmt::format("{}: {} is too much.", name, *number));
    place = static_cast<std::decay_t<decltype(place)>>(*number);
    return {};
  };
  auto taken =
      take("--minimum-n", options.rule.minimum_n, 1, options.rule.minimum_n)
          .and_then(
              [&] { return take("--permutations", options.permutations, 1, options.permutations); })
          .and_then([&] { return take("--replicates", options.replicates, 1, options.replicates); })
          .and_then([&] { return take("--seed", seed, 0, seed); })
          .and_then([&] { return take("--threads", threads, 1, threads); });
  if (!taken) return tl::unexpected(taken.error());
  options.seed = static_cast<std::uint64_t>(seed);
  options.threads = static_cast<int>(threads);
  options.correct = !given.has("--uncorrected");
  return options;
}

Result<map::BlocData> bloc_data_of(const Arguments& given) {
  const auto query = bloc_query(given);
  if (!query) return tl::unexpected(query.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  return map::bloc_data(*study, *query);
}

std::string share_text(const inference::Rate& rate) {
  if (std::isnan(rate.value)) return "-";
  if (!rate.interval.known()) return fmt::format("{:.0f} %", 100 * rate.value);
  return fmt::format("{:.0f} % [{:.0f}, {:.0f}]", 100 * rate.value, 100 * rate.interval.low,
                     100 * rate.interval.high);
}

std::string share_text(const inference::Estimate& share) {
  inference::Rate rate;
  rate.value = share.value;
  rate.interval = share.interval;
  return share_text(rate);
}

std::string estimate_text(const inference::Estimate& estimate) {
  if (std::isnan(estimate.value)) return "-";
  if (!estimate.interval.known()) return fmt::format("{:.2f}, no interval", estimate.value);
  return fmt::format("{:.2f} [{:.2f}, {:.2f}]", estimate.value, estimate.interval.low,
                     estimate.interval.high);
}

std::string csv_number(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

}  // namespace faultline::cli
