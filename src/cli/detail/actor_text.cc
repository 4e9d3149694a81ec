#include "cli/detail/actor_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <vector>

#include "cli/detail/layout.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using Kind = study::ActorDecision::Kind;

std::size_t columns_of(int width) { return static_cast<std::size_t>(std::clamp(width, 60, 120)); }

std::string articles_text(int count) { return counted(count, "article", "articles"); }

/// "Hassan Rahimi (hassan-rahimi, 4 articles)"
std::string actor_text(const std::string& id, const std::string& name, int articles) {
  return fmt::format("{} ({}, {})", printable(name), printable(id), articles_text(articles));
}

std::string reasons_text(const study::ProposalRow& row, std::size_t width, std::size_t indent) {
  std::string text;
  for (const auto& [reason, weight] : row.reasons)
    text += wrapped(fmt::format("{:+.1f} {}", weight, printable(reason)), width, indent);
  return text;
}

/// The words of the article around a mention, which stands in brackets.
std::string context(const std::string& text, ByteSpan span) {
  constexpr std::size_t around = 70;
  std::size_t begin = span.begin.value > around ? span.begin.value - around : 0;
  std::size_t end = std::min<std::size_t>(text.size(), span.end.value + around);
  // From a whole word to a whole word.
  if (begin > 0) begin = std::min<std::size_t>(span.begin.value, text.find_first_of(" \n", begin));
  if (end < text.size()) end = std::max<std::size_t>(span.end.value, text.find_last_of(" \n", end));
  const auto slice = [&](std::size_t from, std::size_t to) {
    return printable(std::string_view(text).substr(from, to - from));
  };
  const std::string before = slice(begin, span.begin.value);
  const std::string after = slice(span.end.value, end);
  const auto is_joined = [&](std::size_t at) {
    return at < text.size() && text[at] != ' ' && text[at] != '\n';
  };
  return fmt::format(
      "{}{}{}[{}]{}{}{}", begin > 0 ? "… " : "", before,
      before.empty() || (span.begin.value > 0 && is_joined(span.begin.value - 1)) ? "" : " ",
      slice(span.begin.value, span.end.value),
      after.empty() || is_joined(span.end.value) ? "" : " ", after, end < text.size() ? " …" : "");
}

/// Facts that differ in their article only are one line.
std::string facts_text(const study::ActorAccount& account, std::string_view what,
                       std::string_view heading, std::size_t width) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> sources;
  for (const auto& fact : account.facts) {
    if (fact.what != what) continue;
    std::string line = printable(fact.value);
    if (const auto period = period_text(fact.period); !period.empty()) line += ", " + period;
    if (!fact.said_of.empty() && fact.said_of != account.row.actor.id && !fact.article)
      line += fmt::format(" (as {})", printable(fact.said_of));
    if (!fact.holds) line += " [does not hold]";
    auto& from = sources[line];
    if (from.empty()) order.push_back(line);
    std::string source = fact.article ? "article " + printable(*fact.article)
                         : fact.decision
                             ? fmt::format("decision {}", static_cast<std::int64_t>(*fact.decision))
                             : std::string("register");
    if (!fact.source.empty()) source += ": " + printable(fact.source);
    from.push_back(std::move(source));
  }
  if (order.empty()) return {};
  std::string text = fmt::format("\n{}\n", heading);
  for (const auto& line : order) {
    const auto& from = sources[line];
    std::string all;
    constexpr std::size_t most = 4;
    for (std::size_t i = 0; i < std::min(from.size(), most); ++i)
      all += fmt::format("{}{}", all.empty() ? "" : "; ", from[i]);
    if (from.size() > most) all += fmt::format(" and {} more", grouped(std::ssize(from) - 4));
    text += wrapped(fmt::format("{} ({})", line, all), width, 2);
  }
  return text;
}

std::string head_text(const study::ActorAccount& account) {
  const auto& row = account.row;
  std::string standing = "spoken of by articles; no register knows this actor";
  if (row.actor.is_registered) standing = "in the register";
  if (account.is_confirmed) standing = "in the register, where a person put this actor";
  if (row.actor.is_unnamed) standing = "not named by the article, and never joined with others";
  std::string text = fmt::format("{} ({})\n{}: {}\n", printable(row.actor.name),
                                 printable(row.actor.id), to_string(row.actor.kind), standing);
  text += fmt::format(
      "{}, acts {} and is acted on {}", counted(row.statements, "statement", "statements"),
      counted(row.relations_from, "time", "times"), counted(row.relations_to, "time", "times"));
  if (row.first_seen && row.last_seen)
    text += fmt::format("; in articles of {}{}", to_string(*row.first_seen),
                        row.first_seen == row.last_seen ? "" : " to " + to_string(*row.last_seen));
  text += "\n";
  if (account.machine_name)
    text += fmt::format("called {} before a person renamed\n", printable(*account.machine_name));
  return text;
}

std::string names_text(const study::ActorAccount& account, std::size_t width) {
  std::string text;
  if (!account.read_as.empty()) text += "\nAs the articles have it\n";
  for (const auto& name : account.read_as) {
    std::string line = fmt::format("{} ({}, {})", printable(name.name),
                                   printable(name.machine_actor), articles_text(name.articles));
    if (name.is_settled) line += ", settled by a person";
    text += wrapped(line, width, 2);
  }
  for (const auto& id : account.merged)
    text += wrapped(fmt::format("{}, by a person's decision", printable(id)), width, 2);
  std::string joined, open;
  for (const auto& row : account.proposals) {
    const bool is_first = row.actor == account.row.actor.id;
    const auto& id = is_first ? row.other : row.actor;
    if (row.is_joined)
      joined += wrapped(fmt::format("{} with probability {:.2f}", printable(id), row.probability),
                        width, 2) +
                reasons_text(row, width, 6);
    else
      open += wrapped(fmt::format("{}. {:.2f} {}", row.number, row.probability,
                                  actor_text(id, is_first ? row.other_name : row.actor_name,
                                             is_first ? row.other_articles : row.actor_articles)),
                      width, 2) +
              reasons_text(row, width, 6);
  }
  if (!joined.empty()) text += "\nJoined by the machine\n" + joined;
  if (!open.empty()) text += "\nMay be the same (accept or reject by number)\n" + open;
  return text;
}

}  // namespace

std::string period_text(const Period& period) {
  const auto& [from, to] = period;
  if (from && to) return fmt::format("{} to {}", to_string(*from), to_string(*to));
  if (from) return "from " + to_string(*from);
  if (to) return "to " + to_string(*to);
  return {};
}

Result<std::string> account_text(const study::Study& study, const study::ActorAccount& account,
                                 int width) {
  const std::size_t columns = columns_of(width);
  std::string text = head_text(account);
  text += facts_text(account, "alias", "Other names", columns);
  text += facts_text(account, "role", "Offices and descriptions", columns);
  text += facts_text(account, "bloc", "Blocs", columns);
  text += names_text(account, columns);
  if (!account.mentions.empty())
    text += fmt::format("\nMentions ({}{})\n",
                        std::ssize(account.mentions) < account.all_mentions
                            ? fmt::format("{} of ", grouped(std::ssize(account.mentions)))
                            : std::string(),
                        grouped(account.all_mentions));
  std::optional<study::ArticleId> last;
  std::string words;
  for (const auto& mention : account.mentions) {
    if (last != mention.article) {
      last = mention.article;
      auto article = study.text_of(mention.article);
      if (!article) return tl::unexpected(article.error());
      words = std::move(*article);
      text += fmt::format("  {}  {}{}\n",
                          mention.published ? to_string(*mention.published) : "undated   ",
                          printable(mention.article_id),
                          mention.outlet ? ", " + printable(*mention.outlet) : std::string());
    }
    text += wrapped(context(words, mention.span), columns, 6);
  }
  if (!account.decisions.empty())
    text += "\nDecisions\n" + decisions_text(account.decisions, width);
  return text;
}

std::string proposals_text(std::span<const study::ProposalRow> rows, int width) {
  const std::size_t columns = columns_of(width);
  std::string text;
  for (const auto& row : rows) {
    text += wrapped(fmt::format("{}. {:.2f} {} may be {}", row.number, row.probability,
                                actor_text(row.other, row.other_name, row.other_articles),
                                actor_text(row.actor, row.actor_name, row.actor_articles)),
                    columns, 0);
    text += reasons_text(row, columns, 6);
  }
  return text;
}

std::string sentence_of(const study::DecisionRow& decision) {
  const std::string actor = printable(decision.actor);
  const std::string other = printable(decision.other);
  std::string value = "\"" + printable(decision.value) + "\"";
  if (const auto period = period_text(decision.period); !period.empty()) value += ", " + period;
  switch (decision.kind) {
    case Kind::Merge:
      return fmt::format("{} is {}", actor, other);
    case Kind::Split:
      return fmt::format("{} of the appearances of {} are {}", grouped(decision.appearances), actor,
                         other);
    case Kind::Distinct:
      return fmt::format("{} is not {}", actor, other);
    case Kind::Confirm:
      return fmt::format("{} belongs to the register", actor);
    case Kind::Rename:
      return fmt::format("{} is called {}", actor, value);
    case Kind::AddAlias:
      return fmt::format("{} is also called {}", actor, value);
    case Kind::AddRole:
      return fmt::format("{} holds or held the office {}", actor, value);
    case Kind::AddBloc:
      return fmt::format("{} belongs to the bloc {}", actor, value);
    case Kind::RemoveAlias:
      return fmt::format("{} is not called {}", actor, value);
    case Kind::RemoveRole:
      return fmt::format("{} does not hold {}", actor, value);
    case Kind::RemoveBloc:
      return fmt::format("{} does not belong to {}", actor, value);
  }
  return {};
}

std::string decisions_text(std::span<const study::DecisionRow> rows, int width) {
  const std::size_t columns = columns_of(width);
  std::string text;
  for (const auto& row : rows) {
    std::string line =
        fmt::format("{}. {}: {}, says {}", static_cast<std::int64_t>(row.key),
                    row.made_at.substr(0, 10), sentence_of(row), printable(row.coder));
    if (!row.source.empty()) line += fmt::format(" after {}", printable(row.source));
    if (!row.note.empty()) line += fmt::format(" ({})", printable(row.note));
    if (row.withdrawn_at) line += fmt::format(" [undone {}]", row.withdrawn_at->substr(0, 10));
    text += wrapped(line, columns, 2);
  }
  return text;
}

}  // namespace faultline::cli
