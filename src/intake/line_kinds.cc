#include "intake/detail/line_kinds.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "intake/detail/dates.h"
#include "intake/detail/lines.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "10:22", "10.22am", "+01:00", "12/05/2024": digits with what stands between them in times and
/// dates.
bool is_clock(std::string_view word) {
  if (word.ends_with("am") || word.ends_with("pm")) word.remove_suffix(2);
  if (word.ends_with('z') || word.ends_with('h')) word.remove_suffix(1);
  return !word.empty() && word.find_first_of("0123456789") != std::string_view::npos &&
         word.find_first_not_of("0123456789:./-+t") == std::string_view::npos;
}

constexpr std::array weekdays = {"monday"sv,   "tuesday"sv, "wednesday"sv, "thursday"sv, "friday"sv,
                                 "saturday"sv, "sunday"sv,  "mon"sv,       "tue"sv,      "tues"sv,
                                 "wed"sv,      "thu"sv,     "thur"sv,      "thurs"sv,    "fri"sv,
                                 "sat"sv,      "sun"sv};

constexpr std::array date_words = {
    "published"sv, "posted"sv,   "updated"sv,    "update"sv,   "last"sv,    "modified"sv,
    "edited"sv,    "created"sv,  "first"sv,      "on"sv,       "at"sv,      "am"sv,
    "pm"sv,        "a.m"sv,      "p.m"sv,        "gmt"sv,      "utc"sv,     "est"sv,
    "edt"sv,       "et"sv,       "pt"sv,         "pst"sv,      "pdt"sv,     "cet"sv,
    "cest"sv,      "bst"sv,      "ist"sv,        "eet"sv,      "msk"sv,     "local"sv,
    "time"sv,      "date"sv,     "issued"sv,     "released"sv, "release"sv, "publication"sv,
    "hrs"sv,       "h"sv,        "online"sv,     "print"sv,    "edition"sv, "the"sv,
    "of"sv,        "original"sv, "originally"sv, ""sv};

constexpr std::array ago_words = {
    "ago"sv,   "hours"sv,     "hour"sv, "minutes"sv, "minute"sv, "mins"sv, "min"sv, "days"sv,
    "day"sv,   "weeks"sv,     "week"sv, "a"sv,       "an"sv,     "one"sv,  "two"sv, "three"sv,
    "today"sv, "yesterday"sv, "just"sv, "now"sv,     "months"sv, "month"sv};

constexpr std::array small_numbers = {"one"sv,    "two"sv,    "three"sv,   "four"sv,   "five"sv,
                                      "six"sv,    "seven"sv,  "eight"sv,   "nine"sv,   "ten"sv,
                                      "eleven"sv, "twelve"sv, "fifteen"sv, "twenty"sv, "thirty"sv};

PageDate::Label label_of(std::string_view lower) {
  const auto published =
      std::min({lower.find("published"), lower.find("posted"), lower.find("created")});
  const auto updated = std::min(
      {lower.find("updated"), lower.find("modified"), lower.find("edited"), lower.find("update:")});
  if (published < updated) return PageDate::Label::Published;
  if (updated != std::string_view::npos) return PageDate::Label::Updated;
  return PageDate::Label::None;
}

/// The words of `shape` outside its full dates, and the first of these dates.
struct Undated {
  std::optional<DateFound> first;
  std::vector<const Word*> words;
};

Undated without_dates(const LineShape& shape) {
  Undated found;
  auto date = find_date(shape.line);
  found.first = date;
  for (const auto& word : shape.words) {
    const auto begin = static_cast<std::size_t>(word.written.data() - shape.line.data());
    while (date && date->end <= begin) date = find_date(shape.line, date->end);
    if (!date || begin + word.written.size() <= date->begin) found.words.push_back(&word);
  }
  return found;
}

bool is_reading_word(std::string_view word) {
  return is_number(word) || holds(small_numbers, word) ||
         holds(std::array{"min"sv, "mins"sv, "minute"sv, "minutes"sv, "read"sv, "reading"sv,
                          "time"sv, "to"sv, "estimated"sv, "approx"sv, "about"sv, "est"sv, ""sv},
               word);
}

/// Whether a word of a name or its particle stands here.
bool is_name_word(const Word& word) {
  static constexpr std::array particles = {
      "and"sv, "de"sv, "la"sv,  "van"sv, "von"sv, "der"sv, "den"sv,  "bin"sv, "al"sv, "el"sv,
      "du"sv,  "da"sv, "dos"sv, "ibn"sv, "abu"sv, "ter"sv, "with"sv, "di"sv,  "le"sv};
  if (word.bare.empty()) return word.written == "&" || word.written == "|";
  if (word.bare.find_first_of("0123456789") != std::string::npos) return false;
  return is_capitalised(word.written) || holds(particles, word.bare);
}

constexpr std::array jobs = {
    "correspondent"sv, "correspondents"sv, "reporter"sv,    "reporters"sv, "editor"sv, "editors"sv,
    "writer"sv,        "writers"sv,        "columnist"sv,   "staff"sv,     "bureau"sv, "analyst"sv,
    "journalist"sv,    "desk"sv,           "contributor"sv, "producer"sv,  "fellow"sv};

bool names_a_job(const std::vector<Word>& words, std::size_t from) {
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
                     [](const Word& word) { return holds(jobs, word.bare); });
}

}  // namespace

std::optional<PageDate> page_date(const LineShape& shape) {
  if (shape.line.size() > 140 || shape.words.empty()) return std::nullopt;
  const Undated rest = without_dates(shape);
  bool is_ago = false;
  bool has_clock = false;
  for (const Word* word : rest.words) {
    const bool is_ago_word = holds(ago_words, word->bare);
    is_ago = is_ago || word->bare == "ago" || word->bare == "today" || word->bare == "yesterday";
    has_clock = has_clock || is_clock(word->bare);
    if (!is_ago_word && !holds(date_words, word->bare) && !holds(weekdays, word->bare) &&
        !is_clock(word->bare) && !is_reading_word(word->bare))
      return std::nullopt;
  }
  PageDate found{.label = label_of(shape.lower), .day = {}};
  if (rest.first) {
    found.day = rest.first->day;
    return found;
  }
  // A line of such words alone needs more than "Yesterday" or "2024" to be about the page.
  const bool is_labelled = found.label != PageDate::Label::None && (is_ago || has_clock);
  const bool is_numeric = shape.words.size() == 1 && shape.line.size() >= 8 &&
                          shape.line.size() <= 10 &&
                          std::count(shape.line.begin(), shape.line.end(), '/') == 2 && has_clock;
  const bool is_only_ago = shape.lower.ends_with(" ago") && shape.words.size() <= 4;
  if (is_labelled || is_numeric || is_only_ago) return found;
  return std::nullopt;
}

bool is_reading_time(const LineShape& shape) {
  if (shape.line.size() > 60 || shape.words.empty() || shape.words.size() > 7) return false;
  bool has_minutes = false;
  bool has_reading = false;
  bool has_number = false;
  for (const auto& word : shape.words) {
    // "Three-minute read", "5-min."
    const std::size_t hyphen = word.bare.find('-');
    const std::string_view first = std::string_view(word.bare).substr(0, hyphen);
    const std::string_view second = hyphen == std::string::npos
                                        ? std::string_view()
                                        : std::string_view(word.bare).substr(hyphen + 1);
    for (const std::string_view part : {first, second}) {
      if (!is_reading_word(part)) return false;
      has_minutes = has_minutes || part.starts_with("min");
      has_reading = has_reading || part.starts_with("read");
      has_number = has_number || is_number(part) || holds(small_numbers, part);
    }
  }
  return has_minutes && has_reading && has_number;
}

bool is_share_bar(const LineShape& shape) {
  static constexpr std::array core = {"share"sv,    "tweet"sv,     "facebook"sv, "twitter"sv,
                                      "whatsapp"sv, "linkedin"sv,  "telegram"sv, "reddit"sv,
                                      "email"sv,    "pinterest"sv, "e-mail"sv,   "messenger"sv,
                                      "bluesky"sv,  "flipboard"sv, "shares"sv};
  static constexpr std::array others = {
      "x"sv,       "this"sv,    "article"sv, "story"sv,   "on"sv,       "via"sv,       "to"sv,
      "print"sv,   "copy"sv,    "link"sv,    "save"sv,    "comment"sv,  "post"sv,      "comments"sv,
      "pin"sv,     "it"sv,      "mail"sv,    "threads"sv, "url"sv,      "a"sv,         "with"sv,
      "friend"sv,  "friends"sv, "listen"sv,  "gift"sv,    "bookmark"sv, "page"sv,      "sms"sv,
      "send"sv,    "by"sv,      "or"sv,      "and"sv,     "more"sv,     "instagram"sv, "youtube"sv,
      "app"sv,     "rss"sv,     "in"sv,      "new"sv,     "window"sv,   "opens"sv,     "icon"sv,
      "options"sv, "sharing"sv, "close"sv,   ""sv};
  if (shape.line.size() > 160 || shape.words.empty() || ends_with_full_stop(shape.line))
    return false;
  // Buttons run together where a page was copied: "ShareTweetEmail".
  std::string apart;
  for (std::size_t i = 0; i < shape.line.size(); ++i) {
    const char c = shape.line[i];
    if (i > 0 && c >= 'A' && c <= 'Z' && shape.line[i - 1] >= 'a' && shape.line[i - 1] <= 'z')
      apart.push_back(' ');
    apart.push_back(c);
  }
  const auto plain = [&](const std::vector<Word>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const Word& word) {
                         return holds(core, word.bare) || holds(others, word.bare) ||
                                is_number(word.bare);
                       }) &&
           std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return holds(core, word.bare); });
  };
  return plain(shape.words) || plain(shape_of(apart).words);
}

std::optional<Byline> byline(const LineShape& shape) {
  const auto& words = shape.words;
  if (shape.line.size() > 160 || words.empty() || words.size() > 22) return std::nullopt;
  const bool has_by = words.size() > 1 && (words[0].bare == "by" || words[0].bare == "author") &&
                      (words[0].written.ends_with(':') || words[0].bare == "by");
  const Undated rest = without_dates(shape);
  std::size_t end =
      shape.line.size();  // of the names and what follows them, before a date or a bar
  if (rest.first) end = rest.first->begin;
  const std::size_t first = has_by ? 1 : 0;
  std::size_t names = first;
  const auto begin_of = [&](const Word& word) {
    return static_cast<std::size_t>(word.written.data() - shape.line.data());
  };
  bool is_cut = false;  // the names' part ended with a comma or a bar
  while (names < words.size() && begin_of(words[names]) < end && !is_cut) {
    if (!is_name_word(words[names]) || words[names].written == "|") break;
    is_cut = words[names].written.ends_with(',');
    ++names;
  }
  if (names == first) return std::nullopt;
  const std::size_t count = names - first;
  const bool is_closed = names == words.size() || begin_of(words[names]) >= end;
  if (words.back().written.ends_with('.') && words.size() > 6) return std::nullopt;
  const bool has_bar = !is_closed && (words[names].bare.empty());
  if (has_by) {
    const bool is_followed =
        is_closed || is_cut || has_bar ||
        holds(std::array{"in"sv, "for"sv, "of"sv, "at"sv, "updated"sv, "published"sv, "posted"sv},
              words[names].bare);
    if (!is_followed || count > 12 || words.size() - names > 10 || ends_with_stop(shape.line))
      return std::nullopt;
  } else {
    const bool is_dated = rest.first && (is_closed || has_bar) && rest.first->begin > 0;
    const bool is_job = is_cut && names_a_job(words, names) && words.size() - names <= 8;
    if (count < 2 || count > 8 || (!is_dated && !is_job) || ends_with_stop(shape.line))
      return std::nullopt;
    if (is_dated && holds(weekdays, words[0].bare)) return std::nullopt;
  }
  Byline found;
  std::string_view text = shape.line.substr(begin_of(words[first]), end - begin_of(words[first]));
  if (has_bar)
    text =
        shape.line.substr(begin_of(words[first]), begin_of(words[names]) - begin_of(words[first]));
  found.names = text::fold_space(text);
  while (!found.names.empty() && " ,|-/"sv.find(found.names.back()) != std::string_view::npos)
    found.names.pop_back();
  if (found.names.empty()) return std::nullopt;
  found.date.label = label_of(shape.lower);
  if (rest.first) found.date.day = rest.first->day;
  return found;
}

bool may_be_byline(const LineShape& shape) {
  const auto& words = shape.words;
  if (words.empty() || words.size() > 6 || shape.line.size() > 80 || ends_with_stop(shape.line))
    return false;
  if (!std::all_of(words.begin(), words.end(), is_name_word)) return false;
  return (words.size() >= 2 && words.size() <= 4) || names_a_job(words, 0);
}

bool is_credit(const LineShape& shape) {
  static constexpr std::array openings = {
      "photo:"sv,    "photograph:"sv,   "photo by"sv,        "photograph by"sv,
      "image:"sv,    "image credit"sv,  "photo credit"sv,    "credit:"sv,
      "picture:"sv,  "photos:"sv,       "(photo"sv,          "[photo"sv,
      "(image"sv,    "(ap photo"sv,     "(file photo"sv,     "(file)"sv,
      "(credit"sv,   "illustration:"sv, "illustration by"sv, "photo illustration"sv,
      "(reuters/"sv, "(getty"sv,        "getty images"sv,    "file photo"sv};
  if (shape.line.size() > 140 || shape.words.size() > 14) return false;
  return std::any_of(openings.begin(), openings.end(),
                     [&](auto opening) { return shape.begins(opening); });
}

bool is_caption(const LineShape& shape) {
  static constexpr std::array credits = {
      "(photo"sv,         "[photo"sv,       "photo:"sv,       "photograph:"sv, "photo by "sv,
      "photograph by "sv, "image credit"sv, "photo credit"sv, "credit:"sv,     "getty images"sv,
      "ap photo"sv,       "file photo"sv,   "| photo"sv,      "(reuters/"sv,   "/reuters"sv,
      "/afp"sv,           "/ap)"sv,         "(image:"sv,      "image:"sv,      "picture:"sv,
      "courtesy photo"sv, "pool photo"sv,   "[file:"sv,       "(file)"sv};
  if (shape.words.size() < 2) return false;
  // A credit stands at the end, so that a sentence about a photo is not taken for one.
  const std::string_view lower = shape.lower;
  const std::string_view tail = lower.substr(lower.size() > 90 ? lower.size() - 90 : 0);
  for (const auto credit : credits) {
    const auto at = tail.rfind(credit);
    if (at != std::string_view::npos && tail.substr(at).find(". ") == std::string_view::npos)
      return true;
  }
  if (shape.begins("file - ") || shape.begins("file photo")) return true;
  if (ends_with_stop(shape.line) || shape.words.size() < 6) return false;
  // "Officials gather at the harbour in Port Name- January 6, 2020"
  std::optional<DateFound> last;
  for (auto date = find_date(shape.line); date; date = find_date(shape.line, date->end))
    last = date;
  return last && trim(shape.line.substr(last->end)).empty();
}

bool is_link_list_heading(const LineShape& shape) {
  static constexpr std::array headings = {"related"sv,
                                          "related articles"sv,
                                          "related stories"sv,
                                          "related news"sv,
                                          "related content"sv,
                                          "related coverage"sv,
                                          "related posts"sv,
                                          "related topics"sv,
                                          "most read"sv,
                                          "most popular"sv,
                                          "trending"sv,
                                          "trending now"sv,
                                          "recommended"sv,
                                          "recommended for you"sv,
                                          "more on this story"sv,
                                          "you may also like"sv,
                                          "also read"sv,
                                          "read also"sv,
                                          "see also"sv,
                                          "read more"sv,
                                          "editor's picks"sv,
                                          "latest news"sv,
                                          "more news"sv,
                                          "top stories"sv,
                                          "more stories"sv,
                                          "you might also like"sv,
                                          "more from this section"sv,
                                          "read next"sv,
                                          "up next"sv,
                                          "more on this"sv,
                                          "related links"sv,
                                          "recent posts"sv,
                                          "popular posts"sv,
                                          "most viewed"sv,
                                          "don't miss"sv};
  std::string_view line = shape.lower;
  while (!line.empty() && (line.back() == ':' || line.back() == '.' || line.back() == ' '))
    line.remove_suffix(1);
  return holds(headings, line);
}

namespace {

/// Lines that begin so are furniture however they go on, up to 240 bytes.
constexpr std::array furniture_openings = {"read more:"sv,
                                           "read also:"sv,
                                           "also read:"sv,
                                           "see also:"sv,
                                           "related:"sv,
                                           "related article:"sv,
                                           "more:"sv,
                                           "watch:"sv,
                                           "listen:"sv,
                                           "read next:"sv,
                                           "\u00A9"sv,
                                           "(c) 20"sv,
                                           "copyright \u00A9"sv,
                                           "copyright (c)"sv,
                                           "copyright 20"sv,
                                           "copyright 19"sv,
                                           "follow us on "sv,
                                           "like us on facebook"sv,
                                           "find us on "sv,
                                           "join us on "sv,
                                           "subscribe to our "sv,
                                           "sign up for our "sv,
                                           "sign up to our "sv,
                                           "subscribe now"sv,
                                           "subscribe today"sv,
                                           "get our newsletter"sv,
                                           "sign up here"sv,
                                           "click here to "sv,
                                           "click here for "sv,
                                           "tags:"sv,
                                           "topics:"sv,
                                           "filed under"sv,
                                           "categories:"sv,
                                           "posted in:"sv,
                                           "keywords:"sv,
                                           "reporting by "sv,
                                           "(reporting by "sv,
                                           "additional reporting by "sv,
                                           "(additional reporting by "sv,
                                           "editing by "sv,
                                           "(editing by "sv,
                                           "(writing by "sv,
                                           "writing by "sv,
                                           "contributing:"sv,
                                           "skip to "sv,
                                           "back to top"sv,
                                           "leave a comment"sv,
                                           "leave a reply"sv,
                                           "our standards:"sv,
                                           "story continues below"sv,
                                           "article continues below"sv,
                                           "this article was originally published"sv,
                                           "download our app"sv,
                                           "download the app"sv,
                                           "support our journalism"sv,
                                           "read the full story"sv,
                                           "read the rest here"sv,
                                           "read the full article"sv,
                                           "read more at "sv,
                                           "read more here"sv,
                                           "continue reading"sv};

/// Lines that are furniture word for word, a stop or colon at the end left aside.
constexpr std::array furniture_lines = {"advertisement"sv,
                                        "advertisements"sv,
                                        "advertising"sv,
                                        "sponsored"sv,
                                        "sponsored content"sv,
                                        "ad"sv,
                                        "abstract"sv,
                                        "full text"sv,
                                        "newsletter"sv,
                                        "newsletters"sv,
                                        "subscribe"sv,
                                        "sign in"sv,
                                        "log in"sv,
                                        "login"sv,
                                        "register"sv,
                                        "menu"sv,
                                        "search"sv,
                                        "comments"sv,
                                        "no comments"sv,
                                        "comment"sv,
                                        "tags"sv,
                                        "topics"sv,
                                        "all rights reserved"sv,
                                        "continue reading"sv,
                                        "read more"sv,
                                        "scroll to continue"sv,
                                        "previous"sv,
                                        "next"sv,
                                        "previous article"sv,
                                        "next article"sv,
                                        "loading"sv,
                                        "print"sv,
                                        "listen"sv,
                                        "save"sv,
                                        "copy link"sv,
                                        "advertisement - scroll to continue"sv,
                                        "---"sv,
                                        "* * *"sv,
                                        "***"sv,
                                        "___"sv,
                                        "__"sv,
                                        "--"sv,
                                        "letters"sv,
                                        "editorial"sv,
                                        "in brief"sv};

}  // namespace

bool is_furniture(const LineShape& shape) {
  if (is_link_list_heading(shape)) return true;
  std::string_view lower = shape.lower;
  const bool is_opened = std::any_of(furniture_openings.begin(), furniture_openings.end(),
                                     [lower](auto opening) { return lower.starts_with(opening); });
  if (is_opened && lower.size() <= 240) return true;
  if (lower.find("all rights reserved") != std::string_view::npos && lower.size() <= 240)
    return true;
  const bool follows_someone =
      (lower.starts_with("follow ") || lower.starts_with("on twitter follow ")) &&
      (lower.find(" on twitter") != std::string_view::npos ||
       lower.find(" on facebook") != std::string_view::npos ||
       lower.find('@') != std::string_view::npos ||
       lower.find("twitter.com/") != std::string_view::npos);
  if (follows_someone && lower.size() <= 160) return true;
  const bool is_address =
      lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
  if (is_address && shape.words.size() == 1) return true;
  if (shape.words.size() == 2 && shape.words[1].bare == "comments" &&
      is_number(shape.words[0].bare))
    return true;
  while (!lower.empty() && (lower.back() == '.' || lower.back() == ':' || lower.back() == ' '))
    lower.remove_suffix(1);
  return holds(furniture_lines, lower);
}

}  // namespace faultline::intake::detail
