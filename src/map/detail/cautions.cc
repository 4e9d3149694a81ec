#include "map/detail/cautions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"
#include "text/text.h"

namespace faultline::map::detail {
namespace {

using Cautions = std::vector<std::string>;

void about_the_material(const BlocMap& map, const MapOptions& options, Cautions& cautions) {
  constexpr int few_articles = 10;
  if (map.totals.articles == 0) {
    cautions.push_back("The study holds no article yet: read some with \"faultline read\".");
    return;
  }
  if (map.articles == 0) {
    cautions.push_back(fmt::format(
        "No article of the study shows a member of {} speaking or acting in this period.",
        map.bloc));
    return;
  }
  if (map.articles == 1) {
    cautions.push_back(
        "One article shows whom one author let speak on one day: neither a change over time nor "
        "how often the people do what it tells of.");
  } else if (map.articles < few_articles) {
    cautions.push_back(
        fmt::format("All of this comes from {} articles: one more could change it.", map.articles));
  }
  if (options.outlet) {
    cautions.push_back(fmt::format("This is the map according to {} alone.", *options.outlet));
  } else if (map.outlets.size() == 1 && map.articles > 1) {
    cautions.push_back(
        fmt::format("All articles are from {}: whom this outlet lets speak, and what "
                    "it calls an attack, is in every figure.",
                    map.outlets.front().first));
  }
}

void about_the_reading(const BlocRows& used, const MapOptions& options, Cautions& cautions) {
  if (used.relations.empty() && used.codings.empty() && used.statements.empty()) return;
  int checked = 0, own_voice = 0, inside = 0;
  for (const UsedRelation& relation : used.relations) {
    checked += relation.row->is_corrected ? 1 : 0;
    if (!relation.is_inside() || relation.row->sign >= 0) continue;
    ++inside;
    own_voice += relation.row->statement ? 0 : 1;
  }
  cautions.push_back(fmt::format(
      "The figures are machine-made by word lists and rules (uncalibrated rules): how many they "
      "miss or take wrongly on these texts has not been measured, so the intervals cover chance "
      "only. A person has corrected or confirmed {} of {}.",
      checked, counted(static_cast<int>(used.relations.size()), "relation")));
  if (used.unsure > 0) {
    cautions.push_back(
        fmt::format("{} below confidence {:.2f} {} left out.",
                    counted(used.unsure, "relation or stand", "relations and stands"),
                    options.min_confidence, used.unsure == 1 ? "is" : "are"));
  }
  if (own_voice > 0) {
    cautions.push_back(fmt::format(
        "{} of {} inside the bloc {} told in the outlets’ own voice and put in nobody’s mouth.",
        own_voice, counted(inside, "attack"), own_voice == 1 ? "is" : "are"));
  }
}

/// Attacks inside whose sentence also stands, word for word, in an earlier article.
int reprinted_attacks(const BlocRows& used) {
  std::set<std::string> sentences;
  std::set<std::pair<std::string, study::ArticleId>> printed;
  int reprinted = 0;
  for (const UsedRelation& relation : used.relations) {
    const study::RelationRow& row = *relation.row;
    if (!relation.is_inside() || row.sign >= 0) continue;
    const std::string sentence =
        row.from + "\n" + *row.to + "\n" + text::fold_space(row.evidence_text);
    const bool is_known = !sentences.insert(sentence).second;
    const bool is_first_here = printed.emplace(sentence, row.article).second;
    if (is_known && is_first_here) ++reprinted;
  }
  return reprinted;
}

void about_days(const BlocMap& map, const BlocRows& used, Cautions& cautions) {
  if (used.undated > 0) {
    cautions.push_back(fmt::format(
        "{} no day, because neither text nor article gives one: {} in the lists, with membership "
        "at any time, and not in the weekly series.",
        used.undated == 1 ? "1 row has" : fmt::format("{} rows have", used.undated),
        used.undated == 1 ? "it is" : "they are"));
  }
  const auto relations_of = [&](Datedness wanted) {
    return static_cast<int>(std::count_if(
        used.relations.begin(), used.relations.end(), [&](const UsedRelation& relation) {
          return datedness(relation.row->day, relation.row->said, used.watched) == wanted;
        }));
  };
  if (const int coarse = relations_of(Datedness::Coarse); coarse > 0) {
    cautions.push_back(
        fmt::format("{} dated to a month or year only: in the lists, not in the weekly series.",
                    counted(coarse, "relation is", "relations are")));
  }
  if (const int unwatched = relations_of(Datedness::Unwatched); unwatched > 0) {
    cautions.push_back(fmt::format(
        "{} from before or after the time that the articles cover, told in hindsight or foresight: "
        "in the lists, not in the weekly series.",
        counted(unwatched, "relation is", "relations are")));
  }
  if (const int reprinted = reprinted_attacks(used); reprinted > 0) {
    cautions.push_back(fmt::format(
        "{} word for word what an earlier article printed; reprints are counted each time.",
        reprinted == 1 ? "1 attack inside repeats"
                       : fmt::format("{} attacks inside repeat", reprinted)));
  }
  if (map.totals.undated_articles > 0) {
    cautions.push_back(fmt::format("{} of the study’s {} {} no date.", map.totals.undated_articles,
                                   counted(static_cast<int>(map.totals.articles), "article"),
                                   map.totals.undated_articles == 1 ? "has" : "have"));
  }
}

void about_the_series(const BlocMap& map, const Cautions& of_the_change, Cautions& cautions) {
  const timeline::RiftRule defaults;
  int with_criticism = 0, gaps = 0;
  for (const Week& week : map.weeks) {
    if (week.share.n <= 0) continue;
    ++with_criticism;
    gaps += week.share.n < defaults.minimum_n ? 1 : 0;
  }
  if (gaps > 0) {
    cautions.push_back(fmt::format(
        "{} of {} with criticism by members {} fewer than {} and therefore no share of their own.",
        gaps, counted(with_criticism, "week"), gaps == 1 ? "holds" : "hold", defaults.minimum_n));
  }
  if (map.articles > 1) cautions.insert(cautions.end(), of_the_change.begin(), of_the_change.end());
  if (shows_a_turn(map.rift)) {
    cautions.emplace_back(
        "That a change comes after an event does not show that the event caused it.");
  } else if (map.articles > 1 && with_criticism < 4) {
    cautions.push_back(fmt::format(
        "Members' criticism falls into {}; a change over time needs at least 4 to be tested.",
        counted(with_criticism, "week")));
  }
}

std::vector<std::string> names_where(const BlocMap& map, bool (*holds)(const Person&)) {
  std::vector<std::string> names;
  for (const Person& person : map.people)
    if (holds(person)) names.push_back(person.name);
  return names;
}

void about_sides(const BlocMap& map, Cautions& cautions) {
  if (map.sides.ties == 0) return;
  if (!map.sides.is_exact) {
    cautions.push_back(fmt::format(
        "The two sides are a good split, but not surely the best one: it is proven only "
        "that none has fewer than {} ties against it.",
        map.sides.lower_bound));
  }
  const auto open = names_where(map, [](const Person& person) { return person.side_is_open; });
  if (!open.empty()) {
    cautions.push_back(
        fmt::format("Splits as good as this one put {} on the other side.", listed(open)));
  }
  const auto unsure = names_where(map, [](const Person& person) {
    return person.side != 0 && !person.side_is_open && !is_placed(person);
  });
  if (!unsure.empty()) {
    cautions.push_back(fmt::format(
        "With stories drawn anew {} {} the side in fewer than {} of {} draws.", listed(unsure),
        unsure.size() == 1 ? "keeps" : "keep", percent(likely_side), map.sides.resamples));
  }
  if (map.sides.stories == 1) {
    cautions.emplace_back(
        "All ties between members come from one story: how sure a side is cannot be told.");
  }
  const auto apart = names_where(map, [](const Person& person) { return person.is_apart; });
  if (!apart.empty()) {
    cautions.push_back(fmt::format(
        "No chain of ties leads from {} to the others, so that nothing tells their side.",
        listed(apart)));
  }
}

}  // namespace

std::vector<std::string> cautions_of(const BlocMap& map, const BlocRows& used, const Rows& rows,
                                     const MapOptions& options,
                                     const std::vector<std::string>& of_the_change) {
  Cautions cautions;
  about_the_material(map, options, cautions);
  about_the_reading(used, options, cautions);
  about_days(map, used, cautions);
  about_the_series(map, of_the_change, cautions);
  about_sides(map, cautions);
  const auto without_speaker =
      std::count_if(rows.statements.begin(), rows.statements.end(),
                    [](const study::StatementRow& row) { return !row.speaker; });
  if (without_speaker > 0) {
    cautions.push_back(fmt::format(
        "{} no known speaker and {} in no figure.",
        without_speaker == 1 ? "1 statement of the study has"
                             : fmt::format("{} statements of the study have", without_speaker),
        without_speaker == 1 ? "is" : "are"));
  }
  return cautions;
}

}  // namespace faultline::map::detail
