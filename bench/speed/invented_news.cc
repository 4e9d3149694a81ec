#include "invented_news.h"

#include <array>
#include <chrono>
#include <string_view>

#include "base/day.h"

namespace faultline::bench {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 16> first_names = {
    "Mirela", "Tobias", "Henna",  "Aurel", "Sanne", "Ruben",   "Ilka",   "Cosmin",
    "Dagny",  "Pavle",  "Noémie", "Wim",   "Zofia", "Édouard", "Larisa", "Jonas"};
constexpr std::array<Words, 20> family_names = {
    "Brandvold", "Castellan", "Dravec",  "Ehrling",  "Fornasier", "Grünwald", "Hadžić",
    "Iversholt", "Jelenko",   "Kestner", "Lundmark", "Marescu",   "Norrby",   "Oberlander",
    "Piaszek",   "Quintrell", "Rostan",  "Søndre",   "Tarnowitz", "Vukelja"};
constexpr std::array<Words, 12> offices = {
    "finance minister",     "interior minister", "speaker of the chamber",
    "governor of the bank", "party chairman",    "leader of the opposition",
    "mayor of the capital", "chief of staff",    "minister of transport",
    "prosecutor general",   "deputy premier",    "head of the audit office"};
constexpr std::array<Words, 8> organisations = {
    "the Harbour Party",     "the Civic Union",   "the Ministry of Roads", "the Audit Office",
    "the Council of Elders", "the Railway Union", "the Central Bank",      "the Meadow League"};
constexpr std::array<Words, 12> claims = {"the budget will not survive the winter",
                                          "nobody in the cabinet had read the report",
                                          "the new bridge was paid for twice",
                                          "talks with the neighbours must go on",
                                          "the emergency decree protects every honest family",
                                          "the election cannot be moved to autumn",
                                          "the railway should stay in public hands",
                                          "the committee has been lied to for three years",
                                          "there is no crisis, only bad manners",
                                          "every krone of the relief fund will be accounted for",
                                          "the army has no business in the harbour",
                                          "we will vote against the treaty and say why"};
constexpr std::array<Words, 8> deeds = {
    "hiding the second audit",       "selling the port to a cousin",
    "wrecking the coalition",        "keeping the promise to the miners",
    "ignoring the flood warnings",   "leading the country through the strike",
    "spying on members of the club", "speaking plainly at last"};
constexpr std::array<Words, 6> narration = {
    "The vote had been put off twice since the spring",
    "About 4,000 people stood in the rain outside the chamber, many of them with lanterns",
    "The treaty, signed in 2027, gives both countries a share of the water",
    "Prices rose by 6.4% in the first quarter",
    "The party lost two of its nine seats in the province",
    "Rain had delayed the session by three hours"};
constexpr std::array<Words, 8> speech_verbs = {"said",   "told reporters", "insisted", "warned",
                                               "argued", "announced",      "admitted", "replied"};
constexpr std::array<Words, 4> blame = {"accused", "blamed", "denounced", "criticised"};
constexpr std::array<Words, 3> praise = {"praised", "thanked", "defended"};
constexpr std::array<Words, 6> when = {"on Monday", "on Tuesday evening", "after the session",
                                       "last week", "in a statement",     "on March 14"};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : draw_(seed) {}

  InventedText write(std::uint32_t words) {
    while (words_ < words) {
      const std::uint32_t sentences = 2 + draw_.below(3);
      for (std::uint32_t i = 0; i < sentences; ++i) {
        sentence();
      }
      text_.back() = '\n';
      text_ += '\n';
    }
    text_.pop_back();
    return {std::move(text_), words_, quotations_};
  }

 private:
  template <std::size_t N>
  Words any(const std::array<Words, N>& list) {
    return list[draw_.below(static_cast<std::uint32_t>(N))];
  }

  // A person has one first name, so that short forms refer to somebody.
  std::string person(bool in_full) {
    const std::uint32_t number = draw_.below(static_cast<std::uint32_t>(family_names.size()));
    std::string name(in_full ? first_names[number % first_names.size()] : "");
    if (in_full) {
      name += ' ';
    }
    name += family_names[number];
    return name;
  }

  std::string capital(Words clause) {
    std::string changed(clause);
    if (changed[0] >= 'a' && changed[0] <= 'z') {
      changed[0] = static_cast<char>(changed[0] - 'a' + 'A');
    }
    return changed;
  }

  void put(const std::string& sentence) {
    for (const char c : sentence) {
      words_ += c == ' ' ? 1 : 0;
    }
    ++words_;
    text_ += sentence;
    text_ += ' ';
  }

  std::string quoted(const std::string& words) {
    ++quotations_;
    return "“" + words + "”";
  }

  void sentence() {
    const bool in_full = draw_.below(3) == 0;
    const std::string who = person(in_full);
    const std::string verb(any(speech_verbs));
    const std::string claim(any(claims));
    switch (draw_.below(8)) {
      case 0:
        return put(quoted(capital(claim) + ",") + " " + who + " " + verb + " " +
                   std::string(any(when)) + ".");
      case 1:
        return put(who + " " + verb + " that " + claim + ".");
      case 2:
        return put(person(true) + ", the " + std::string(any(offices)) + ", " +
                   std::string(any(blame)) + " " + person(false) + " of " +
                   std::string(any(deeds)) + ".");
      case 3:
        return put("According to " + who + ", " + claim + ".");
      case 4:
        return put((draw_.below(2) == 0 ? "He" : "She") + (" added that " + claim) + ".");
      case 5:
        return put(capital(any(organisations)) + " " + std::string(any(praise)) + " " +
                   person(true) + " for " + std::string(any(deeds)) + ".");
      case 6:
        return put("The " + std::string(any(offices)) + " called it " + quoted("a gift to " + who) +
                   " and left " + std::string(any(when)) + ".");
      default:
        return put(std::string(any(narration)) + ".");
    }
  }

  Draw draw_;
  std::string text_;
  std::uint32_t words_ = 0;
  std::uint32_t quotations_ = 0;
};

}  // namespace

std::uint32_t Draw::below(std::uint32_t count) {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  mixed ^= mixed >> 31;
  return static_cast<std::uint32_t>(mixed >> 32) % count;
}

InventedText invented_text(std::uint32_t words, std::uint64_t seed) {
  return Writer(seed).write(words);
}

intake::Article invented_article(std::uint32_t words, std::uint64_t seed) {
  constexpr std::array<Words, 3> outlets = {"Morning Ledger", "The Quay", "Wire North"};
  Draw draw(seed);
  intake::Article article = intake::read_page_text(invented_text(words, seed).text);
  article.id = "invented-" + std::to_string(seed);
  article.file = article.id + ".txt";
  article.outlet = std::string(outlets[draw.below(3)]);
  const Day first = std::chrono::year(2031) / std::chrono::January / 6;
  article.published = add_days(first, static_cast<int>(draw.below(180)));
  return article;
}

}  // namespace faultline::bench
