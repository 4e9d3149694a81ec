#include "exchange/tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

template <class Row>
std::string written(TableFormat format, const std::vector<Row>& rows) {
  std::ostringstream out;
  write_table(out, format, std::span(rows));
  return out.str();
}

std::string first_line(const std::string& text) { return text.substr(0, text.find("\r\n")); }

/// The cells of one CSV text, by RFC 4180 and nothing of ours.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  rows.back().emplace_back();
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto& cell = rows.back().back();
    if (is_quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (text[i] == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!is_quoted && text.compare(i, 2, "\r\n") == 0) {
      ++i;
      rows.emplace_back();
      rows.back().emplace_back();
    } else {
      cell += text[i];
    }
  }
  rows.pop_back();  // behind the last line end
  return rows;
}

Day some_day() { return Day{std::chrono::year{2031}, std::chrono::April, std::chrono::day{22}}; }

study::StatementRow sample_statement() {
  study::StatementRow row;
  row.key = study::StatementId{7};
  row.article_id = "one";
  row.content_text = "the wall, he said, is \"safe\"\nfor now";
  row.extent = {{10}, {52}};
  row.confidence = 0.94F;
  return row;
}

TEST(WriteTable, GivesAnEmptyTableItsHeaderInCsvAndNothingInJsonLines) {
  EXPECT_EQ(
      written(TableFormat::Csv, std::vector<study::StatementRow>()),
      "key,article,outlet,headline,type,speaker,speaker_name,source,cue,content,begin,end,"
      "said,day,nested_in,confidence,corrected,cue_class,modality,polarity,venue,on_behalf_of\r\n");
  EXPECT_EQ(written(TableFormat::JsonLines, std::vector<study::StatementRow>()), "");
}

TEST(WriteTable, SaysHowAndWhereAStatementIsMade) {
  auto row = sample_statement();
  EXPECT_NE(written(TableFormat::JsonLines, std::vector{row})
                .find(R"("cue_class":null,"modality":null,"polarity":null,"venue":null)"),
            std::string::npos);
  row.cue_class = statements::CueClass::Doubting;
  row.modality = statements::Modality::Asserts;
  row.polarity = statements::Polarity::Denied;
  row.venue_text = "state television";
  EXPECT_NE(written(TableFormat::JsonLines, std::vector{row})
                .find(R"("cue_class":"doubting","modality":"asserts","polarity":"denied",)"
                      R"("venue":"state television")"),
            std::string::npos);
}

TEST(WriteTable, KeepsTheColumnsThatAreDocumented) {
  EXPECT_EQ(first_line(written(TableFormat::Csv, std::vector<study::ArticleRow>())),
            "key,id,file,outlet,headline,byline,url,published,version,statements,relations");
  EXPECT_EQ(first_line(written(TableFormat::Csv, std::vector<study::RelationRow>())),
            "key,article,outlet,headline,from,from_name,to,to_name,act,sign,said,day,begin,end,"
            "evidence,trigger,statement,confidence,corrected");
  EXPECT_EQ(first_line(written(TableFormat::Csv, std::vector<study::CodingRow>())),
            "key,statement,article,outlet,actor,actor_name,concept,agreement,day,evidence,content,"
            "coder,confidence,method,people,disputed");
  EXPECT_EQ(first_line(written(TableFormat::Csv, std::vector<study::ActorRow>())),
            "id,name,kind,aliases,roles,blocs,part_of,pronoun,registered,statements,"
            "relations_from,relations_to,first_seen,last_seen");
}

TEST(WriteTable, HasTheSameColumnsInBothFormats) {
  const std::vector rows{sample_statement()};
  const auto cells = parse_csv(written(TableFormat::Csv, rows));
  const auto json = Json::parse(written(TableFormat::JsonLines, rows));
  ASSERT_EQ(cells.size(), 2U);
  ASSERT_EQ(json.size(), cells[0].size());
  std::size_t i = 0;
  for (const auto& [name, value] : json.items()) EXPECT_EQ(name, cells[0][i++]);
}

TEST(WriteTable, QuotesCommasQuotationMarksAndLineEndsInCsv) {
  const auto cells = parse_csv(written(TableFormat::Csv, std::vector{sample_statement()}));
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[1][9], "the wall, he said, is \"safe\"\nfor now");
  EXPECT_EQ(cells[1][10], "10");
  EXPECT_EQ(cells[1][15], "0.94");
  EXPECT_EQ(cells[1][16], "false");
}

TEST(WriteTable, LeavesWhatIsNotKnownEmptyInCsvAndNullInJson) {
  const std::vector rows{sample_statement()};
  const auto cells = parse_csv(written(TableFormat::Csv, rows));
  EXPECT_EQ(cells[1][2], "");
  EXPECT_EQ(Json::parse(written(TableFormat::JsonLines, rows))["outlet"], nullptr);
}

TEST(WriteTable, DisarmsWhatASpreadsheetWouldCompute) {
  for (const std::string text :
       {"=1+2", "+1", "-1", "@sum", "\tx", "\rx", "=HYPERLINK(\"http://x\",\"y\")"}) {
    auto row = sample_statement();
    row.content_text = text;
    const auto cells = parse_csv(written(TableFormat::Csv, std::vector{row}));
    EXPECT_EQ(cells[1][9], "'" + text);
    EXPECT_EQ(Json::parse(written(TableFormat::JsonLines, std::vector{row}))["content"], text);
  }
}

TEST(WriteTable, NeverTouchesNumbers) {
  study::RelationRow row;
  row.sign = -1;
  const auto cells = parse_csv(written(TableFormat::Csv, std::vector{row}));
  EXPECT_EQ(cells[1][9], "-1");
}

TEST(WriteTable, WritesTheOutletsOwnVoiceAsAnEmptyStatement) {
  study::RelationRow own;
  study::RelationRow attributed;
  attributed.statement = study::StatementId{3};
  const auto cells = parse_csv(written(TableFormat::Csv, std::vector{own, attributed}));
  EXPECT_EQ(cells[1][16], "");
  EXPECT_EQ(cells[2][16], "3");
}

TEST(WriteTable, WritesListsOfAnActorAsListsInJsonAndAsOneCellInCsv) {
  study::ActorRow row;
  row.actor.id = "ann-lee";
  row.actor.aliases = {"A. Lee", "the Tide Minister"};
  row.actor.roles = {{"Minister of Tides", {{}, PartialDate{some_day()}}, "Gazette"},
                     {"chair", {PartialDate{some_day()}, {}}, ""},
                     {"friend of gulls", {}, ""}};
  const auto cells = parse_csv(written(TableFormat::Csv, std::vector{row}));
  EXPECT_EQ(cells[1][3], "A. Lee; the Tide Minister");
  EXPECT_EQ(cells[1][4],
            "Minister of Tides (to 2031-04-22); chair (from 2031-04-22); friend of gulls");
  const auto json = Json::parse(written(TableFormat::JsonLines, std::vector{row}));
  EXPECT_EQ(json["aliases"], Json::array({"A. Lee", "the Tide Minister"}));
  EXPECT_EQ(json["roles"][0]["to"], "2031-04-22");
  EXPECT_EQ(json["roles"][1]["to"], nullptr);
}

TEST(WriteTable, EndsEveryLineByItsFormat) {
  const std::vector rows{sample_statement(), sample_statement()};
  EXPECT_TRUE(written(TableFormat::Csv, rows).ends_with("\r\n"));
  const auto lines = written(TableFormat::JsonLines, rows);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
  EXPECT_TRUE(lines.ends_with("}\n"));
}

}  // namespace
}  // namespace faultline::exchange
