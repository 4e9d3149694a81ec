#pragma once
// Names as paths of words: a trie over the hashes of folded words, in a few flat arrays, so that a
// million names take about a hundred bytes each.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace faultline::actors::detail {

/// A word of a name or of a text, without its letters.
struct WordShape {
  std::uint64_t hash = 0;  // of the folded letters; 0: no word
  bool is_capital = false;
  bool is_all_capitals = false;
};

/// A name that ends at a node, and what it asks of the text. Bit w speaks of the w-th word; beyond
/// the 32nd word the case of letters does not matter.
struct NameEnd {
  std::uint32_t actor = 0;
  std::uint32_t capitals = 0;      // words that begin with a capital in the register
  std::uint32_t all_capitals = 0;  // words in capitals throughout
  bool has_article = false;        // "the Assembly": the article must be there
};

/// Immutable once built.
class NameTrie {
 public:
  using Node = std::uint32_t;
  using Word = std::uint32_t;
  static constexpr Node root = 0;
  static constexpr Word unknown = 0;  // a word that no name has

  /// Takes names one by one; build() ends it.
  class Builder {
   public:
    /// `words` in order; empty words (hash 0) must have been left out. A name without words is
    /// passed over.
    void add(std::span<const WordShape> words, bool has_article, std::uint32_t actor);
    [[nodiscard]] NameTrie build() &&;

   private:
    std::vector<std::uint64_t> hashes_;    // of the words of all names, one after the other
    std::vector<std::uint32_t> first_of_;  // by name, where its words begin
    std::vector<NameEnd> ends_;            // by name
  };

  NameTrie() = default;

  [[nodiscard]] bool empty() const { return ends_.empty(); }
  [[nodiscard]] Word word(std::uint64_t hash) const;
  /// The node behind `word`; root if no name goes on like that. O(1).
  [[nodiscard]] Node next(Node from, Word word) const;
  /// The names that end at `node`, in the order in which they were added.
  [[nodiscard]] std::span<const NameEnd> ends(Node node) const {
    return std::span(ends_).subspan(first_end_[node], first_end_[node + 1] - first_end_[node]);
  }

 private:
  std::size_t word_slot(std::uint64_t hash) const;
  std::size_t edge_slot(std::uint64_t edge) const;
  Word intern(std::uint64_t hash);
  Node add_edge(Node from, Word word);

  // Open addressing with linear probing; sizes are powers of two, 0 marks an empty slot.
  std::vector<std::uint64_t> word_hashes_;
  std::vector<Word> words_;  // beside them
  std::uint32_t word_count_ = 0;
  std::vector<std::uint64_t> edges_;      // from * 2^32 + word
  std::vector<Node> targets_;             // beside them
  std::uint32_t edge_count_ = 0;          // nodes are numbered from 1 in the order of their making
  std::vector<std::uint32_t> first_end_;  // by node, and one more
  std::vector<NameEnd> ends_;
};

}  // namespace faultline::actors::detail
