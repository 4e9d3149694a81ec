#pragma once
// A person at a terminal who is asked about one thing after another.

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "cli/detail/layout.h"
#include "text/text.h"

namespace faultline::cli {

/// What the questions are about, and what a person may type.
struct SittingWords {
  std::string_view one, many;  // "relation", "relations"
  std::string_view done;       // "checked"
  std::string_view prompt;     // "[y n e s u q ?]> "
  std::string_view help;
};

/// Asks about the things of a queue in their order until none is left, the person quits or the
/// input ends. What the questions are is for those that derive; each answer is kept at once.
template <class Item>
class Sitting {
 public:
  Sitting(const SittingWords& words, const Console& console, std::istream& in)
      : words_(words), console_(console), in_(in) {}
  virtual ~Sitting() = default;
  Sitting(const Sitting&) = delete;
  Sitting& operator=(const Sitting&) = delete;

  [[nodiscard]] Result<Exit> ask_all(std::deque<Item> queue) {
    queue_ = std::move(queue);
    if (!queue_.empty()) out() << words_.help;
    while (!is_over_)
      if (auto asked = ask(); !asked) return tl::unexpected(asked.error());
    out() << fmt::format("\n{} {} in this sitting; {} left.\n",
                         counted(answered_, words_.one, words_.many), words_.done,
                         grouped(std::ssize(queue_) + skipped_));
    return console_.interrupted ? Exit::Interrupted : Exit::AllDone;
  }

 protected:
  /// Shows it; false: it is no question any more.
  virtual Result<bool> show(const Item& item) = 0;
  /// What was typed, its first word in lower case and the rest. True if the item is answered.
  enum class Heard { Answered, NotYet, NotUnderstood };
  virtual Result<Heard> hear(const Item& item, const std::string& key, const std::string& rest) = 0;
  virtual Result<void> take_back(const Item& item) = 0;

  std::ostream& out() { return console_.out; }
  [[nodiscard]] bool colour() const { return console_.colour; }
  [[nodiscard]] std::size_t width() const {
    return static_cast<std::size_t>(std::clamp(console_.width, 60, 100));
  }
  [[nodiscard]] std::string left() const { return grouped(std::ssize(queue_)) + " left. "; }

 private:
  Result<void> ask() {
    if (queue_.empty()) {
      out() << (skipped_ > 0 ? "\nThose that you skipped come up in the next sitting.\n"
                             : fmt::format("\nEverything in this sample is {}.\n", words_.done));
      is_over_ = true;
      return {};
    }
    if (is_new_) {
      const auto shown = show(queue_.front());
      if (!shown) return tl::unexpected(shown.error());
      if (!*shown) return queue_.pop_front(), Result<void>();
    }
    is_new_ = false;
    out() << words_.prompt << std::flush;
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

  Result<void> obey(const std::string& key, const std::string& rest) {
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
    if (key.empty() || key == "?" || key == "h" || key == "help")
      return out() << words_.help, Result<void>();
    const auto heard = hear(queue_.front(), key, rest);
    if (!heard) return tl::unexpected(heard.error());
    if (*heard == Heard::NotUnderstood)
      out() << fmt::format("\"{}\" is no answer.\n", printable(key)) << words_.help;
    if (*heard != Heard::Answered) return {};
    made_.push_back(queue_.front());
    queue_.pop_front();
    ++answered_;
    is_new_ = true;
    return {};
  }

  Result<void> undo() {
    if (made_.empty()) {
      out() << fmt::format(
          "Nothing was {} in this sitting; `faultline audit STUDY undo` takes "
          "older answers back.\n",
          words_.done);
      return {};
    }
    if (auto undone = take_back(made_.back()); !undone) return undone;
    queue_.push_front(made_.back());
    made_.pop_back();
    --answered_;
    is_new_ = true;
    out() << "Taken back.\n";
    return {};
  }

  SittingWords words_;
  const Console& console_;
  std::istream& in_;
  std::deque<Item> queue_;
  std::vector<Item> made_;
  std::int64_t answered_ = 0, skipped_ = 0;
  bool is_new_ = true;
  bool is_over_ = false;
};

}  // namespace faultline::cli
