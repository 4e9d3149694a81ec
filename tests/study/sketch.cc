#include "study/sketch.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

namespace faultline::study {
namespace {

/// Words between blanks.
language::Document words_of(const std::string& text) {
  language::Document document;
  document.text = text;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ') continue;
    if (i > begin) {
      language::Token token;
      token.span = {{begin}, {i}};
      document.tokens.push_back(token);
    }
    begin = i + 1;
  }
  return document;
}

}  // namespace

Sketch::Sketch(std::string text, std::string id, std::string file) : document(words_of(text)) {
  article.id = std::move(id);
  article.file = std::move(file);
  article.body = {{0}, {static_cast<std::uint32_t>(text.size())}};
  article.zones = {{intake::ZoneKind::Paragraph, article.body}};
  article.text = std::move(text);
  codebook.name = "harbour";
  codebook.concepts = {{"keep the quay", "", {"keep"}, {"lost"}, {}, {}},
                       {"build a bridge", "", {"bridge"}, {"no bridge"}, {"A bridge!"}, {}}};
}

Sketch& Sketch::on(std::string_view day) {
  article.published = parse_day(day).value();
  return *this;
}

Sketch& Sketch::by(std::string outlet) {
  article.outlet = std::move(outlet);
  return *this;
}

ByteSpan Sketch::span(std::string_view words, std::uint32_t from) const {
  const auto begin = static_cast<std::uint32_t>(article.text.find(words, from));
  EXPECT_NE(article.text.find(words, from), std::string::npos) << words;
  return {{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
}

ActorIndex Sketch::actor(std::string id, std::string name) {
  actors::Actor made;
  made.id = std::move(id);
  made.name = std::move(name);
  cast.actors.push_back(std::move(made));
  return {static_cast<std::uint32_t>(cast.actors.size() - 1)};
}

Sketch& Sketch::mention(ActorIndex actor, std::string_view words) {
  const ByteSpan bytes = span(words);
  TokenSpan tokens;
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    if (!document.tokens[i].span.overlaps(bytes)) continue;
    if (tokens.empty()) tokens.begin = {i};
    tokens.end = {i + 1};
  }
  cast.mentions.push_back({tokens, actors::MentionKind::Name, actor, 0.9F});
  return *this;
}

StatementIndex Sketch::says(std::optional<ActorIndex> speaker, std::string_view source,
                            std::string_view cue, std::string_view content, float confidence) {
  statements::Statement made;
  made.type = statements::StatementType::Indirect;
  made.content = {span(content)};
  if (!source.empty()) made.source = {span(source)};
  if (!cue.empty()) made.cue = {span(cue)};
  made.speaker = speaker;
  made.confidence = confidence;
  statements.push_back(std::move(made));
  return {static_cast<std::uint32_t>(statements.size() - 1)};
}

positions::Relation& Sketch::relates(ActorIndex from, positions::Act act, ActorIndex to,
                                     std::string_view trigger, std::string_view evidence) {
  positions::Relation made;
  made.from = from;
  made.to = to;
  made.act = act;
  made.sign = positions::sign_of(act);
  made.evidence = span(evidence);
  made.trigger = span(trigger, made.evidence.begin.value);
  made.confidence = 0.6F;
  relations.push_back(made);
  return relations.back();
}

Sketch& Sketch::stands(StatementIndex statement, std::string_view concept_name, int agreement) {
  positions::Coding made;
  made.statement = statement;
  made.actor = statements[statement.value].speaker.value();
  while (codebook.concepts.at(made.concept_index).name != concept_name) ++made.concept_index;
  made.agreement = agreement;
  made.evidence = statements[statement.value].content.front();
  made.confidence = 0.5F;
  codings.push_back(made);
  return *this;
}

Sketch quarrel() {
  Sketch sketch(
      "Ada Odell said the quay is lost. Bruno Hale attacked Odell: “No bridge will stand.” "
      "Zoë Marsh praised Hale.");
  sketch.on("2031-03-04").by("Daily Trumpet");
  sketch.article.headline = "A quay and a quarrel";
  const auto ada = sketch.actor("ada-odell", "Ada Odell");
  const auto bruno = sketch.actor("bruno-hale", "Bruno Hale");
  const auto zoe = sketch.actor("zoe-marsh", "Zoë Marsh");
  sketch.mention(ada, "Ada Odell").mention(bruno, "Bruno Hale").mention(zoe, "Zoë Marsh");
  const auto lost = sketch.says(ada, "Ada Odell", "said", "the quay is lost");
  const auto bridge = sketch.says(bruno, "Bruno Hale", "", "“No bridge will stand.”", 0.25F);
  sketch.statements[bridge.value].type = statements::StatementType::Direct;
  sketch.relates(bruno, positions::Act::Criticise, ada, "attacked", "Bruno Hale attacked Odell");
  sketch.relations.back().statement = bridge;
  sketch.relates(zoe, positions::Act::Praise, bruno, "praised", "Zoë Marsh praised Hale.");
  sketch.stands(lost, "keep the quay", -1).stands(bridge, "build a bridge", -1);
  return sketch;
}

Sketch drawn(std::uint32_t number, int count) {
  std::mt19937 dice(number);
  const auto draw = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(dice()) % sides; };
  static constexpr std::string_view words[] = {"harbour", "wall",   "ferry", "tax",  "lighthouse",
                                               "vote",    "Straße", "naïve", "tide", "fleet"};
  std::string text;
  std::vector<std::string> contents;
  for (int i = 0; i < count; ++i) {
    std::string content = "the";
    for (int word = 0; word < 6; ++word) content += fmt::format(" {}", words[draw(10)]);
    content += fmt::format(" of day {}", i);
    text += fmt::format("{}Speaker {} said {}.", text.empty() ? "" : " ", i, content);
    contents.push_back(std::move(content));
  }
  Sketch sketch(text, fmt::format("drawn-{}", number), fmt::format("/news/drawn-{}.txt", number));
  if (draw(10) > 0)
    sketch.on(to_string(add_days(parse_day("2031-01-01").value(), static_cast<int>(draw(90)))));
  if (draw(10) > 0) sketch.by(fmt::format("Outlet {}", draw(3)));
  std::vector<ActorIndex> people;
  const std::uint32_t first = draw(20);
  for (std::uint32_t i = 0; i < 4; ++i)
    people.push_back(
        sketch.actor(fmt::format("person-{}", first + i), fmt::format("Person {}", first + i)));
  for (int i = 0; i < count; ++i) {
    const auto speaker = people[draw(4)];
    const std::string source = fmt::format("Speaker {}", i);
    sketch.mention(speaker, source);
    const auto statement =
        sketch.says(speaker, source, "said", contents[static_cast<std::size_t>(i)],
                    static_cast<float>(draw(100)) / 100);
    const auto other = people[draw(4)];
    if (draw(3) == 0)
      sketch.stands(statement, draw(2) == 0 ? "keep the quay" : "build a bridge",
                    draw(2) == 0 ? 1 : -1);
    if (other == speaker || draw(2) == 0) continue;
    sketch.relates(speaker, draw(2) == 0 ? positions::Act::Accuse : positions::Act::Endorse, other,
                   "said",
                   contents[static_cast<std::size_t>(i)].empty()
                       ? "said"
                       : fmt::format("{} said {}", source, contents[static_cast<std::size_t>(i)]));
    sketch.relations.back().statement = statement;
  }
  return sketch;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "faultline-study-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code code;
  std::filesystem::remove_all(path_, code);
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string dump(const std::filesystem::path& file) {
  auto connection = sqlite::Connection::open(file.string(), file.string(), {}).value();
  std::vector<std::string> tables;
  EXPECT_TRUE(connection.each("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                              [&](const sqlite::Row& row) -> Result<void> {
                                tables.push_back(row.text(0));
                                return {};
                              }));
  std::string result;
  for (const auto& table : tables) {
    std::string columns;
    EXPECT_TRUE(connection.each(
        "SELECT name FROM pragma_table_info(?)",
        [&](const sqlite::Row& row) -> Result<void> {
          if (!columns.empty()) columns += " || '|' || ";
          columns += fmt::format("quote(\"{}\")", row.text(0));
          return {};
        },
        table));
    EXPECT_TRUE(connection.each(fmt::format("SELECT {} FROM \"{}\" ORDER BY 1", columns, table),
                                [&](const sqlite::Row& row) -> Result<void> {
                                  result += fmt::format("{}: {}\n", table, row.text(0));
                                  return {};
                                }));
  }
  return result;
}

std::string undecided(const std::filesystem::path& file) {
  std::istringstream lines(dump(file));
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("decision: ") && !line.starts_with("sqlite_sequence: "))
      kept += line + "\n";
  return kept;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

void tamper(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  char* reason = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &reason), SQLITE_OK) << reason;
  sqlite3_free(reason);
  sqlite3_close(database);
}

}  // namespace faultline::study
