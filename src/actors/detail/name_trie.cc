#include "actors/detail/name_trie.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace faultline::actors::detail {
namespace {

/// Spreads a hash or an edge over all bits (the finalizer of SplitMix64; Steele, Lea & Flood 2014).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

/// At least a quarter of the slots stays empty, so that a search for what is not there is short.
std::size_t slots_for(std::size_t entries) { return std::bit_ceil(entries + entries / 3 + 4); }

}  // namespace

void NameTrie::Builder::add(std::span<const WordShape> words, bool has_article,
                            std::uint32_t actor) {
  if (words.empty()) return;
  NameEnd end{actor, 0, 0, has_article};
  first_of_.push_back(static_cast<std::uint32_t>(hashes_.size()));
  for (std::size_t w = 0; w < words.size(); ++w) {
    hashes_.push_back(words[w].hash);
    const std::uint32_t bit = w < 32 ? std::uint32_t{1} << w : 0;
    if (words[w].is_all_capitals) {
      end.all_capitals |= bit;
    } else if (words[w].is_capital) {
      end.capitals |= bit;
    }
  }
  ends_.push_back(end);
}

NameTrie NameTrie::Builder::build() && {
  NameTrie trie;
  if (ends_.empty()) return trie;
  first_of_.push_back(static_cast<std::uint32_t>(hashes_.size()));
  trie.word_hashes_.resize(16);
  trie.words_.resize(16);
  std::vector<Word> words(hashes_.size());
  std::transform(hashes_.begin(), hashes_.end(), words.begin(),
                 [&trie](std::uint64_t hash) { return trie.intern(hash); });
  hashes_ = {};
  trie.edges_.resize(slots_for(words.size()));
  trie.targets_.resize(trie.edges_.size());
  std::vector<Node> last(ends_.size(), root);
  for (std::size_t name = 0; name < ends_.size(); ++name) {
    for (std::size_t w = first_of_[name]; w < first_of_[name + 1]; ++w)
      last[name] = trie.add_edge(last[name], words[w]);
  }
  // Names are brought together by their node; within one they keep their order.
  trie.first_end_.resize(trie.edge_count_ + std::size_t{2});
  for (const Node node : last) ++trie.first_end_[node + 1];
  for (std::size_t node = 1; node < trie.first_end_.size(); ++node)
    trie.first_end_[node] += trie.first_end_[node - 1];
  trie.ends_.resize(ends_.size());
  std::vector<std::uint32_t> place(trie.first_end_);
  for (std::size_t name = 0; name < ends_.size(); ++name)
    trie.ends_[place[last[name]]++] = ends_[name];
  return trie;
}

std::size_t NameTrie::word_slot(std::uint64_t hash) const {
  const std::size_t mask = word_hashes_.size() - 1;
  std::size_t slot = mixed(hash) & mask;
  while (word_hashes_[slot] != 0 && word_hashes_[slot] != hash) slot = (slot + 1) & mask;
  return slot;
}

std::size_t NameTrie::edge_slot(std::uint64_t edge) const {
  const std::size_t mask = edges_.size() - 1;
  std::size_t slot = mixed(edge) & mask;
  while (edges_[slot] != 0 && edges_[slot] != edge) slot = (slot + 1) & mask;
  return slot;
}

NameTrie::Word NameTrie::intern(std::uint64_t hash) {
  const std::size_t slot = word_slot(hash);
  if (word_hashes_[slot] == hash) return words_[slot];
  word_hashes_[slot] = hash;
  const Word made = words_[slot] = ++word_count_;
  if (word_count_ > word_hashes_.size() / 4 * 3) {
    const auto old_hashes =
        std::exchange(word_hashes_, std::vector<std::uint64_t>(word_hashes_.size() * 2));
    const auto old_words = std::exchange(words_, std::vector<Word>(words_.size() * 2));
    for (std::size_t i = 0; i < old_hashes.size(); ++i) {
      if (old_hashes[i] == 0) continue;
      const std::size_t moved = word_slot(old_hashes[i]);
      word_hashes_[moved] = old_hashes[i];
      words_[moved] = old_words[i];
    }
  }
  return made;
}

NameTrie::Node NameTrie::add_edge(Node from, Word word) {
  const std::uint64_t edge = std::uint64_t{from} << 32 | word;
  const std::size_t slot = edge_slot(edge);
  if (edges_[slot] == edge) return targets_[slot];
  edges_[slot] = edge;
  return targets_[slot] = ++edge_count_;
}

NameTrie::Word NameTrie::word(std::uint64_t hash) const {
  if (hash == 0 || word_hashes_.empty()) return unknown;
  const std::size_t slot = word_slot(hash);
  return word_hashes_[slot] == hash ? words_[slot] : unknown;
}

NameTrie::Node NameTrie::next(Node from, Word word) const {
  if (word == unknown) return root;
  const std::uint64_t edge = std::uint64_t{from} << 32 | word;
  const std::size_t slot = edge_slot(edge);
  return edges_[slot] == edge ? targets_[slot] : root;
}

}  // namespace faultline::actors::detail
