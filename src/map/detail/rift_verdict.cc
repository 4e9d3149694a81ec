#include "map/detail/rift_verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

/// A stretch with less of its criticism inside than this is called united, with more split.
constexpr double united_below = 0.25;

std::string basis(const RiftAnswer& answer) {
  return fmt::format("n = {} in {} of {}",
                     counted(static_cast<int>(answer.counts.crit_in + answer.counts.crit_out),
                             "criticism", "criticisms"),
                     counted(static_cast<int>(answer.stories), "story", "stories"),
                     counted(static_cast<int>(answer.outlets), "outlet", "outlets"));
}

template <class Turn>
std::string dates(const Turn& turn, const RiftOptions& options) {
  const auto name = [&](Day day) { return timeline::bin_name(options.bin, day); };
  return fmt::format("{} [{} to {}]", name(turn.first), name(turn.first_earliest),
                     name(turn.first_latest));
}

void add_cautions(std::vector<std::string>& cautions, const RiftCorrection& correction) {
  if (correction.share.unchecked > 0)
    cautions.push_back(
        fmt::format("No corrected share: {} of kinds in which nothing was checked.",
                    counted(static_cast<int>(correction.share.unchecked), "relation or article is",
                            "relations and articles are")));
  if (!correction.same_frame)
    cautions.emplace_back(
        "A sample was drawn of other relations than those asked for here (period, outlet or least "
        "confidence): the correction holds if the machine errs alike in both.");
  if (correction.changed > 0)
    cautions.push_back(fmt::format(
        "{} that people have read count for nothing, for their articles have another text since.",
        counted(static_cast<int>(correction.changed), "passage", "passages")));
  cautions.emplace_back(
      correction.read > 0
          ? "What was missed is measured in articles that name two actors, one of them of the "
            "bloc; what others hold is in no figure."
          : "Corrected figures hold for relations that the machine has found; those that it missed "
            "are in none, for nobody has read passages for them (`faultline audit STUDY "
            "--missed`).");
}

/// Where the sample says otherwise of the change than what was read.
void add_changed_change(std::vector<std::string>& cautions, const RiftAnswer& answer,
                        const RiftOptions& options) {
  const RiftCorrection& correction = *answer.correction;
  if (!correction.turn || !answer.turn || shows_a_turn(answer) == shows_a_turn(correction)) return;
  const CorrectedTurn& turn = *correction.turn;
  cautions.push_back(
      shows_a_turn(answer)
          ? fmt::format(
                "Corrected by the sample no change is shown ({}): what is read as one may be "
                "the machine's errors, or too little was checked.",
                p_value(turn.p))
          : fmt::format("Corrected by the sample a change is shown since {} ({}), which the "
                        "machine's errors hide.",
                        timeline::bin_name(options.bin, turn.first), p_value(turn.p)));
}

}  // namespace

bool shows_a_turn(const RiftAnswer& answer) { return answer.turn && answer.turn->p < significance; }

bool shows_a_turn(const RiftCorrection& correction) {
  return correction.turn && correction.turn->p < significance;
}

bool holds_without(const RiftAnswer& answer, const WithoutOutlet& without) {
  return answer.turn && without.turn && without.turn->p < significance &&
         (without.turn->after.value > without.turn->before.value) ==
             (answer.turn->after.value > answer.turn->before.value);
}

std::string finding_of(const RiftAnswer& answer, const RiftOptions& options) {
  if (answer.counts.crit_in + answer.counts.crit_out == 0)
    return "no criticism by its members is known, so nothing can be said of a rift. Silence is not "
           "unity.";
  const double share = static_cast<double>(answer.counts.crit_in) /
                       static_cast<double>(answer.counts.crit_in + answer.counts.crit_out);
  if (!answer.turn)
    return fmt::format(
        "{} of its members' criticism hits its own side; whether that changed over time cannot "
        "be told from so few dated stretches. {}.",
        percent(share), basis(answer));
  const RiftTurn& turn = *answer.turn;
  const std::string test = fmt::format("{}, {}", p_value(turn.p), basis(answer));
  if (!shows_a_turn(answer))
    return fmt::format(
        "{} of its members' criticism hits its own side; no change over time is shown ({}).",
        percent(share), test);
  const Day last_before = add_days(turn.first, -1);
  const std::string until =
      timeline::bin_name(options.bin, timeline::bin_begin(options.bin, last_before));
  const std::string shares =
      fmt::format("{} of its members' criticism hit its own side before, {} after",
                  percent(turn.before.value), percent(turn.after.value));
  if (turn.after.value > turn.before.value)
    return fmt::format("{} until {}; {} since {}, {}. {}.",
                       turn.before.value < united_below ? "united" : "less divided", until,
                       turn.after.value >= united_below ? "split" : "less united",
                       dates(turn, options), test, shares);
  return fmt::format("{} until {}; {} since {}, {}. {}.",
                     turn.before.value >= united_below ? "split" : "less united", until,
                     turn.after.value < united_below ? "united" : "less divided",
                     dates(turn, options), test, shares);
}

std::string verdict_of(const RiftAnswer& answer, const RiftOptions& options) {
  return fmt::format("{}: {}", answer.bloc, finding_of(answer, options));
}

std::string corrected_finding(const RiftAnswer& answer, const RiftOptions& options) {
  if (!answer.correction || std::isnan(answer.correction->share.corrected.value)) return {};
  const RiftCorrection& correction = *answer.correction;
  std::string text = fmt::format(
      " Corrected by {}{}: ",
      counted(static_cast<int>(correction.checked), "checked relation", "checked relations"),
      correction.read > 0 ? fmt::format(" and {}", counted(static_cast<int>(correction.read),
                                                           "passage read", "passages read"))
                          : std::string());
  if (!shows_a_turn(correction)) {
    text += percent(correction.share.corrected.value) + " of it hits its own side, ";
    return text + (correction.turn
                       ? fmt::format("and no change is shown ({}).", p_value(correction.turn->p))
                       : std::string("and whether that changed cannot be told."));
  }
  const CorrectedTurn& turn = *correction.turn;
  return text + fmt::format("{} before {}, {} after, {}.",
                            percent(turn.part.before.corrected.value), dates(turn, options),
                            percent(turn.part.after.corrected.value), p_value(turn.p));
}

std::vector<std::string> change_cautions(const RiftAnswer& answer, const BlocData& data,
                                         const RiftOptions& options) {
  std::vector<std::string> cautions;
  if (answer.correction) {
    add_changed_change(cautions, answer, options);
    add_cautions(cautions, *answer.correction);
  }
  const std::int64_t criticism = answer.counts.crit_in + answer.counts.crit_out;
  if (answer.stories == 1)
    cautions.emplace_back(
        "All of it comes from one story: it shows what one report says, not how things develop. "
        "There is no series and no test, and the interval of its share is that of a single "
        "observation.");
  else if (answer.stories > 1 && answer.stories < 10)
    cautions.push_back(
        fmt::format("Only {} stories hold criticism: bands are wide or missing.", answer.stories));
  if (answer.outlets == 1 && answer.stories > 1)
    cautions.emplace_back(
        "All of it comes from one outlet: what changed may be the outlet, not the bloc.");
  const auto loudest = answer.outlet_mix.empty() ? 0 : answer.outlet_mix.front().criticism;
  if (answer.outlets > 1 && 2 * loudest > criticism)
    cautions.push_back(fmt::format("More than half of the criticism ({} of {}) is reported by {}.",
                                   loudest, criticism,
                                   data.outlets[answer.outlet_mix.front().outlet]));
  if (!shows_a_turn(answer)) return cautions;
  for (const WithoutOutlet& without : answer.without)
    if (!holds_without(answer, without))
      cautions.push_back(fmt::format(
          "Without {} the change is not shown{}.", without.outlet,
          without.turn ? fmt::format(" ({})", p_value(without.turn->p)) : std::string()));
  return cautions;
}

std::vector<std::string> rift_cautions(const RiftAnswer& answer, const BlocData& data,
                                       const RiftOptions& options) {
  std::vector<std::string> cautions = change_cautions(answer, data, options);
  const auto left_out = [&](int number, std::string_view why) {
    if (number > 0)
      cautions.push_back(
          fmt::format("{} left out because {}.", counted(number, "row is", "rows are"), why));
  };
  left_out(data.undated, "no day is known");
  left_out(data.coarse, "the day is known to the month or year only");
  left_out(data.unwatched, "no article follows that time");
  left_out(data.unsure, "the machine is not sure enough of them");
  const auto gaps = std::count_if(answer.bins.begin(), answer.bins.end(), [&](const RiftBin& bin) {
    return bin.share.n > 0 && bin.share.n < options.rule.minimum_n;
  });
  if (gaps > 0)
    cautions.push_back(fmt::format("{} too thin for a share: a gap in the series.",
                                   counted(static_cast<int>(gaps), "stretch is", "stretches are")));
  return cautions;
}

}  // namespace faultline::map::detail
