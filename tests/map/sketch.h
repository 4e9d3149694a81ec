#pragma once
// Rows of a study written by hand: each call adds a sentence to an article and the row that a
// reader of it would make.

#include <map>
#include <optional>
#include <string>

#include "map/detail/rows.h"

namespace faultline::map {

class Sketch {
 public:
  explicit Sketch(const std::string& register_toml);

  /// Later rows belong to this article. An empty day or outlet: not known.
  Sketch& article(const std::string& id, const std::string& outlet, const std::string& published);
  Sketch& url(const std::string& url);

  /// Confidence, day and correction of the rows that follow.
  Sketch& sure(double confidence);
  Sketch& on(const std::string& partial_date);  // "": the article's day
  Sketch& corrected(bool is_corrected);

  /// `speaker` may be empty: somebody unknown.
  Sketch& says(const std::string& speaker, const std::string& sentence);
  /// How the newest statement is reported, and where it was made.
  Sketch& reported(statements::CueClass cue_class, statements::Modality modality,
                   statements::Polarity polarity, const std::string& venue = "");
  /// Codes the newest statement.
  Sketch& stands(const std::string& concept_name, int agreement, const std::string& phrase,
                 const std::string& coder = "machine");
  /// A relation of `sign` in a sentence of its own, in the newest statement's words or the
  /// outlet's voice.
  Sketch& acts(const std::string& from, int sign, const std::string& to,
               const std::string& sentence, const std::string& trigger,
               bool is_outlets_voice = false);

  [[nodiscard]] Result<BlocMap> map(const MapOptions& options = {}) const;
  [[nodiscard]] const detail::Rows& rows() const { return rows_; }

  /// The same study with its articles' days dealt out anew; each row keeps its article's.
  friend Sketch shuffled_in_time(Sketch sketch, unsigned seed);

 private:
  [[nodiscard]] std::string name_of(const std::string& id) const;
  ByteSpan write(const std::string& sentence);
  [[nodiscard]] std::optional<Day> day() const;

  detail::Rows rows_;
  std::map<study::ArticleId, std::string> texts_;
  double confidence_ = 0.8;
  bool is_corrected_ = false;
  std::optional<PartialDate> said_;
};

[[nodiscard]] Sketch shuffled_in_time(Sketch sketch, unsigned seed);

/// Rows in the order of day that the study gives.
[[nodiscard]] detail::Rows in_order_of_day(detail::Rows rows);

/// Ten weeks of an invented bloc that is united and then splits: 5 people, 2 outlets, 1 change of
/// office, 1 of bloc.
[[nodiscard]] Sketch harbour_story();

/// A bloc of `people` people, p0 and so on, without articles.
[[nodiscard]] Sketch quay(int people);

}  // namespace faultline::map
