#include "cli/detail/audit_session.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <istream>
#include <ostream>
#include <sstream>

#include "cli/detail/coding_text.h"
#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "text/text.h"

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

std::string sign_text(int sign) { return sign < 0 ? "against" : sign > 0 ? "for" : "neither"; }

class Sitting {
 public:
  Sitting(study::Study& study, study::AuditId audit, const std::string& coder,
          const Console& console, std::istream& in)
      : study_(study), audit_(audit), coder_(coder), console_(console), in_(in) {}

  Result<Exit> run() {
    if (auto filled = fill_queue(); !filled) return tl::unexpected(filled.error());
    if (!queue_.empty()) out() << help;
    while (!is_over_)
      if (auto asked = ask(); !asked) return tl::unexpected(asked.error());
    out() << fmt::format("\n{} checked in this sitting; {} left.\n",
                         counted(checked_, "relation", "relations"),
                         grouped(std::ssize(queue_) + skipped_));
    return console_.interrupted ? Exit::Interrupted : Exit::AllDone;
  }

 private:
  std::ostream& out() { return console_.out; }
  [[nodiscard]] std::size_t width() const {
    return static_cast<std::size_t>(std::clamp(console_.width, 60, 100));
  }

  Result<void> fill_queue() {
    auto items = study_.audit_items(audit_);
    if (!items) return tl::unexpected(items.error());
    for (auto& item : *items)
      if (!item.verdict && item.relation) queue_.push_back(std::move(item));
    return {};
  }

  Result<void> ask() {
    if (queue_.empty()) {
      out() << (skipped_ > 0 ? "\nThose that you skipped come up in the next sitting.\n"
                             : "\nEverything in this sample is checked.\n");
      is_over_ = true;
      return {};
    }
    if (is_new_)
      if (auto shown = show(); !shown) return shown;
    is_new_ = false;
    out() << "[y n e s u q ?]> " << std::flush;
    std::string line;
    if (console_.interrupted || !std::getline(in_, line) || console_.interrupted) {
      is_over_ = true;
      return {};
    }
    const std::string folded = text::fold_space(line);
    const auto blank = std::min(folded.find(' '), folded.size());
    return obey(text::fold_name(folded.substr(0, blank)),
                blank < folded.size() ? folded.substr(blank + 1) : std::string());
  }

  /// The relation as the machine has it, in its place in the text.
  Result<void> show() {
    const AuditItemRow& item = queue_.front();
    study::Filter filter;
    filter.key = static_cast<std::int64_t>(*item.relation);
    const auto rows = study_.machine_relations(filter);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) {
      // Its two ends are one actor by now, as people say.
      queue_.pop_front();
      return ask();
    }
    row_ = rows->front();
    const auto text = study_.text_of(row_.article);
    if (!text) return tl::unexpected(text.error());
    out() << '\n'
          << wrapped(fmt::format("{} left. {}{}, relation {} of article {}",
                                 grouped(std::ssize(queue_)),
                                 printable(row_.outlet.value_or("outlet not known")),
                                 row_.day ? ", " + to_string(*row_.day) : ", undated",
                                 static_cast<std::int64_t>(row_.key), printable(row_.article_id)),
                     width(), 0)
          << statement_in_context(*text, row_.evidence, width(), console_.colour)
          << wrapped(fmt::format("{} ({}) -> {} ({}): {}, {}{}", printable(row_.from_name),
                                 printable(row_.from), printable(row_.to_name),
                                 printable(row_.to.value_or("")), positions::to_string(row_.act),
                                 sign_text(row_.sign),
                                 row_.trigger_text.empty()
                                     ? std::string()
                                     : fmt::format(" (“{}”)", printable(row_.trigger_text))),
                     width(), 4);
    return {};
  }

  Result<void> obey(const std::string& key, const std::string& rest) {
    if (key == "y" || key == "yes") return keep(Verdict::Right, rest);
    if (key == "n" || key == "no") return keep(Verdict::Wrong, rest);
    if (key == "e" || key == "edit") return edit(rest);
    if (key == "s" || key == "skip") {
      queue_.pop_front();
      ++skipped_;
      is_new_ = true;
      return {};
    }
    if (key == "u" || key == "undo") return undo();
    if (key == "q" || key == "quit") {
      is_over_ = true;
      return {};
    }
    if (key != "?" && key != "h" && key != "help" && !key.empty())
      out() << fmt::format("\"{}\" is no answer.\n", printable(key));
    out() << help;
    return {};
  }

  AuditAnswer answer(Verdict verdict) {
    AuditAnswer made;
    made.item = queue_.front().key;
    made.verdict = verdict;
    made.coder = coder_;
    return made;
  }

  Result<void> keep(Verdict verdict, const std::string& note) {
    AuditAnswer made = answer(verdict);
    made.note = note;
    return keep(made);
  }

  Result<void> edit(const std::string& words) {
    AuditAnswer made = answer(Verdict::Edited);
    if (auto edited = edit_answer(made, words, row_); !edited) {
      out() << printable(edited.error().message) << '\n';
      return {};
    }
    return keep(made);
  }

  Result<void> keep(const AuditAnswer& made) {
    const auto kept = study_.answer_audit(made);
    // A slip of the keyboard is told and asked for again; the study's own troubles end the sitting.
    if (!kept && made.verdict == Verdict::Edited &&
        (kept.error().code == ErrorCode::NotFound || kept.error().code == ErrorCode::Usage)) {
      out() << printable(kept.error().message) << '\n';
      return {};
    }
    if (!kept) return kept;
    out() << word_for(made.verdict) << '\n';
    made_.push_back(queue_.front());
    queue_.pop_front();
    ++checked_;
    is_new_ = true;
    return {};
  }

  Result<void> undo() {
    if (made_.empty()) {
      out() << "Nothing was checked in this sitting; `faultline audit STUDY undo` takes older "
               "answers back.\n";
      return {};
    }
    const auto undone = study_.undo_audit_answer(coder_, made_.back().key);
    if (!undone) return tl::unexpected(undone.error());
    queue_.push_front(made_.back());
    made_.pop_back();
    --checked_;
    is_new_ = true;
    out() << "Taken back.\n";
    return {};
  }

  study::Study& study_;
  study::AuditId audit_;
  const std::string& coder_;
  const Console& console_;
  std::istream& in_;
  std::deque<AuditItemRow> queue_;
  std::vector<AuditItemRow> made_;
  RelationRow row_;  // as it is shown
  std::int64_t checked_ = 0, skipped_ = 0;
  bool is_new_ = true;
  bool is_over_ = false;
};

tl::unexpected<Error> no_edit(const std::string& word) {
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no change; write sign=-1, sign=0, sign=+1, act=accuse, "
                             "from=ID, to=ID or swap.",
                             word));
}

}  // namespace

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
  return Sitting(study, audit, coder, console, in).run();
}

}  // namespace faultline::cli
