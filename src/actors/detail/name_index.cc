#include "actors/detail/name_index.h"

#include <algorithm>

#include "actors/detail/roles.h"
#include "actors/detail/spelling.h"
#include "text/text.h"

namespace faultline::actors::detail {
namespace {

std::uint64_t hash(std::string_view bytes) {
  std::uint64_t value = 0xCBF29CE484222325u;
  for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return value ^ (value >> 29);
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 128; });
}

// Letters and digits of `word`, folded; empty for punctuation.
void fold_letters(std::string_view word, std::string& letters) {
  letters.clear();
  if (is_ascii(word)) {
    for (const char c : word) {
      if (c >= 'A' && c <= 'Z') {
        letters.push_back(static_cast<char>(c - 'A' + 'a'));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        letters.push_back(c);
      }
    }
    return;
  }
  for (const std::string& part : name_parts(word)) letters += part;
  if (letters == "’" || letters == "‘" || letters == "–" || letters == "—") letters.clear();
}

// A word of a text, or none where a hyphen or an apostrophe stands between words.
struct TextPart {
  std::uint64_t hash = 0;
  bool is_capital = false;
  bool is_all_capitals = false;
  bool is_joint = false;
};

TextPart text_part(std::string_view form) {
  thread_local std::string letters;
  fold_letters(form, letters);
  if (letters.empty()) return {0, false, false, is_one_of(form, {"-", "'", "’", ".", "‑", "–"})};
  return {hash(written_out(letters)), begins_upper(form), is_all_capitals(form), false};
}

}  // namespace

std::string sound_of_name(std::span<const std::string> parts) {
  std::string sound;
  for (const std::string& part : parts) {
    const std::string one = sound_of(part);
    if (one.empty()) return {};
    sound += one;
    sound += ' ';
  }
  return sound;
}

NameIndex::NameIndex(std::span<const Actor> actors) {
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    const Actor& actor = actors[a];
    add_name(actor.name, a);
    for (const std::string& alias : actor.aliases) add_name(alias, a);
    if (actor.kind != ActorKind::Person) continue;
    for (const Role& role : actor.roles) {
      for (const std::string& word : office_of(role.title).words) {
        Positions& holders = by_office_[word];
        if (holders.empty() || holders.back() != a) holders.push_back(a);
      }
    }
    std::vector<std::string> parts = name_parts(actor.name);
    while (parts.size() > 1 && is_suffix(parts.back())) parts.pop_back();
    if (parts.empty()) continue;
    by_surname_[parts.back()].push_back(a);
    if (const std::string sound = sound_of_name(parts); parts.size() > 1 && !sound.empty()) {
      by_sound_[sound].push_back(a);
    }
  }
  for (auto& [first, positions] : by_first_) {
    std::stable_sort(positions.begin(), positions.end(),
                     [&](std::uint32_t one, std::uint32_t other) {
                       return entries_[one].parts.size() > entries_[other].parts.size();
                     });
  }
}

std::vector<NameIndex::Part> NameIndex::parts_of(std::string_view word) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  while (begin <= word.size()) {
    const std::size_t end = std::min(word.find('-', begin), word.size());
    std::string_view piece = word.substr(begin, end - begin);
    begin = end + 1;
    bool is_possessive = false;
    for (const std::string_view clitic : {std::string_view("'s"), std::string_view("’s")}) {
      if (piece.size() > clitic.size() && piece.ends_with(clitic)) {
        piece.remove_suffix(clitic.size());
        is_possessive = true;
      }
    }
    const TextPart part = text_part(piece);
    if (part.hash == 0) continue;
    Case needs = part.is_capital ? Case::Capital : Case::Any;
    if (part.is_all_capitals) needs = Case::AllCapitals;
    parts.push_back({part.hash, needs});
    if (is_possessive) parts.push_back({hash("s"), Case::Any});
  }
  return parts;
}

void NameIndex::add_name(std::string_view name, std::uint32_t actor) {
  Entry entry;
  entry.actor = actor;
  bool is_first = true;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (is_first && !name.empty() && (word == "the" || word == "The")) {
      entry.has_article = true;
    } else {
      const std::vector<Part> parts = parts_of(word);
      entry.parts.insert(entry.parts.end(), parts.begin(), parts.end());
    }
    is_first = false;
  }
  if (entry.parts.empty()) return;
  by_first_[entry.parts.front().hash].push_back(static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back(std::move(entry));
}

std::vector<NameMatch> NameIndex::find(const Words& words) const {
  std::vector<NameMatch> matches;
  if (entries_.empty()) return matches;
  std::vector<TextPart> parts;
  parts.reserve(words.size());
  for (Index i = 0; i < words.size(); ++i) parts.push_back(text_part(words.form(i)));
  const auto fits = [](const Part& wanted, const TextPart& part) {
    if (wanted.hash != part.hash) return false;
    if (wanted.needs == Case::Any || part.is_all_capitals) return true;
    return wanted.needs == Case::Capital && part.is_capital;
  };
  // The end of `entry` from token `i` on, or `i` if it does not stand there.
  const auto end_of = [&](const Entry& entry, Index i) {
    Index end = i;
    const Index limit = words.sentence_end(i);
    for (const Part& wanted : entry.parts) {
      while (end < limit && end > i && parts[end].is_joint) ++end;
      if (end >= limit || !fits(wanted, parts[end])) return i;
      ++end;
    }
    return end;
  };
  for (Index i = 0; i < words.size();) {
    const auto candidates = by_first_.find(parts[i].hash);
    Index best = i;
    NameMatch match;
    if (candidates != by_first_.end() && parts[i].hash != 0) {
      for (const std::uint32_t position : candidates->second) {
        const Entry& entry = entries_[position];
        if (entry.has_article && (i == 0 || !words.is(i - 1, "the"))) continue;
        const Index end = end_of(entry, i);
        if (end == i || end < best) continue;
        if (end > best) match.actors.clear();
        best = end;
        match.tokens = span_of(entry.has_article ? i - 1 : i, end);
        if (std::find(match.actors.begin(), match.actors.end(), entry.actor) ==
            match.actors.end()) {
          match.actors.push_back(entry.actor);
        }
      }
    }
    if (best > i) {
      matches.push_back(std::move(match));
      i = best;
    } else {
      ++i;
    }
  }
  return matches;
}

namespace {

std::span<const std::uint32_t> find_in(
    const std::unordered_map<std::string, std::vector<std::uint32_t>>& table,
    std::string_view key) {
  const auto found = table.find(std::string(key));
  if (found == table.end()) return {};
  return found->second;
}

}  // namespace

std::span<const std::uint32_t> NameIndex::with_surname(std::string_view surname) const {
  return find_in(by_surname_, surname);
}

std::span<const std::uint32_t> NameIndex::sounding(std::string_view sound) const {
  return sound.empty() ? std::span<const std::uint32_t>{} : find_in(by_sound_, sound);
}

std::span<const std::uint32_t> NameIndex::with_office(std::string_view word) const {
  return find_in(by_office_, word);
}

}  // namespace faultline::actors::detail
