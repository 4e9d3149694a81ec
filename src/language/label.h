#pragma once
// Tags, relations and features: short texts out of small sets, a pointer each.

#include <ostream>
#include <string>
#include <string_view>

namespace faultline::language {

/// A text that is kept once and for all: equal labels are one pointer, copies cost nothing, and
/// views of it stay good until the program ends. Meant for the sets of a model (tags, relations,
/// features), not for words. Making one from a text searches a table that all threads share.
class Label {
 public:
  Label() = default;
  // Labels are compared with and made from literals everywhere.
  Label(std::string_view text);                                      // NOLINT
  Label(const char* text) : Label(std::string_view(text)) {}         // NOLINT
  Label(const std::string& text) : Label(std::string_view(text)) {}  // NOLINT

  [[nodiscard]] std::string_view view() const {
    return text_ == nullptr ? std::string_view() : std::string_view(*text_);
  }
  operator std::string_view() const { return view(); }  // NOLINT
  [[nodiscard]] bool empty() const { return text_ == nullptr; }
  [[nodiscard]] bool starts_with(std::string_view text) const { return view().starts_with(text); }

  friend bool operator==(Label, Label) = default;
  friend bool operator==(Label label, std::string_view text) { return label.view() == text; }
  friend bool operator==(Label label, const char* text) { return label.view() == text; }
  friend bool operator==(Label label, const std::string& text) { return label.view() == text; }
  friend std::ostream& operator<<(std::ostream& stream, Label label) {
    return stream << label.view();
  }

 private:
  const std::string* text_ = nullptr;  // none: the empty text
};

}  // namespace faultline::language
