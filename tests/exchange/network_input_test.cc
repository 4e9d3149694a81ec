// The road from a study to networks, from coded data and from the study's own codings.

#include "exchange/network_input.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "exchange/detail/columns_maker.h"
#include "exchange/dna_file.h"
#include "exchange/dna_sketch.h"
#include "study/sketch.h"

namespace faultline::exchange {
namespace {

using study::Folder;
using study::holds;
using study::Study;

/// The study of `harbour()`, imported.
Study harbour_study(const Folder& folder) {
  make_database(folder / "harbour.dna", harbour());
  auto study = study::made(folder);
  const auto read = read_dna(folder / "harbour.dna");
  EXPECT_TRUE(holds(read));
  EXPECT_TRUE(holds(study.import_coded(read->data, "harbour.dna")));
  return study;
}

std::vector<std::string> texts(const networks::StatementTable& table, std::string_view name) {
  const auto* variable = table.find(name);
  std::vector<std::string> values;
  if (variable == nullptr) return {"no such variable"};
  for (std::size_t i = 0; i < table.size(); ++i) values.push_back(variable->text_of(i));
  return values;
}
using Texts = std::vector<std::string>;

TEST(StatementTable, OfCodedDataHasEveryVariableAndTheNumbersOfTheFile) {
  const Folder folder;
  const auto study = harbour_study(folder);
  const auto table = statement_table(study);
  ASSERT_TRUE(holds(table));
  EXPECT_TRUE(networks::is_consistent(*table));
  EXPECT_EQ(table->type, "Claim") << "Note has no two short texts";
  EXPECT_EQ(table->id, (std::vector<std::int64_t>{1, 2, 5, 9, 6}));
  EXPECT_EQ(table->document, (std::vector<std::int64_t>{3, 3, 7, 8, 8}));
  EXPECT_EQ(table->begin, (std::vector<std::int32_t>{0, 28, 1, 0, 4}));
  EXPECT_EQ(table->time[2], Instant{1930089601});
  EXPECT_EQ(texts(*table, "person"), (Texts{"Odell", "Brandt, Jo", "", "", "Odell"}));
  EXPECT_EQ(texts(*table, "organization"),
            (Texts{"Harbour \"Board\"", "Ärzte; Bund", "zebra", "🚢 Line", "Zebra"}));
  EXPECT_EQ(texts(*table, "concept"),
            (Texts{"keep the quay", "keep the quay", "Zeile\n2", "keep the quay", "Zeile\n2"}));
  EXPECT_EQ(texts(*table, "agreement"), (Texts{"0", "1", "1", "0", "0"}));
  EXPECT_EQ(texts(*table, "intensity"), (Texts{"-2", "3", "0", "0", "0"}));
  EXPECT_EQ(texts(*table, "author"), (Texts{"Ann Lee", "Ann Lee", "", "O'Neill", "O'Neill"}));
  EXPECT_EQ(texts(*table, "title"), (Texts{"Quay row", "Quay row", "No text", "Later", "Later"}));
  EXPECT_EQ(texts(*table, "id"), (Texts{"3", "3", "7", "8", "8"}));
  EXPECT_EQ(texts(*table, "coder"), (Texts{"Mira", "Mira", "Admin", "", "Admin"}));
  EXPECT_TRUE(table->find("source")->of_document);
  EXPECT_EQ(table->first_document, Instant{1930003200});
  EXPECT_EQ(table->last_document, Instant{1930694400});
}

TEST(StatementTable, OfAnotherTypeOrCoderIsGivenWhenAsked) {
  const Folder folder;
  const auto study = harbour_study(folder);
  NetworkInput input;
  input.type = "Note";
  const auto notes = statement_table(study, input);
  ASSERT_TRUE(holds(notes));
  EXPECT_EQ(texts(*notes, "note"), (Texts{"which quay?"}));
  EXPECT_EQ(notes->first_document, Instant{1930003200}) << "ends of all documents";
  input.type.reset();
  input.coder = "Admin";
  EXPECT_EQ(statement_table(study, input)->id, (std::vector<std::int64_t>{5, 6}));
  input.type = "Klaim";
  EXPECT_EQ(statement_table(study, input).error().code, ErrorCode::NotFound);
  input = {};
  input.rows.min_confidence = 0.5;
  EXPECT_EQ(statement_table(study, input).error().code, ErrorCode::Usage);
  input = {.source = InputSource::Own, .type = "Claim"};
  EXPECT_EQ(statement_table(study, input).error().code, ErrorCode::Usage);
}

TEST(StatementTable, LeadsBackToTheWords) {
  const Folder folder;
  const auto study = harbour_study(folder);
  const std::int64_t ids[] = {2, 6};
  const auto evidence = evidence_of(study, {}, ids);
  ASSERT_TRUE(holds(evidence));
  ASSERT_EQ(evidence->size(), 2U);
  const auto& first = evidence->at(0);
  EXPECT_EQ(first.text, "Brandt says it stands");
  EXPECT_EQ(first.article, "harbour/3");
  EXPECT_EQ(first.outlet, "Daily Trumpet");
  EXPECT_EQ(first.headline, "Quay row");
  EXPECT_EQ(first.coder, "Mira");
  EXPECT_EQ(first.coder_number, 2);
  EXPECT_EQ(to_string(first.day.value()), "2031-02-28");
  EXPECT_EQ(first.span, (ByteSpan{{30}, {51}}));
  EXPECT_TRUE(evidence->at(1).span.empty()) << "it lies outside";
  const std::int64_t unknown[] = {77};
  EXPECT_EQ(evidence_of(study, {}, unknown).error().code, ErrorCode::NotFound);
}

TEST(EntityTable, OfCodedDataIsTheAttributeTableInTheOrderOfJava) {
  const Folder folder;
  const auto study = harbour_study(folder);
  const auto table = entity_table(study, {}, "organization");
  ASSERT_TRUE(holds(table));
  EXPECT_EQ(table->values,
            (Texts{"", "Harbour \"Board\"", "Zebra", "zebra", "Ärzte; Bund", "🚢 Line"}));
  EXPECT_EQ(table->ids, (std::vector<std::int64_t>{10, 4, 7, 6, 5, 11}));
  EXPECT_EQ(table->colours,
            (Texts{"#000000", "#00CC00", "#000000", "#000000", "#000000", "#000000"}));
  ASSERT_EQ(table->attributes.size(), 3U);
  EXPECT_EQ(table->attributes[0].name, "Type");
  EXPECT_EQ(table->attributes[0].texts, (Texts{"", "public", "", "", "", ""}));
  EXPECT_EQ(table->attributes[1].name, "Notes");
  EXPECT_EQ(table->attributes[1].texts, (Texts{"", "since 1900", "", "", "", "ships"}));
  EXPECT_EQ(table->attributes[2].name, "parent");
  EXPECT_EQ(table->attributes[2].texts[4], "Harbour \"Board\"");
  EXPECT_EQ(entity_table(study, {}, "author")->values, (Texts{"", "Ann Lee", "O'Neill"}));
  EXPECT_EQ(entity_table(study, {}, "mood").error().code, ErrorCode::NotFound);
}

TEST(NodeTable, HasARowForEachNodeInTheNetworksOrder) {
  const Folder folder;
  const auto study = harbour_study(folder);
  networks::Network network;
  network.shape = networks::Shape::TwoMode;
  network.rows = {"zebra", "Harbour \"Board\"", "nobody"};
  network.columns = {"keep the quay"};
  const auto rows = entity_table(study, {}, "organization").value();
  const auto columns = entity_table(study, {}, "concept").value();
  const auto nodes = node_table(network, rows, &columns);
  EXPECT_EQ(nodes.labels, (Texts{"zebra", "Harbour \"Board\"", "nobody", "keep the quay"}));
  EXPECT_EQ(nodes.variables, (Texts{"organization", "organization", "organization", "concept"}));
  EXPECT_EQ(nodes.attributes.at(0).name, "ID");
  EXPECT_EQ(nodes.attributes[0].numbers,
            (std::vector<std::optional<double>>{6, 4, std::nullopt, 8}));
  EXPECT_EQ(nodes.attributes.at(1).texts, (Texts{"#000000", "#00CC00", "", "#010203"}));
  EXPECT_EQ(nodes.attributes.at(2).texts, (Texts{"", "public", "", ""}));
  for (const auto& attribute : nodes.attributes)
    EXPECT_EQ(attribute.is_number ? attribute.numbers.size() : attribute.texts.size(), 4U);
}

/// A study with a quarrel of its own, Odell of the board and in a bloc until 2031-03-31.
Study quarrel_study(const Folder& folder) {
  auto study = study::made(folder);
  auto register_toml = actors::Register::parse(
      "[[actor]]\nid = \"ada-odell\"\nname = \"Ada Odell\"\nkind = \"person\"\n"
      "part_of = \"board\"\nbloc = [{name = \"Quay Party\", to = \"2031-03-31\"}]\n"
      "role = [{title = \"harbour master\", from = \"2031-03\"}, "
      "{title = \"clerk\", to = \"2030\"}]\n"
      "[[actor]]\nid = \"board\"\nname = \"Harbour Board\"\nkind = \"organization\"\n",
      "r.toml");
  EXPECT_TRUE(holds(register_toml));
  EXPECT_TRUE(holds(study.set_register(*register_toml)));
  auto quarrel = study::quarrel();
  EXPECT_TRUE(holds(study.set_codebook(quarrel.codebook)));
  quarrel.article.byline = "Ann Lee";
  quarrel.article.sections = {"City"};
  EXPECT_TRUE(holds(study.store(quarrel.read(), study::reader)));
  auto undated = study::quarrel();
  undated.article.id = "two";
  undated.article.file = "/news/two.txt";
  undated.article.published.reset();
  EXPECT_TRUE(holds(study.store(undated.read(), study::reader)));
  return study;
}

TEST(StatementTable, OfTheStudysOwnCodingsKnowsActorsOnTheDay) {
  const Folder folder;
  const auto study = quarrel_study(folder);
  const auto table = statement_table(study);
  ASSERT_TRUE(holds(table));
  EXPECT_TRUE(networks::is_consistent(*table));
  ASSERT_EQ(table->size(), 2U);
  EXPECT_EQ(left_out(study).value(), 2) << "the undated article's";
  EXPECT_EQ(to_string(table->time[0]), "2031-03-04T00:00:00");
  EXPECT_EQ(texts(*table, "actor"), (Texts{"Ada Odell", "Bruno Hale"}));
  EXPECT_EQ(texts(*table, "person"), (Texts{"Ada Odell", "Bruno Hale"}));
  EXPECT_EQ(texts(*table, "organization"), (Texts{"Harbour Board", ""}));
  EXPECT_EQ(texts(*table, "bloc"), (Texts{"Quay Party", ""}));
  EXPECT_EQ(texts(*table, "role"), (Texts{"harbour master", ""}));
  EXPECT_EQ(texts(*table, "concept"), (Texts{"keep the quay", "build a bridge"}));
  EXPECT_EQ(texts(*table, "agreement"), (Texts{"0", "0"}));
  EXPECT_EQ(texts(*table, "confidence"), (Texts{"50", "50"}));
  EXPECT_EQ(texts(*table, "outlet"), (Texts{"Daily Trumpet", "Daily Trumpet"}));
  EXPECT_EQ(texts(*table, "author"), (Texts{"Ann Lee", "Ann Lee"}));
  EXPECT_EQ(texts(*table, "section"), (Texts{"City", "City"}));
  EXPECT_EQ(texts(*table, "article"), (Texts{"one", "one"}));
  EXPECT_EQ(texts(*table, "coder"), (Texts{"machine", "machine"}));
  EXPECT_TRUE(table->find("outlet")->of_document);
  const auto evidence = evidence_of(study, {}, table->id);
  ASSERT_TRUE(holds(evidence));
  EXPECT_EQ(evidence->at(0).text, "the quay is lost");
  EXPECT_EQ(evidence->at(0).headline, "A quay and a quarrel");
  NetworkInput input;
  input.rows.min_confidence = 0.9;
  EXPECT_EQ(statement_table(study, input)->size(), 0U);
  input = {.source = InputSource::Coded};
  EXPECT_EQ(statement_table(study, input).error().code, ErrorCode::NotFound);
  const auto types = statement_types(study);
  ASSERT_TRUE(holds(types));
  ASSERT_EQ(types->size(), 1U);
  EXPECT_EQ(types->at(0).label, "");
  EXPECT_EQ(types->at(0).statements, 4);
}

TEST(EntityTable, OfTheStudysOwnCodingsKnowsActorsConceptsAndOutlets) {
  const Folder folder;
  const auto study = quarrel_study(folder);
  const auto people = entity_table(study, {}, "person");
  ASSERT_TRUE(holds(people));
  EXPECT_EQ(people->values, (Texts{"Ada Odell", "Bruno Hale", "Zoë Marsh"}));
  const auto attribute = [](const EntityTable& table, const std::string& name) {
    for (const auto& one : table.attributes)
      if (one.name == name) return one;
    return networks::NodeAttribute();
  };
  EXPECT_EQ(attribute(*people, "id").texts, (Texts{"ada-odell", "bruno-hale", "zoe-marsh"}));
  EXPECT_EQ(attribute(*people, "part_of").texts, (Texts{"Harbour Board", "", ""}));
  EXPECT_EQ(attribute(*people, "roles").texts[0], "harbour master; clerk");
  EXPECT_EQ(attribute(*people, "statements").numbers[0], 2);
  const auto later = entity_table(study, {}, "person", parse_day("2031-05-01").value());
  EXPECT_EQ(attribute(*later, "roles").texts[0], "harbour master");
  EXPECT_EQ(attribute(*later, "bloc").texts[0], "") << "the membership has ended";
  EXPECT_EQ(entity_table(study, {}, "organization")->values, (Texts{"Harbour Board"}));
  const auto concepts = entity_table(study, {}, "concept");
  EXPECT_EQ(concepts->values, (Texts{"build a bridge", "keep the quay"}));
  EXPECT_EQ(attribute(*concepts, "disagree").numbers[0], 2);
  EXPECT_EQ(entity_table(study, {}, "outlet")->values, (Texts{"Daily Trumpet"}));
  EXPECT_EQ(entity_table(study, {}, "coder")->values, (Texts{"machine"}));
  EXPECT_EQ(entity_table(study, {}, "mood").error().code, ErrorCode::NotFound);
}

TEST(StatementTable, OfAnEmptyStudyHasNoRows) {
  const Folder folder;
  const auto study = study::made(folder);
  const auto table = statement_table(study);
  ASSERT_TRUE(holds(table));
  EXPECT_EQ(table->size(), 0U);
  EXPECT_FALSE(table->first_document);
  EXPECT_TRUE(networks::is_consistent(*table));
  EXPECT_TRUE(statement_types(study)->empty());
  EXPECT_TRUE(relation_ties(study)->labels.empty());
}

TEST(ActorLabels, AreDistinctWhereNamesAreNot) {
  const Folder folder;
  auto study = study::made(folder);
  const auto known = actors::Register::parse(
      "[[actor]]\nid = \"lee-1\"\nname = \"Ann Lee\"\n[[actor]]\nid = \"lee-2\"\nname = \"Ann "
      "Lee\"\n[[actor]]\nid = \"other\"\nname = \"Bo\"\n[[actor]]\nid = \"trap\"\nname = \"Ann Lee "
      "(lee-1)\"\n",
      "r.toml");
  ASSERT_TRUE(holds(known));
  ASSERT_TRUE(holds(study.set_register(*known)));
  const auto labels = actor_labels(study);
  ASSERT_TRUE(holds(labels));
  std::map<std::string, std::string> by_id(labels->begin(), labels->end());
  EXPECT_EQ(by_id["lee-1"], "Ann Lee (lee-1) (lee-1)");
  EXPECT_EQ(by_id["lee-2"], "Ann Lee (lee-2)");
  EXPECT_EQ(by_id["other"], "Bo");
  EXPECT_EQ(by_id["trap"], "Ann Lee (lee-1)");
}

TEST(RelationTies, AreSignedAndLeadBackToTheirRelations) {
  const Folder folder;
  const auto study = quarrel_study(folder);
  study::Filter filter;
  filter.article = "one";
  const auto ties = relation_ties(study, filter);
  ASSERT_TRUE(holds(ties));
  EXPECT_EQ(ties->labels, (Texts{"Ada Odell", "Bruno Hale", "Zoë Marsh"}));
  ASSERT_EQ(ties->ties.size(), 2U);
  EXPECT_EQ(ties->ties[0].from, 1U);
  EXPECT_EQ(ties->ties[0].to, 0U);
  EXPECT_EQ(ties->ties[0].sign, -1);
  EXPECT_EQ(ties->ties[1].from, 2U);
  EXPECT_EQ(ties->ties[1].to, 1U);
  EXPECT_EQ(ties->ties[1].sign, 1);
  EXPECT_EQ(ties->acts, (Texts{"criticise", "praise"}));
  EXPECT_EQ(ties->nodes.labels, ties->labels);
  study::Filter one;
  one.key = static_cast<std::int64_t>(ties->keys.at(ties->ties[1].evidence));
  EXPECT_EQ(study.relations(one).value().at(0).evidence_text, "Zoë Marsh praised Hale.");
}

TEST(Utf16Less, OrdersAsUtf16CodeUnitsDo) {
  const auto utf16 = [](const std::vector<char32_t>& characters) {
    std::u16string units;
    for (char32_t c : characters) {
      if (c < 0x10000) {
        units += static_cast<char16_t>(c);
        continue;
      }
      c -= 0x10000;
      units += static_cast<char16_t>(0xD800 + (c >> 10));
      units += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
    return units;
  };
  const auto utf8 = [](const std::vector<char32_t>& characters) {
    std::string bytes;
    for (const char32_t c : characters) {
      const auto add = [&](char32_t byte) { bytes += static_cast<char>(byte); };
      if (c < 0x80) {
        add(c);
      } else if (c < 0x800) {
        add(0xC0 | (c >> 6));
        add(0x80 | (c & 0x3F));
      } else if (c < 0x10000) {
        add(0xE0 | (c >> 12));
        add(0x80 | ((c >> 6) & 0x3F));
        add(0x80 | (c & 0x3F));
      } else {
        add(0xF0 | (c >> 18));
        add(0x80 | ((c >> 12) & 0x3F));
        add(0x80 | ((c >> 6) & 0x3F));
        add(0x80 | (c & 0x3F));
      }
    }
    return bytes;
  };
  const auto character =
      rc::gen::element<char32_t>(U'a', U'Z', U'é', U'\u07FF', U'\u2020', U'\uD7FF', U'\uE000',
                                 U'\uFFFD', U'\U00010000', U'\U0001F6A2', U'\U0010FFFF');
  EXPECT_TRUE(rc::check("by code units", [&] {
    const auto a = *rc::gen::container<std::vector<char32_t>>(character);
    const auto b = *rc::gen::container<std::vector<char32_t>>(character);
    RC_ASSERT(detail::utf16_less(utf8(a), utf8(b)) == (utf16(a) < utf16(b)));
  }));
}

}  // namespace
}  // namespace faultline::exchange
