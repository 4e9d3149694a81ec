#pragma once
// What the starter knows of words (models/english/issue-words.txt, built into the program).

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace faultline::positions::detail {

enum class IssueWord : std::uint16_t {
  EmptyNoun = 1u << 0,       // no issue by itself: "thing", "day"
  FrameNoun = 1u << 1,       // what stands beside it tells which issue: "reform"
  IssueNoun = 1u << 2,       // "immigration"
  EmptyAdjective = 1u << 3,  // "new"
  VerbFor = 1u << 4,         // who builds it is for it
  VerbAgainst = 1u << 5,
  NounFor = 1u << 6,  // "support for it"
  NounAgainst = 1u << 7,
};

/// Immutable.
class IssueWords {
 public:
  /// The list built into the program.
  [[nodiscard]] static const IssueWords& english();
  /// Sections that are not known are skipped.
  explicit IssueWords(std::string_view list);

  [[nodiscard]] bool has(std::string_view lemma, IssueWord kind) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> words_;
};

}  // namespace faultline::positions::detail
