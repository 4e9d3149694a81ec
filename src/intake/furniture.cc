#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/lines.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_box = 240;  // bytes; what is longer is a paragraph, however it begins

/// Lines that begin so are furniture however they go on.
constexpr std::array certain_openings = {"read more:"sv,
                                         "read also:"sv,
                                         "also read:"sv,
                                         "see also:"sv,
                                         "related:"sv,
                                         "related article:"sv,
                                         "related articles:"sv,
                                         "read next:"sv,
                                         "\u00A9"sv,
                                         "(c) 20"sv,
                                         "copyright \u00A9"sv,
                                         "copyright (c)"sv,
                                         "copyright 20"sv,
                                         "copyright 19"sv,
                                         "like us on facebook"sv,
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
                                         "filed under:"sv,
                                         "categories:"sv,
                                         "posted in:"sv,
                                         "keywords:"sv,
                                         "news id"sv,
                                         "(reporting by "sv,
                                         "(additional reporting by "sv,
                                         "(editing by "sv,
                                         "(writing by "sv,
                                         "contributing:"sv,
                                         "our standards:"sv,
                                         "story continues below"sv,
                                         "article continues below"sv,
                                         "support our journalism"sv,
                                         "download our app"sv,
                                         "download the app"sv,
                                         "read the full story"sv,
                                         "read the rest here"sv,
                                         "read the full article"sv,
                                         "pic.twitter.com/"sv,
                                         "this article was originally published "sv,
                                         "this article first appeared "sv};

/// Lines that begin so are furniture where no sentence ends with them.
constexpr std::array unfinished_openings = {"skip to "sv,
                                            "back to top"sv,
                                            "leave a comment"sv,
                                            "leave a reply"sv,
                                            "posted in "sv,
                                            "filed under "sv,
                                            "read more at "sv,
                                            "read more here"sv,
                                            "continue reading"sv,
                                            "follow us on "sv,
                                            "find us on "sv,
                                            "join us on "sv,
                                            "sign up for "sv,
                                            "subscribe to "sv,
                                            "read more about "sv,
                                            "topics:"sv,
                                            "listen to this article"sv,
                                            "more on: "sv,
                                            "share your "sv};

/// Credits of those who worked on a report, with or without a full stop.
constexpr std::array credit_openings = {"reporting by "sv, "additional reporting by "sv,
                                        "editing by "sv, "writing by "sv, "compiled by "sv};

/// Lines that are furniture word for word, a stop or colon at the end left aside.
constexpr std::array whole_lines = {"advertisement"sv,
                                    "advertisements"sv,
                                    "advertising"sv,
                                    "sponsored"sv,
                                    "ad"sv,
                                    "sponsored content"sv,
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
                                    "next"sv,
                                    "all rights reserved"sv,
                                    "continue reading"sv,
                                    "read more"sv,
                                    "previous"sv,
                                    "scroll to continue"sv,
                                    "next article"sv,
                                    "previous article"sv,
                                    "loading"sv,
                                    "print"sv,
                                    "listen"sv,
                                    "save"sv,
                                    "copy link"sv,
                                    "follow us"sv,
                                    "letters"sv,
                                    "in brief"sv,
                                    "end of document"sv,
                                    "subscribe now"sv,
                                    "sign up"sv,
                                    "view comments"sv,
                                    "show comments"sv,
                                    "add comment"sv,
                                    "gift this article"sv,
                                    "report this ad"sv,
                                    "bookmark"sv,
                                    "accept cookies"sv,
                                    "back to top"sv,
                                    "skip to content"sv,
                                    "skip to main content"sv};

/// "Follow Ann Lee on Twitter: @annlee", "Follow us on Telegram."
bool asks_to_follow(const LineShape& shape) {
  const std::string_view lower = shape.lower;
  if (lower.size() > 160 || shape.words.size() < 2) return false;
  const bool names_account =
      lower.find('@') != std::string_view::npos || lower.find(".com/") != std::string_view::npos;
  if (lower.starts_with("follow ") || lower.starts_with("on twitter follow ")) {
    static constexpr std::array sites = {" on twitter"sv, " on facebook"sv, " on telegram"sv,
                                         " on instagram"sv, " on x"sv};
    const bool names_site = std::any_of(sites.begin(), sites.end(), [lower](auto site) {
      return lower.find(site) != std::string_view::npos;
    });
    const std::string_view whom = shape.words[1].bare;
    const bool names_whom = whom == "us" || whom == "me" || whom == "him" || whom == "her" ||
                            is_capitalised(shape.words[1].written);
    return names_account || (names_site && names_whom);
  }
  // "Twitter: @annlee", "@annlee"
  return names_account && shape.words.size() <= 3 &&
         (lower.starts_with("twitter:") || lower.starts_with("email:") || lower.starts_with('@'));
}

/// "— Ann Lee (@annlee) March 4, 2031", under a message that a page shows.
bool is_message_signature(const LineShape& shape) {
  return (shape.line.starts_with("\u2014") || shape.line.starts_with("- ")) &&
         shape.lower.find("(@") != std::string::npos && shape.words.size() <= 12;
}

/// "Bob Ray contributed to this report.", "All rights reserved."
bool tells_of_makers(std::string_view lower) {
  const auto at = lower.find("contributed ");
  if (at != std::string_view::npos) {
    const std::string_view rest = lower.substr(at + 12);
    if (rest.starts_with("to this report") || rest.starts_with("reporting") ||
        rest.starts_with("to this story"))
      return true;
  }
  return lower.find("rights reserved") != std::string_view::npos;
}

bool is_rule(std::string_view line) {
  return line.find_first_not_of("-_*=~.# ") == std::string_view::npos || line == "\u2014-" ||
         line == "\u2014";
}

/// `shape`'s words in lower case without stops and colons at the end.
std::string_view without_end(const LineShape& shape) {
  std::string_view line = shape.lower;
  while (!line.empty() && (line.back() == ':' || line.back() == '.' || line.back() == ' '))
    line.remove_suffix(1);
  return line;
}

}  // namespace

bool is_share_bar(const LineShape& shape) {
  static constexpr std::array core = {"share"sv,    "tweet"sv,     "facebook"sv, "twitter"sv,
                                      "whatsapp"sv, "linkedin"sv,  "telegram"sv, "reddit"sv,
                                      "email"sv,    "pinterest"sv, "e-mail"sv,   "messenger"sv,
                                      "bluesky"sv,  "flipboard"sv, "shares"sv};
  static constexpr std::array others = {
      "x"sv,       "this"sv,    "article"sv, "story"sv,   "on"sv,       "via"sv,     "to"sv,
      "print"sv,   "copy"sv,    "link"sv,    "save"sv,    "comment"sv,  "post"sv,    "comments"sv,
      "pin"sv,     "it"sv,      "mail"sv,    "threads"sv, "url"sv,      "a"sv,       "with"sv,
      "friend"sv,  "friends"sv, "listen"sv,  "gift"sv,    "bookmark"sv, "page"sv,    "sms"sv,
      "send"sv,    "by"sv,      "or"sv,      "and"sv,     "more"sv,     "youtube"sv, "instagram"sv,
      "app"sv,     "rss"sv,     "in"sv,      "new"sv,     "window"sv,   "opens"sv,   "icon"sv,
      "options"sv, "sharing"sv, "close"sv};
  if (shape.line.size() > 160 || shape.words.empty() || ends_with_stop(shape.line)) return false;
  const auto is_bar = [](const std::vector<Word>& words) {
    return std::all_of(words.begin(), words.end(),
                       [](const Word& word) {
                         return word.bare.empty() || is_one_of(word.bare, core) ||
                                is_one_of(word.bare, others) || is_number(word.bare);
                       }) &&
           std::any_of(words.begin(), words.end(),
                       [](const Word& word) { return is_one_of(word.bare, core); });
  };
  if (is_bar(shape.words)) return true;
  // Buttons run together where a page was copied: "ShareTweetEmail".
  std::string apart;
  for (std::size_t i = 0; i < shape.line.size(); ++i) {
    const char c = shape.line[i];
    const bool is_joint =
        i > 0 && c >= 'A' && c <= 'Z' && shape.line[i - 1] >= 'a' && shape.line[i - 1] <= 'z';
    if (is_joint) apart.push_back(' ');
    apart.push_back(c);
  }
  return apart.size() > shape.line.size() && is_bar(shape_of(apart).words);
}

bool is_link_list_heading(const LineShape& shape) {
  static constexpr std::array headings = {"related"sv,           "related articles"sv,
                                          "related stories"sv,   "related news"sv,
                                          "related content"sv,   "related coverage"sv,
                                          "related posts"sv,     "related topics"sv,
                                          "related links"sv,     "most read"sv,
                                          "most popular"sv,      "most viewed"sv,
                                          "trending"sv,          "trending now"sv,
                                          "recommended"sv,       "recommended for you"sv,
                                          "you may also like"sv, "you might also like"sv,
                                          "also read"sv,         "read also"sv,
                                          "see also"sv,          "more on this story"sv,
                                          "more on this"sv,      "editor's picks"sv,
                                          "latest news"sv,       "more news"sv,
                                          "top stories"sv,       "more stories"sv,
                                          "read next"sv,         "up next"sv,
                                          "recent posts"sv,      "popular posts"sv,
                                          "don't miss"sv,        "more from this section"sv};
  return shape.words.size() <= 5 && is_one_of(without_end(shape), headings);
}

bool is_furniture(const LineShape& shape) {
  const std::string_view lower = shape.lower;
  if (lower.size() > longest_box) return false;
  if (is_link_list_heading(shape) || asks_to_follow(shape) || is_message_signature(shape) ||
      is_rule(shape.line))
    return true;
  const bool is_finished = ends_with_stop(shape.line);
  if (begins_with_one_of(lower, certain_openings)) return true;
  if (!is_finished && begins_with_one_of(lower, unfinished_openings)) return true;
  // "Reporting by Ann Lee; Editing by Bob Ray", but not "Reporting by the agency was false, he
  // said."
  const bool names_people = shape.words.size() > 2 && begins_with_one_of(lower, credit_openings) &&
                            lower.find(" said") == std::string_view::npos;
  if (names_people) return true;
  if (lower.size() <= 200 && tells_of_makers(lower)) return true;
  const bool is_address =
      lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
  if (is_address && shape.words.size() == 1) return true;
  if (shape.words.size() == 2 && shape.words[1].bare == "comments" &&
      is_number(shape.words[0].bare))
    return true;
  return shape.words.size() <= 5 && is_one_of(without_end(shape), whole_lines);
}

bool is_plainly_prose(std::string_view line) {
  constexpr std::size_t shortest = 60;  // bytes; a shorter line may be furniture word for word
  constexpr std::size_t beginning = 48;
  if (line.size() <= shortest || !ends_with_stop(line)) return false;
  const char first = line.front();
  if (first == '@' || first == '-' || first == '*' || first == '#' || line.starts_with("\u2014"))
    return false;
  std::size_t cut = beginning;
  while ((static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
  const std::string lower = plain_lower(line.substr(0, cut));
  static constexpr std::array askings = {
      "follow "sv, "on twitter follow"sv, "twitter:"sv, "email:"sv,
      "file - "sv, "file photo"sv,        "http"sv,     "www."sv};
  if (begins_with_one_of(lower, askings) || begins_with_one_of(lower, certain_openings) ||
      begins_with_one_of(lower, credit_openings) ||
      is_page_date_word(std::string_view(lower).substr(0, lower.find_first_of(" ,:"))))
    return false;
  const bool may_name_makers = line.size() <= 200 && (line.find("ontributed ") != line.npos ||
                                                      line.find("eserved") != line.npos);
  return !may_name_makers && !may_hold_credit(line);
}

std::optional<Labelled> labelled(const LineShape& shape) {
  struct Name {
    std::string_view label;
    Labelled::Field field;
  };
  using enum Labelled::Field;
  static constexpr std::array names = {Name{"title", Title},
                                       Name{"headline", Title},
                                       Name{"byline", Byline},
                                       Name{"author", Byline},
                                       Name{"authors", Byline},
                                       Name{"date", Date},
                                       Name{"published", Date},
                                       Name{"publication date", Date},
                                       Name{"pub date", Date},
                                       Name{"source", Outlet},
                                       Name{"outlet", Outlet},
                                       Name{"publication", Outlet},
                                       Name{"publication title", Outlet},
                                       Name{"newspaper", Outlet},
                                       Name{"publisher", Outlet},
                                       Name{"url", Url},
                                       Name{"link", Url},
                                       Name{"document url", Url},
                                       Name{"section", Section},
                                       Name{"category", Section},
                                       Name{"length", Other},
                                       Name{"language", Other},
                                       Name{"load-date", Other},
                                       Name{"dateline", Other},
                                       Name{"document type", Other},
                                       Name{"id", Other},
                                       Name{"country", Other},
                                       Name{"body", Body},
                                       Name{"text", Body},
                                       Name{"full text", Body}};
  if (shape.line.size() > longest_box) return std::nullopt;
  const std::size_t colon = shape.line.find(':');
  if (colon == std::string_view::npos) {
    if (shape.lower == "body") return Labelled{Body, {}};
    return std::nullopt;
  }
  const std::string label = plain_lower(trim(shape.line.substr(0, colon)));
  for (const auto& name : names)
    if (label == name.label) return Labelled{name.field, trim(shape.line.substr(colon + 1))};
  return std::nullopt;
}

}  // namespace faultline::intake::detail
