#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/register_import.h"

// The entities are invented; their properties mean what they mean in Wikidata.

namespace faultline::exchange {
namespace {

std::string label(const std::string& language, const std::string& value) {
  return "\"" + language + "\":{\"language\":\"" + language + "\",\"value\":\"" + value + "\"}";
}

std::string snak(const std::string& value, const std::string& type = "value") {
  return "{\"snaktype\":\"" + type + "\"" +
         (value.empty() ? "" : ",\"datavalue\":{\"value\":" + value + "}") + "}";
}

std::string item(const std::string& id) {
  return "{\"entity-type\":\"item\",\"id\":\"" + id + "\"}";
}

std::string time(const std::string& iso, int precision) {
  return "{\"time\":\"" + iso + "\",\"precision\":" + std::to_string(precision) + "}";
}

std::string claim(const std::string& id, const std::string& more = "") {
  return "{\"mainsnak\":" + snak(item(id)) + ",\"rank\":\"normal\"" + more + "}";
}

std::string term(const std::string& from, const std::string& to = "") {
  std::string qualifiers = ",\"qualifiers\":{";
  if (!from.empty()) qualifiers += "\"P580\":[" + from + "]";
  if (!to.empty()) qualifiers += std::string(from.empty() ? "" : ",") + "\"P582\":[" + to + "]";
  return qualifiers + "}";
}

std::string entity(const std::string& id, const std::string& labels, const std::string& claims,
                   const std::string& aliases = "") {
  return "{\"type\":\"item\",\"id\":\"" + id + "\",\"labels\":{" + labels + "},\"aliases\":{" +
         aliases + "},\"claims\":{" + claims + "}}";
}

const std::string ada =
    entity("Q101", label("en", "Ada Odell") + "," + label("ru", "Ада Оделл"),
           "\"P31\":[" + claim("Q5") + "],\"P21\":[" + claim("Q6581072") + "],\"P27\":[" +
               claim("Q900") + "],\"P39\":[" +
               claim("Q201", term(snak(time("+2028-12-01T00:00:00Z", 11)),
                                  snak(time("+2031-04-00T00:00:00Z", 10))) +
                                 ",\"references\":[{\"snaks\":{\"P854\":[" +
                                 snak("\"https://gazette.example/7\"") + "]}}]") +
               "," + claim("Q202", term(snak(time("+2031-00-00T00:00:00Z", 9)))) + "],\"P102\":[" +
               claim("Q301", term(snak(time("+2020-01-01T00:00:00Z", 7)))) + "]",
           "\"en\":[{\"language\":\"en\",\"value\":\"Odell\"}]");

ImportedActors import(const std::vector<std::string>& lines, WikidataOptions options = {}) {
  WikidataReader reader(std::move(options), "dump.json");
  for (std::size_t i = 0; i < lines.size(); ++i) reader.read_entity(lines[i], i + 1);
  if (reader.wants_labels())
    for (const auto& line : lines) reader.read_label(line);
  return std::move(reader).finish();
}

const std::string mayor = entity("Q201", label("en", "Mayor of Velm"), "");
const std::string lantern =
    entity("Q301", label("en", "Lantern Party"),
           "\"P31\":[" + claim("Q7278") + "],\"P17\":[" + claim("Q900") + "]");

TEST(WikidataReader, FindsNobodyInAnEmptyDump) {
  const auto imported = import({"[", "]", ""});
  EXPECT_TRUE(imported.actors.empty());
  EXPECT_EQ(imported.entries, 0u);
  EXPECT_EQ(imported.failures, 0u);
}

TEST(WikidataReader, ReadsAPersonWithOfficesPartyAndNames) {
  const auto imported =
      import({"[", mayor + ",", ada + ",", lantern + ",\r", "]"}, {.languages = {"en", "ru"}});
  ASSERT_EQ(imported.failures, 0u) << imported.problems[0].message;
  ASSERT_EQ(imported.actors.size(), 1u);
  const auto& actor = imported.actors[0];
  EXPECT_EQ(actor.id, "ada-odell");
  EXPECT_EQ(actor.aliases, (std::vector<std::string>{"Odell", "Ада Оделл"}));
  EXPECT_EQ(actor.pronoun, "she");
  ASSERT_EQ(actor.roles.size(), 2u);
  EXPECT_EQ(actor.roles[0].title, "Mayor of Velm");
  EXPECT_EQ(to_string(*actor.roles[0].period.from), "2028-12-01");
  EXPECT_EQ(to_string(*actor.roles[0].period.to), "2031-04");
  EXPECT_EQ(actor.roles[0].source, "https://gazette.example/7");
  EXPECT_EQ(actor.roles[1].title, "Q202");  // no line names it
  EXPECT_EQ(to_string(*actor.roles[1].period.from), "2031");
  EXPECT_EQ(actor.roles[1].source, "wikidata.org/wiki/Q101");
  ASSERT_EQ(actor.blocs.size(), 1u);
  EXPECT_EQ(actor.blocs[0].bloc, "Lantern Party");
  EXPECT_FALSE(actor.blocs[0].period.from);  // known to the century only
  ASSERT_EQ(imported.notes.size(), 1u);
  EXPECT_NE(imported.notes[0].find("Q202"), std::string::npos);
}

TEST(WikidataReader, ChoosesByPositionCountryAndInstance) {
  const auto ids = [](const WikidataOptions& options) {
    std::vector<std::string> found;
    for (const auto& actor : import({mayor, ada, lantern}, options).actors)
      found.push_back(actor.id);
    return found;
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids({.positions = {"Q7", "Q201"}}), Ids{"ada-odell"});
  EXPECT_EQ(ids({.positions = {"Q301"}}), Ids{});  // a party is no position
  EXPECT_EQ(ids({.countries = {"Q900"}}), Ids{"ada-odell"});
  EXPECT_EQ(ids({.countries = {"Q9"}}), Ids{});
  EXPECT_EQ(ids({.countries = {"Q900"}, .instances = {"Q7278", "Q5"}}),
            (Ids{"ada-odell", "lantern-party"}));
}

TEST(WikidataReader, KnowsStatesAndOrganisationsOfThem) {
  const auto country = entity("Q900", label("en", "Velmia"), "\"P31\":[" + claim("Q6256") + "]");
  const auto imported = import({lantern, country}, {.instances = {"Q7278", "Q6256"}});
  ASSERT_EQ(imported.actors.size(), 2u);
  EXPECT_EQ(imported.actors[0].kind, actors::ActorKind::Organization);
  EXPECT_EQ(imported.actors[0].part_of, "velmia");
  EXPECT_EQ(imported.actors[1].kind, actors::ActorKind::State);
}

TEST(WikidataReader, LeavesOutWhatEndedOnAnUnknownDayOrIsDeprecated) {
  const auto person = entity(
      "Q102", label("en", "Bo Ruiz"),
      "\"P31\":[" + claim("Q5") + "],\"P39\":[" + claim("Q201", term("", snak("", "somevalue"))) +
          ",{\"mainsnak\":" + snak(item("Q202")) + ",\"rank\":\"deprecated\"}," +
          "{\"mainsnak\":" + snak("", "novalue") + ",\"rank\":\"normal\"}]");
  const auto imported = import({person, mayor});
  ASSERT_EQ(imported.actors.size(), 1u);
  EXPECT_TRUE(imported.actors[0].roles.empty());
  ASSERT_EQ(imported.notes.size(), 1u);
}

TEST(WikidataReader, GivesNamesakesTheirItemInTheId) {
  const auto person = [](const std::string& id) {
    return entity(id, label("en", "Bo Ruiz"), "\"P31\":[" + claim("Q5") + "]");
  };
  const auto imported = import({person("Q102"), person("Q103"), person("Q102")});
  ASSERT_EQ(imported.actors.size(), 2u);
  EXPECT_EQ(imported.actors[0].id, "bo-ruiz");
  EXPECT_EQ(imported.actors[1].id, "bo-ruiz-q103");
}

TEST(WikidataReader, ListsLinesThatAreNoEntitiesAndGoesOn) {
  const auto imported = import({"[", "{\"type\":\"item\",\"id\":\"Q", "{\"hello\":1}", ada, "]"});
  EXPECT_EQ(imported.actors.size(), 1u);
  ASSERT_EQ(imported.problems.size(), 2u);
  EXPECT_EQ(imported.problems[0].where, "dump.json:2");
  EXPECT_EQ(imported.problems[1].where, "dump.json:3");
}

TEST(WikidataReader, ReportsATermThatEndsBeforeItBegins) {
  const auto person = entity("Q102", label("en", "Bo Ruiz"),
                             "\"P31\":[" + claim("Q5") + "],\"P39\":[" +
                                 claim("Q201", term(snak(time("+2031-04-01T00:00:00Z", 11)),
                                                    snak(time("+2030-04-01T00:00:00Z", 11)))) +
                                 "]");
  const auto imported = import({person});
  EXPECT_EQ(imported.failures, 1u);
  EXPECT_TRUE(imported.actors[0].roles.empty());
}

TEST(WikidataReader, LeavesOutWhoHasNoNameInTheLanguages) {
  const auto imported = import({ada}, {.languages = {"fa"}});
  EXPECT_TRUE(imported.actors.empty());
  ASSERT_EQ(imported.notes.size(), 1u);
}

}  // namespace
}  // namespace faultline::exchange
