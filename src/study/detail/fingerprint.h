#pragma once
// Short names for long contents: what tells two states of a text, a register or a codebook apart,
// and what a correction is about.

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "actors/register.h"
#include "intake/article.h"
#include "positions/codebook.h"

namespace faultline::study::detail {

/// XXH3, 128 bits, of fields; ("ab", "c") and ("a", "bc") differ. Not made to withstand people who
/// look for two texts with one fingerprint.
class Fingerprint {
 public:
  Fingerprint();
  Fingerprint(Fingerprint&&) noexcept;
  Fingerprint& operator=(Fingerprint&&) noexcept;
  ~Fingerprint();

  Fingerprint& add(std::string_view field);
  Fingerprint& add_optional(const std::optional<std::string>& field);  // none is not empty
  Fingerprint& add(std::size_t number);
  [[nodiscard]] std::string hex() const;  // 32 digits

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string text_fingerprint(std::string_view text);
/// Of the text and of all that is said about it: outlet, headline, byline, address, day, language,
/// sections and captions. Neither file nor id.
[[nodiscard]] std::string content_fingerprint(const intake::Article& article);
[[nodiscard]] std::string fingerprint(std::span<const actors::Actor> actors);
[[nodiscard]] std::string fingerprint(const positions::Codebook& codebook);

/// Names things of one article by their words, so that a correction finds its thing again after
/// another reading: "<fingerprint of the folded words>:<how many with these words came before +
/// 1>".
class Subjects {
 public:
  [[nodiscard]] std::string name(std::initializer_list<std::string_view> words);

 private:
  std::unordered_map<std::string, int> seen_;
};

}  // namespace faultline::study::detail
