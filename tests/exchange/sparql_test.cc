#include <gtest/gtest.h>

#include "exchange/register_import.h"

// All people and parties are invented.

namespace faultline::exchange {
namespace {

constexpr const char* json = R"({"head":{"vars":["actor"]},"results":{"bindings":[
 {"actor":{"type":"uri","value":"http://www.wikidata.org/entity/Q101"},
  "actorLabel":{"type":"literal","xml:lang":"en","value":"Ada Odell"},
  "genderLabel":{"type":"literal","value":"female"},
  "roleLabel":{"type":"literal","value":"Mayor of Velm"},
  "from":{"type":"literal","value":"2028-12-01T00:00:00Z"},"fromPrecision":{"type":"literal","value":"10"},
  "to":{"type":"literal","value":"2031-04-22T00:00:00Z"},"dob":{"type":"literal","value":"1970"}},
 {"actor":{"type":"uri","value":"http://www.wikidata.org/entity/Q101"},
  "actorLabel":{"type":"literal","value":"Ada Odell"},
  "alias":{"type":"literal","value":"Ада Оделл"},
  "partyLabel":{"type":"literal","value":"Lantern"},"start":{"type":"literal","value":"2020"}}]}})";

TEST(ImportSparql, ReadsJson) {
  const auto imported = import_sparql(json, "q.json");
  ASSERT_TRUE(imported) << imported.error().message;
  EXPECT_EQ(imported->entries, 2u);
  ASSERT_EQ(imported->actors.size(), 1u);
  const auto& actor = imported->actors[0];
  EXPECT_EQ(actor.id, "ada-odell");
  EXPECT_EQ(actor.pronoun, "she");
  EXPECT_EQ(actor.aliases, std::vector<std::string>{"Ада Оделл"});
  ASSERT_EQ(actor.roles.size(), 1u);
  EXPECT_EQ(actor.roles[0].title, "Mayor of Velm");
  EXPECT_EQ(to_string(*actor.roles[0].period.from), "2028-12");
  EXPECT_EQ(to_string(*actor.roles[0].period.to), "2031-04-22");
  EXPECT_EQ(actor.roles[0].source, "wikidata.org/wiki/Q101");
  ASSERT_EQ(actor.blocs.size(), 1u);
  EXPECT_EQ(to_string(*actor.blocs[0].period.from), "2020");
  ASSERT_EQ(imported->notes.size(), 1u);
  EXPECT_NE(imported->notes[0].find("dob"), std::string::npos);
}

TEST(ImportSparql, ReadsCsvAndTsvAlike) {
  const auto csv = import_sparql(
      "item,itemLabel,positionLabel,start,end\r\n"
      "http://www.wikidata.org/entity/Q101,Ada Odell,\"Mayor, Velm\",2028-12-01T00:00:00Z,\r\n",
      "q.csv");
  ASSERT_TRUE(csv) << csv.error().message;
  const auto tsv = import_sparql(
      "?item\t?itemLabel\t?positionLabel\t?start\t?end\n"
      "<http://www.wikidata.org/entity/Q101>\t\"Ada Odell\"@en\t\"Mayor, Velm\"@en\t"
      "\"2028-12-01T00:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>\t\n",
      "q.tsv");
  ASSERT_TRUE(tsv) << tsv.error().message;
  ASSERT_EQ(csv->actors.size(), 1u);
  EXPECT_EQ(csv->actors[0].roles[0].title, "Mayor, Velm");
  EXPECT_EQ(csv->actors, tsv->actors);
}

TEST(ImportSparql, KeepsNamesakesApartByTheirAddress) {
  const auto imported = import_sparql(
      "actor,actorLabel\nhttp://x.example/Q1,Bo Ruiz\nhttp://x.example/Q2,Bo Ruiz\n", "q.csv");
  ASSERT_EQ(imported->actors.size(), 2u);
  EXPECT_EQ(imported->actors[1].id, "bo-ruiz-q2");
}

TEST(ImportSparql, ListsRowsThatAreWrongAndGoesOn) {
  const auto imported = import_sparql(
      "actor,actorLabel,roleLabel,from,to,kind\n"
      ",,Mayor,,,\n"
      "u1,Ann Lee,Mayor,soon,,\n"
      "u1,Ann Lee,Mayor,2030,2020,\n"
      "u1,Ann Lee,Mayor,2030,http://www.wikidata.org/.well-known/genid/ab,\n"
      "u1,Ann Lee,Speaker,2030,,robot\n"
      "u2,\"Bo\"x,,,,\n",
      "q.csv");
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->failures, 6u);
  EXPECT_EQ(imported->problems[1].where, "q.csv:3");
  ASSERT_EQ(imported->actors.size(), 1u);
  ASSERT_EQ(imported->actors[0].roles.size(), 1u);
  EXPECT_EQ(imported->actors[0].roles[0].title, "Speaker");
}

TEST(ImportSparql, SaysWhenALabelIsMissing) {
  const auto imported = import_sparql("actor,actorLabel\nhttp://x.example/Q1,Q1\n", "q.csv");
  EXPECT_TRUE(imported->actors.empty());
  ASSERT_EQ(imported->notes.size(), 1u);
}

TEST(ImportSparql, RefusesWhatIsNoAnswer) {
  for (const char* bytes :
       {"", "{\"a\":1}", "{\"results\":", "<sparql/>", "colour,size\nred,1\n"}) {
    const auto imported = import_sparql(bytes, "q");
    ASSERT_FALSE(imported) << bytes;
    EXPECT_FALSE(imported.error().message.empty());
    EXPECT_FALSE(imported.error().where.empty());
  }
}

}  // namespace
}  // namespace faultline::exchange
