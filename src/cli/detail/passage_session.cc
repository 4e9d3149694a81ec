#include "cli/detail/passage_session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "cli/detail/audit_session.h"
#include "cli/detail/layout.h"
#include "cli/detail/sitting.h"
#include "exchange/passage_table.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using study::CastRow;
using study::PassageRow;
using study::RelationRow;

constexpr std::string_view help =
    "  Which relations between actors does this passage state that are not listed below it?\n"
    "  n  none is missing              1 - 2  this one is: 1 is against 2 (numbers below it)\n"
    "  1 - 2; 3 accuse 1; 2 + 1  all of these; + for, 0 neither, or an act; or ids: ID - ID\n"
    "  s  skip for now   u  undo       q  stop; go on later where you stopped   ?  this\n"
    "  Leave out what is listed though wrongly: the sample of relations is for that.\n";

class PassageSitting : public Sitting<PassageRow> {
 public:
  PassageSitting(study::Study& study, double min_confidence, const std::string& coder,
                 const Console& console, std::istream& in)
      : Sitting({"passage", "passages", "read", "[n, 1 - 2, s u q ?]> ", help}, console, in),
        study_(study),
        min_confidence_(min_confidence),
        coder_(coder) {}

 private:
  /// The passage, what was found in it, and who stands in its article.
  Result<bool> show(const PassageRow& passage) override {
    const auto text = study_.text_of(passage.article);
    if (!text) return tl::unexpected(text.error());
    auto cast = study_.cast_of(passage.article);
    if (!cast) return tl::unexpected(cast.error());
    cast_ = std::move(*cast);
    study::Filter filter;
    filter.article = passage.article_id;
    const auto found = study_.machine_relations(filter);
    if (!found) return tl::unexpected(found.error());
    out() << '\n'
          << wrapped(
                 left() + fmt::format("{}, {}, {}article {}",
                                      printable(passage.outlet.value_or("outlet not known")),
                                      passage.published ? to_string(*passage.published) : "undated",
                                      passage.parts > 1 ? fmt::format("passage {} of {} of ",
                                                                      passage.part, passage.parts)
                                                        : std::string(),
                                      printable(passage.article_id)),
                 width(), 0)
          << '\n'
          << paragraphs(text::slice(*text, passage.span)) << '\n';
    show_found(*found, passage.span);
    std::string actors;
    for (std::size_t i = 0; i < cast_.size(); ++i)
      actors += fmt::format("{}{} {}", i == 0 ? "" : ", ", i + 1, printable(cast_[i].name));
    out() << wrapped("Actors: " + actors, width(), 4);
    return true;
  }

  std::string paragraphs(std::string_view words) const {
    std::string made;
    while (!words.empty()) {
      const auto end = std::min(words.find('\n'), words.size());
      const std::string line = text::fold_space(std::string(words.substr(0, end)));
      if (!line.empty()) made += wrapped(printable(line), width(), 2);
      words.remove_prefix(std::min(words.size(), end + 1));
    }
    return made;
  }

  void show_found(const std::vector<RelationRow>& rows, ByteSpan passage) {
    bool any = false;
    for (const auto& row : rows) {
      // What is less sure counts as not found, so that it has to be told like all that is missing.
      if (row.confidence < min_confidence_) continue;
      if (!row.to || !passage.contains(row.evidence.begin)) continue;
      any = true;
      out() << wrapped(fmt::format("Found: {} -> {}: {}", printable(row.from_name),
                                   printable(row.to_name), act_words(row)),
                       width(), 4);
    }
    if (!any) out() << wrapped("Found: no relation between two actors.", width(), 4);
  }

  Result<Heard> hear(const PassageRow& passage, const std::string& key,
                     const std::string& rest) override {
    study::PassageAnswer answer;
    answer.passage = passage.key;
    answer.coder = coder_;
    if (key == "n" || key == "no" || key == "none") {
      answer.note = rest;
    } else {
      auto misses = exchange::parse_misses(fmt::format("{} {}", key, rest));
      for (std::size_t i = 0; misses && i < misses->size(); ++i)
        for (std::string* end : {&(*misses)[i].from, &(*misses)[i].to})
          if (auto named = name_actor(*end); !named) misses = tl::unexpected(named.error());
      if (!misses) return slip(misses.error());
      answer.misses = std::move(*misses);
    }
    const auto kept = study_.answer_passage(answer);
    if (!kept && is_slip(kept.error())) return slip(kept.error());
    if (!kept) return tl::unexpected(kept.error());
    out() << (answer.misses.empty()
                  ? "none missing\n"
                  : fmt::format("{} missing\n",
                                counted(std::ssize(answer.misses), "relation", "relations")));
    return Heard::Answered;
  }

  Result<Heard> slip(const Error& error) {
    out() << printable(error.message) << '\n';
    return Heard::NotYet;
  }

  /// A number of the list becomes the actor's id.
  Result<void> name_actor(std::string& end) const {
    if (end.empty() || end.find_first_not_of("0123456789") != std::string::npos || end.size() > 6)
      return {};
    const auto number = std::stoul(end);
    if (number < 1 || number > cast_.size())
      return failure(ErrorCode::Usage,
                     fmt::format("There is no actor {}; they go from 1 to {}.", end, cast_.size()));
    end = cast_[number - 1].actor;
    return {};
  }

  Result<void> take_back(const PassageRow& passage) override {
    const auto undone = study_.undo_passage_answer(coder_, passage.key);
    if (!undone) return tl::unexpected(undone.error());
    return {};
  }

  study::Study& study_;
  double min_confidence_;
  const std::string& coder_;
  std::vector<CastRow> cast_;  // of the article shown
};

}  // namespace

Result<Exit> sit_and_read(study::Study& study, study::AuditId audit, const std::string& coder,
                          const Console& console, std::istream& in) {
  auto passages = study.passages(audit);
  if (!passages) return tl::unexpected(passages.error());
  std::deque<PassageRow> queue;
  for (auto& passage : *passages)
    if (!passage.answered_at && passage.is_current) queue.push_back(std::move(passage));
  double min_confidence = 0;
  const auto audits = study.audits();
  if (!audits) return tl::unexpected(audits.error());
  for (const auto& row : *audits)
    if (row.key == audit) min_confidence = row.min_confidence;
  return PassageSitting(study, min_confidence, coder, console, in).ask_all(std::move(queue));
}

}  // namespace faultline::cli
