#include "cli/detail/audit_session.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <istream>
#include <ostream>
#include <sstream>

#include "cli/detail/coding_text.h"
#include "cli/detail/layout.h"
#include "cli/detail/sitting.h"
#include "cli/detail/suggest.h"

namespace faultline::cli {
namespace {

using study::AuditAnswer;
using study::AuditItemRow;
using study::RelationRow;
using study::Verdict;

constexpr std::string_view help =
    "  y  right: who, whom, act and sign    n  wrong: there is no such relation\n"
    "  e CHANGES  there is one, but: sign=-1 act=accuse from=ID to=ID swap + 0 -\n"
    "  s  skip for now   u  undo            q  stop; go on later where you stopped\n"
    "  A note may follow y and n: n irony   ?  this\n";

class RelationSitting : public Sitting<AuditItemRow> {
 public:
  RelationSitting(study::Study& study, const std::string& coder, const Console& console,
                  std::istream& in)
      : Sitting({"relation", "relations", "checked", "[y n e s u q ?]> ", help}, console, in),
        study_(study),
        coder_(coder) {}

 private:
  /// The relation as the machine has it, in its place in the text.
  Result<bool> show(const AuditItemRow& item) override {
    study::Filter filter;
    filter.key = static_cast<std::int64_t>(*item.relation);
    const auto rows = study_.machine_relations(filter);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return false;  // its two ends are one actor by now, as people say
    row_ = rows->front();
    const auto text = study_.text_of(row_.article);
    if (!text) return tl::unexpected(text.error());
    out() << '\n'
          << wrapped(left() + fmt::format("{}{}, relation {} of article {}",
                                          printable(row_.outlet.value_or("outlet not known")),
                                          row_.day ? ", " + to_string(*row_.day) : ", undated",
                                          static_cast<std::int64_t>(row_.key),
                                          printable(row_.article_id)),
                     width(), 0)
          << statement_in_context(*text, row_.evidence, width(), colour())
          << wrapped(fmt::format("{} ({}) -> {} ({}): {}", printable(row_.from_name),
                                 printable(row_.from), printable(row_.to_name),
                                 printable(row_.to.value_or("")), act_words(row_)),
                     width(), 4);
    return true;
  }

  Result<Heard> hear(const AuditItemRow& item, const std::string& key,
                     const std::string& rest) override {
    AuditAnswer answer;
    answer.item = item.key;
    answer.coder = coder_;
    if (key == "e" || key == "edit") {
      answer.verdict = Verdict::Edited;
      if (auto edited = edit_answer(answer, rest, row_); !edited) {
        out() << printable(edited.error().message) << '\n';
        return Heard::NotYet;
      }
    } else if (key == "y" || key == "yes" || key == "n" || key == "no") {
      answer.verdict = key.front() == 'y' ? Verdict::Right : Verdict::Wrong;
      answer.note = rest;
    } else {
      return Heard::NotUnderstood;
    }
    const auto kept = study_.answer_audit(answer);
    // A slip of the keyboard is told and asked for again; the study's own troubles end the sitting.
    if (!kept && answer.verdict == Verdict::Edited && is_slip(kept.error())) {
      out() << printable(kept.error().message) << '\n';
      return Heard::NotYet;
    }
    if (!kept) return tl::unexpected(kept.error());
    out() << word_for(answer.verdict) << '\n';
    return Heard::Answered;
  }

  Result<void> take_back(const AuditItemRow& item) override {
    const auto undone = study_.undo_audit_answer(coder_, item.key);
    if (!undone) return tl::unexpected(undone.error());
    return {};
  }

  study::Study& study_;
  const std::string& coder_;
  RelationRow row_;  // as it is shown
};

tl::unexpected<Error> no_edit(const std::string& word) {
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no change; write sign=-1, sign=0, sign=+1, act=accuse, "
                             "from=ID, to=ID or swap.",
                             word));
}

}  // namespace

std::string act_words(const RelationRow& row) {
  return fmt::format(
      "{}, {}{}", positions::to_string(row.act),
      row.sign < 0   ? "against"
      : row.sign > 0 ? "for"
                     : "neither",
      row.trigger_text.empty() ? "" : fmt::format(" (“{}”)", printable(row.trigger_text)));
}

bool is_slip(const Error& error) {
  return error.code == ErrorCode::NotFound || error.code == ErrorCode::Usage;
}

Result<void> edit_answer(AuditAnswer& answer, const std::string& words, const RelationRow& row) {
  std::istringstream parts(words);
  std::string word;
  const auto set_sign = [&](const std::string& value) -> Result<void> {
    if (value == "+" || value == "+1" || value == "1") return answer.sign = 1, Result<void>();
    if (value == "-" || value == "-1") return answer.sign = -1, Result<void>();
    if (value == "0") return answer.sign = 0, Result<void>();
    return no_edit(word);
  };
  Result<void> done;
  while (done && parts >> word) {
    const auto equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    const std::string value = equals < word.size() ? word.substr(equals + 1) : "";
    if (name == "swap" && row.to) {
      answer.from = *row.to;
      answer.to = row.from;
    } else if (name == "from" && !value.empty()) {
      answer.from = value;
    } else if (name == "to" && !value.empty()) {
      answer.to = value;
    } else if (name == "act") {
      answer.act = positions::parse_act(value);
      if (!answer.act) {
        std::vector<std::string> known;
        for (const auto act : positions::all_acts()) known.emplace_back(positions::to_string(act));
        return failure(ErrorCode::Usage,
                       fmt::format("\"{}\" is no act.{}", value, did_you_mean(value, known)));
      }
    } else {
      done = set_sign(name == "sign" ? value : equals == word.size() ? word : std::string("?"));
    }
  }
  return done;
}

Result<Exit> sit_and_check(study::Study& study, study::AuditId audit, const std::string& coder,
                           const Console& console, std::istream& in) {
  auto items = study.audit_items(audit);
  if (!items) return tl::unexpected(items.error());
  std::deque<AuditItemRow> queue;
  for (auto& item : *items)
    if (!item.verdict && item.relation) queue.push_back(std::move(item));
  return RelationSitting(study, coder, console, in).ask_all(std::move(queue));
}

}  // namespace faultline::cli
