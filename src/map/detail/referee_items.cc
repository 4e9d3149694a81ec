#include "map/detail/referee_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

std::string count_of(std::size_t count, std::string_view one, std::string_view many = {}) {
  return counted(static_cast<int>(count), one, many);
}

std::string command(const RefereeReport& report, std::string_view verb, std::string_view rest) {
  return fmt::format("faultline {} {}{}{}", verb, report.input.supplied.study_name,
                     rest.empty() ? "" : " ", rest);
}

RefereeItem reliability(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Codebook, and how far coders agree";
  const auto& figures = report.input.supplied.reliability;
  const std::string book =
      report.input.codebook.concepts.empty()
          ? "The study has no codebook: no stands on issues are counted."
          : fmt::format("The codebook has {}{}.",
                        count_of(report.input.codebook.concepts.size(), "concept"),
                        report.input.is_archived ? ", in the archive" : "");
  if (figures.empty()) {
    item.shown = Shown::Missing;
    item.finding = book +
                   " No two people have coded the same statements, so how far they would agree is "
                   "not known.";
    item.remedy = {command(report, "code", "--coder A --blind"),
                   command(report, "code", "--coder B --blind")};
    return item;
  }
  const auto low = std::count_if(figures.begin(), figures.end(),
                                 [](const auto& figure) { return figure.alpha < 0.667; });
  item.shown = Shown::Partly;
  item.finding = fmt::format(
      "{} Agreement of people on stands is measured ({}{}); that on speakers, targets and sides of "
      "relations is not.",
      book, count_of(figures.size(), "coefficient"),
      low > 0 ? fmt::format(", {} below the customary 0.667", low) : "");
  item.remedy = {command(report, "code", "agreement")};
  return item;
}

RefereeItem quality(const RefereeReport& report) {
  RefereeItem item;
  item.title = "How right the machine is, and figures corrected for it";
  const auto& figures = report.input.supplied.quality;
  if (figures.empty()) {
    item.finding =
        "No audit has been made: how much of what the machine reads is right, by outlet, bloc and "
        "period, is not known for these articles, and no figure here is corrected for its errors. "
        "If it errs more often on one camp than on the other, it can feign a rift or hide one.";
    item.remedy = {command(report, "audit", "--n 200")};
    return item;
  }
  const auto& corrected = report.input.supplied.corrected;
  item.shown = corrected.empty() ? Shown::Partly : Shown::Yes;
  item.finding =
      fmt::format("A person has checked {} drawn at random.",
                  count_of(static_cast<std::size_t>(figures.front().checked), "relation"));
  if (corrected.empty()) {
    item.finding += " No figure is corrected for the errors found.";
    return item;
  }
  const CorrectedFigure& share = corrected.front();
  item.finding += fmt::format(
      " Corrected for the errors found, {} [{:.0f}, {:.0f}] of members' criticism hits their own "
      "side; as read {}. All figures but those of this item are as read. ",
      percent(share.value), 100 * share.low, 100 * share.high, percent(share.as_read));
  if (share.read > 0) {
    item.finding +=
        fmt::format("What the machine has missed is in it, by {} that a person has read.",
                    count_of(static_cast<std::size_t>(share.read), "passage"));
  } else {
    item.finding += "What the machine has missed altogether is not measured.";
    item.remedy = {command(report, "audit", "--missed --n 40")};
  }
  return item;
}

RefereeItem denominators(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Denominators and the mix of outlets";
  const auto& counts = report.rift.counts;
  const auto gaps = std::count_if(
      report.rift.bins.begin(), report.rift.bins.end(),
      [&](const RiftBin& bin) { return bin.share.n < report.input.options.rift.rule.minimum_n; });
  item.shown = counts.statements > 0 ? Shown::Yes : Shown::Missing;
  item.finding = fmt::format(
      "{} of members by {} with statements or criticism; {} criticisms inside, {} outward, {} "
      "backings inside. Of {}, {} a gap: fewer than {} criticisms.",
      count_of(static_cast<std::size_t>(counts.statements), "statement"),
      count_of(report.rift.outlet_mix.size(), "outlet"), counts.crit_in, counts.crit_out,
      counts.supp_in, count_of(report.rift.bins.size(), "stretch", "stretches"),
      counted(static_cast<int>(gaps), "is", "are"), report.input.options.rift.rule.minimum_n);
  if (report.fixed_mix)
    item.finding += fmt::format(
        " With the mix of outlets held fixed ({}) the in-bloc share is {} before and {} after.",
        count_of(report.fixed_mix->outlets, "outlet"), percent(report.fixed_mix->before),
        percent(report.fixed_mix->after));
  return item;
}

RefereeItem syndication(const RefereeReport& report) {
  RefereeItem item;
  item.title = "One wire text in many outlets";
  const auto copies = static_cast<int>(report.copies);
  const auto repeated = static_cast<int>(report.repeated_evidence);
  item.shown = Shown::Partly;
  item.finding = fmt::format(
      "{} the very text of another, and {} of {} criticisms stand in words that another article "
      "has too. Texts that are nearly the same are not joined: each article counts as a story of "
      "its own.",
      copies == 0 ? "No article has" : counted(copies, "article has", "articles have"),
      repeated == 0 ? "none" : fmt::format("{}", repeated),
      report.rift.counts.crit_in + report.rift.counts.crit_out);
  return item;
}

RefereeItem nulls(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Every index against chance";
  std::size_t known = 0, small = 0, false_rate = 0, any = 0;
  for (const IndexTest& test : report.tests) {
    known += std::isnan(test.p) ? 0 : 1;
    small += test.p < 0.05 ? 1 : 0;
    false_rate += test.q < 0.05 ? 1 : 0;
    any += test.holm < 0.05 ? 1 : 0;
  }
  item.shown = known == 0 ? Shown::Missing : Shown::Yes;
  item.finding =
      known == 0
          ? std::string("There is too little for a test of any index.")
          : fmt::format(
                "{}: {} with p < 0.05, {} where one in twenty findings may be false (Benjamini & "
                "Hochberg), {} where no finding at all may be (Holm).",
                count_of(known, "test"), small, false_rate, any);
  return item;
}

RefereeItem bands(const RefereeReport& report) {
  RefereeItem item;
  item.title = "How wide the bands are";
  const auto& rift = report.rift;
  const auto banded = std::count_if(rift.bins.begin(), rift.bins.end(),
                                    [](const RiftBin& bin) { return bin.share.interval.known(); });
  item.shown = rift.share.interval.known() ? Shown::Yes
               : rift.stories > 1          ? Shown::Partly
                                           : Shown::Missing;
  item.finding = fmt::format(
      "In-bloc share of criticism {}; net support inside {}; criticism inside per statement {}. "
      "Stories are drawn anew, not statements: {} hold criticism, and criticisms of one story are "
      "worth less than those of many (design effect {:.1f}). {} of {} stretches have a band.",
      share_words(rift.share), estimate_words(rift.net_support), estimate_words(rift.per_statement),
      count_of(rift.stories, "story", "stories"), rift.share.design_effect, banded,
      rift.bins.size());
  return item;
}

RefereeItem change(const RefereeReport& report) {
  RefereeItem item;
  item.title = "When it changed";
  const auto& rift = report.rift;
  if (!rift.turn) {
    item.finding = "Too few dated stretches hold criticism for a change to be looked for.";
    item.remedy = {"faultline read MORE_ARTICLES --into " + report.input.supplied.study_name};
    return item;
  }
  const auto name = [&](Day day) { return timeline::bin_name(report.input.options.rift.bin, day); };
  item.shown = rift.events.empty() ? Shown::Partly : Shown::Yes;
  item.finding = fmt::format(
      "The greatest change is at {} [{} to {}], {}, on counts that do not overlap; {}. The "
      "segmentation of least cost (PELT) has {}; the energy distance {}.",
      name(rift.turn->first), name(rift.turn->first_earliest), name(rift.turn->first_latest),
      p_value(rift.turn->p),
      rift.turn->shuffled == Shuffled::Bins
          ? "the test shuffles whole stretches, which allows for stretches that vary more than "
            "their stories make them"
          : "with so few stretches the test shuffles stories within outlets, against what "
            "stretches vary anyway; it does not allow for stretches that depend on each other",
      counted(static_cast<int>(rift.segments.changes()), "change"),
      rift.second_opinion.empty()
          ? std::string("finds none, or has too few stretches")
          : fmt::format(
                "puts one at {} ({})",
                name(rift.bins[rift.opinion_bins[rift.second_opinion.front().index]].point.first),
                p_value(rift.second_opinion.front().p)));
  if (rift.events.empty()) {
    item.finding += " No event was named beforehand, so there are no placebo days.";
    item.remedy = {command(report, "report", "--referee --event \"NAME=2031-04-03\"")};
  }
  return item;
}

RefereeItem robustness(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Would other choices show the same?";
  const auto& grid = report.grid;
  std::size_t small = 0, alike = 0;
  for (std::size_t place = 0; place < grid.p.size(); ++place) {
    const double value = grid.change.universes[place].value;
    if (std::isnan(value) || !(grid.p[place] < 0.05)) continue;
    ++small;
    alike += (value > 0) == (grid.change.median > 0) ? 1 : 0;
  }
  if (grid.change.known == 0) {
    item.shown = grid.share.known > 0 ? Shown::Partly : Shown::Missing;
    item.finding = "Under no combination of choices are there enough stretches for a change.";
    return item;
  }
  item.shown = Shown::Yes;
  item.finding = fmt::format(
      "Of {} combinations of choices {} give a change: median {:+.2f}, from {:+.2f} to {:+.2f}. {} "
      "of these have its direction; {} have p < 0.05, {} of them in its direction.",
      grid.change.universes.size(), grid.change.known, grid.change.median, grid.change.smallest,
      grid.change.greatest, percent(grid.change.same_sign), small,
      small == alike ? std::string("all") : fmt::format("{}", alike));
  if (grid.course.known > 0)
    item.finding += fmt::format(
        " The smoothed curve changes by {:+.2f} to {:+.2f} under all windows, kernels and "
        "normalisations.",
        grid.course.smallest, grid.course.greatest);
  if (grid.parting.known > 0)
    item.finding += fmt::format(
        " The sides agree with those shown by at least {:.2f} (adjusted Rand index; 1: the same).",
        grid.parting.smallest);
  if (report.equal_numbers)
    item.finding += fmt::format(
        " With as many stories on either side ({}) the share is {} before and {} after.",
        report.equal_numbers->stories, percent(report.equal_numbers->before),
        percent(report.equal_numbers->after));
  return item;
}

RefereeItem register_item(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Who belonged where, since when, and how that is known";
  std::size_t facts = 0, undated = 0, unsourced = 0, actors = 0;
  const auto count = [&](const Period& period, const std::string& source) {
    ++facts;
    undated += !period.from && !period.to ? 1 : 0;
    unsourced += source.empty() ? 1 : 0;
  };
  for (const auto& id : report.data.actors) {
    const auto* actor = report.input.rows.known.find(id);
    if (actor == nullptr) continue;
    ++actors;
    for (const auto& role : actor->roles) count(role.period, role.source);
    for (const auto& membership : actor->blocs) count(membership.period, membership.source);
  }
  item.shown = facts == 0                       ? Shown::Missing
               : undated == 0 && unsourced == 0 ? Shown::Yes
                                                : Shown::Partly;
  item.finding = fmt::format(
      "Of {} in the figures {} in the register, with {}: {} without any date, {} without a source.",
      count_of(report.data.actors.size(), "actor"), counted(static_cast<int>(actors), "is", "are"),
      count_of(facts, "office or membership", "offices and memberships"), undated, unsourced);
  for (const auto& moved : report.moved)
    item.finding +=
        fmt::format(" With all memberships {} the in-bloc share is {}{}.",
                    moved.days < 0 ? "30 days earlier" : "30 days later",
                    std::isnan(moved.share) ? "not known" : percent(moved.share),
                    moved.turn ? fmt::format(", the change {}", p_value(moved.turn->p)) : "");
  if (unsourced > 0 || facts == 0)
    item.remedy = {
        "write source = \"...\" beside each role and bloc of the register, then "
        "faultline read ARTICLES --into " +
        report.input.supplied.study_name + " --register register.toml"};
  return item;
}

RefereeItem archive(const RefereeReport& report) {
  RefereeItem item;
  item.title = "Can somebody else compute it again?";
  std::set<std::string> readers;
  for (const auto& origin : report.input.origins) readers.insert(origin.reader);
  const std::string read =
      fmt::format("{} read by {}", count_of(report.input.origins.size(), "article"),
                  counted(static_cast<int>(readers.size()), "version of the program",
                          "versions of the program"));
  if (!report.input.is_archived) {
    item.shown = Shown::Partly;
    item.finding = fmt::format(
        "{}; the hash of each is below. This page is not part of an archive with which others "
        "could compute its figures again.",
        read);
    item.remedy = {command(report, "report", "--referee --into ARCHIVE")};
    return item;
  }
  item.shown = Shown::Yes;
  item.finding = fmt::format(
      "The archive holds the hash of each of {}, the register, the codebook, every statement, "
      "relation and stand that a figure counts, all settings and the seed. From these it computes "
      "every figure and this page again, to the byte. The articles themselves are not in it: what "
      "the machine read in them can be checked by whoever has them, against their hashes.",
      read);
  item.remedy = {"faultline reproduce ARCHIVE",
                 "faultline reproduce ARCHIVE --study " + report.input.supplied.study_name};
  return item;
}

}  // namespace

std::vector<RefereeItem> referee_items(const RefereeReport& report) {
  std::vector<RefereeItem> items = {reliability(report), quality(report),    denominators(report),
                                    syndication(report), nulls(report),      bands(report),
                                    change(report),      robustness(report), register_item(report),
                                    archive(report)};
  for (std::size_t place = 0; place < items.size(); ++place)
    items[place].number = static_cast<int>(place) + 1;
  return items;
}

std::string share_words(const inference::Rate& rate) {
  if (std::isnan(rate.value)) return "–";
  if (!rate.interval.known()) return percent(rate.value) + ", no interval";
  return fmt::format("{} [{:.0f}, {:.0f}]", percent(rate.value), 100 * rate.interval.low,
                     100 * rate.interval.high);
}

std::string estimate_words(const inference::Estimate& estimate) {
  if (std::isnan(estimate.value)) return "–";
  if (!estimate.interval.known()) return fmt::format("{:.2f}, no interval", estimate.value);
  return fmt::format("{:.2f} [{:.2f}, {:.2f}]", estimate.value, estimate.interval.low,
                     estimate.interval.high);
}

}  // namespace faultline::map::detail
