#include "map/sketch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/draw.h"

namespace faultline::map {

Sketch::Sketch(const std::string& register_toml) {
  auto known = actors::Register::parse(register_toml, "register.toml");
  EXPECT_TRUE(known) << (known ? "" : known.error().message);
  if (known) rows_.known = std::move(*known);
}

Sketch& Sketch::article(const std::string& id, const std::string& outlet,
                        const std::string& published) {
  study::ArticleRow row;
  row.key = study::ArticleId{static_cast<std::int64_t>(rows_.articles.size()) + 1};
  row.id = id;
  row.file = "articles/" + id + ".txt";
  row.headline = "About " + id;
  if (!outlet.empty()) row.outlet = outlet;
  if (!published.empty()) row.published = *parse_day(published);
  rows_.articles.push_back(row);
  rows_.totals.articles = static_cast<std::int64_t>(rows_.articles.size());
  if (!row.published) ++rows_.totals.undated_articles;
  return *this;
}

Sketch& Sketch::url(const std::string& url) {
  rows_.articles.back().url = url;
  return *this;
}

Sketch& Sketch::sure(double confidence) {
  confidence_ = confidence;
  return *this;
}

Sketch& Sketch::on(const std::string& partial_date) {
  said_ = partial_date.empty() ? std::nullopt
                               : std::optional<PartialDate>(*parse_partial_date(partial_date));
  return *this;
}

Sketch& Sketch::corrected(bool is_corrected) {
  is_corrected_ = is_corrected;
  return *this;
}

std::string Sketch::name_of(const std::string& id) const {
  const actors::Actor* actor = rows_.known.find(id);
  return actor == nullptr ? id : actor->name;
}

ByteSpan Sketch::write(const std::string& sentence) {
  std::string& text = texts_[rows_.articles.back().key];
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += sentence + "\n";
  return {{begin}, {begin + static_cast<std::uint32_t>(sentence.size())}};
}

std::optional<Day> Sketch::day() const {
  return said_ ? std::optional<Day>(said_->first) : rows_.articles.back().published;
}

Sketch& Sketch::says(const std::string& speaker, const std::string& sentence) {
  const study::ArticleRow& article = rows_.articles.back();
  study::StatementRow row;
  row.key = study::StatementId{static_cast<std::int64_t>(rows_.statements.size()) + 1};
  row.article = article.key;
  row.article_id = article.id;
  row.outlet = article.outlet;
  row.headline = article.headline;
  if (!speaker.empty()) {
    row.speaker = speaker;
    row.speaker_name = name_of(speaker);
  }
  row.content_text = sentence;
  row.extent = write(sentence);
  row.said = said_;
  row.day = day();
  row.confidence = confidence_;
  row.is_corrected = is_corrected_;
  rows_.statements.push_back(row);
  return *this;
}

Sketch& Sketch::reported(statements::CueClass cue_class, statements::Modality modality,
                         statements::Polarity polarity, const std::string& venue) {
  study::StatementRow& row = rows_.statements.back();
  row.cue_class = cue_class;
  row.modality = modality;
  row.polarity = polarity;
  row.venue_text = venue;
  return *this;
}

Sketch& Sketch::stands(const std::string& concept_name, int agreement, const std::string& phrase,
                       const std::string& coder) {
  const study::StatementRow& statement = rows_.statements.back();
  study::CodingRow row;
  row.key = study::CodingId{static_cast<std::int64_t>(rows_.codings.size()) + 1};
  row.statement = statement.key;
  row.article = statement.article;
  row.article_id = statement.article_id;
  row.outlet = statement.outlet;
  row.actor = *statement.speaker;
  row.actor_name = *statement.speaker_name;
  row.concept_name = concept_name;
  row.agreement = agreement;
  row.day = statement.day;
  row.evidence_text = phrase;
  row.content_text = statement.content_text;
  row.coder = coder;
  row.confidence = confidence_;
  rows_.codings.push_back(row);
  return *this;
}

Sketch& Sketch::acts(const std::string& from, int sign, const std::string& to,
                     const std::string& sentence, const std::string& trigger,
                     bool is_outlets_voice) {
  const study::ArticleRow& article = rows_.articles.back();
  study::RelationRow row;
  row.key = study::RelationId{static_cast<std::int64_t>(rows_.relations.size()) + 1};
  row.article = article.key;
  row.article_id = article.id;
  row.outlet = article.outlet;
  row.headline = article.headline;
  row.from = from;
  row.to = to;
  row.from_name = name_of(from);
  row.to_name = name_of(to);
  row.act = sign < 0 ? positions::Act::Criticise : positions::Act::Praise;
  row.sign = sign;
  row.said = said_;
  row.day = day();
  row.evidence = write(sentence);
  row.evidence_text = sentence;
  row.trigger_text = trigger;
  if (!is_outlets_voice) row.statement = study::StatementId{1};
  row.confidence = confidence_;
  row.is_corrected = is_corrected_;
  rows_.relations.push_back(row);
  return *this;
}

Sketch shuffled_in_time(Sketch sketch, unsigned seed) {
  std::vector<std::optional<Day>> days;
  for (const study::ArticleRow& article : sketch.rows_.articles) days.push_back(article.published);
  std::mt19937_64 generator(seed);
  shuffle(days, generator);
  std::map<study::ArticleId, std::optional<Day>> day_of;
  for (std::size_t place = 0; place < days.size(); ++place) {
    sketch.rows_.articles[place].published = days[place];
    day_of[sketch.rows_.articles[place].key] = days[place];
  }
  for (study::StatementRow& row : sketch.rows_.statements) row.day = day_of[row.article];
  for (study::RelationRow& row : sketch.rows_.relations) row.day = day_of[row.article];
  for (study::CodingRow& row : sketch.rows_.codings) row.day = day_of[row.article];
  return sketch;
}

detail::Rows in_order_of_day(detail::Rows rows) {
  const auto earlier = [](const auto& left, const auto& right) {
    // Undated last.
    if (!left.day || !right.day) return left.day.has_value() && !right.day.has_value();
    return *left.day < *right.day;
  };
  std::stable_sort(rows.statements.begin(), rows.statements.end(), earlier);
  std::stable_sort(rows.relations.begin(), rows.relations.end(), earlier);
  std::stable_sort(rows.codings.begin(), rows.codings.end(), earlier);
  return rows;
}

Result<BlocMap> Sketch::map(const MapOptions& options) const {
  return detail::map_of_rows(in_order_of_day(rows_), options,
                             [this](study::ArticleId article) -> Result<std::string> {
                               const auto text = texts_.find(article);
                               return text == texts_.end() ? std::string() : text->second;
                             });
}

Sketch harbour_story() {
  Sketch sketch(R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
role = [
  {title = "Minister of Ports", from = "2030", to = "2031-04-10"},
  {title = "chair of the Harbour Board", from = "2031-04-14"},
]
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "ben-mak"
name = "Ben Mak"
role = [{title = "First Secretary", from = "2028"}]
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "cid-nur"
name = "Cid Nur"
role = [{title = "Speaker of the Diet", from = "2027"}]
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "dockers"
name = "Dockers’ Union"
kind = "organization"
bloc = [
  {name = "Harbour Compact", from = "2029", to = "2031-04-20"},
  {name = "Free Quays", from = "2031-04-21"},
]
[[actor]]
id = "eva-ost"
name = "Eva Ost"
role = [{title = "leader of Free Quays", from = "2029"}]
bloc = [{name = "Free Quays", from = "2029"}]
)");
  const char* outlets[] = {"Quay Gazette", "Evening Tide"};
  const char* days[] = {"2031-03-04", "2031-03-11", "2031-03-18", "2031-03-25", "2031-04-01",
                        "2031-04-08", "2031-04-15", "2031-04-22", "2031-04-29", "2031-05-06"};
  for (int week = 0; week < 10; ++week) {
    sketch.article("week-" + std::to_string(week + 1), outlets[week % 2], days[week]);
    sketch.url(week % 2 == 0 ? "https://gazette.example/" + std::to_string(week) : "");
    const bool is_split = week >= 5;
    sketch.sure(0.9)
        .says("ana-lor", is_split ? "“We must open the locks,” said Lor."
                                  : "“The locks stay closed,” said Lor.")
        .stands("open the locks", is_split ? 1 : -1, is_split ? "open the locks" : "stay closed");
    sketch.sure(0.7)
        .says("ben-mak", "“The locks stay closed, whatever they shout,” said Mak.")
        .stands("open the locks", -1, "stay closed");
    if (week == 2) sketch.says("cid-nur", "Nur told the Diet to wait.");
    if (week == 8) sketch.says("", "An official said that the tide would tell.");
    for (int repeat = 0; repeat < 4; ++repeat) {
      const std::string time =
          repeat == 0 ? "" : " for the " + std::to_string(repeat + 1) + ". time";
      if (is_split && repeat < 3) {
        sketch.acts("ana-lor", -1, "ben-mak", "Lor blamed Mak for the wall" + time + ".", "blamed");
      } else {
        sketch.acts("ben-mak", -1, "eva-ost", "Mak mocked Ost" + time + ".", "mocked");
      }
    }
    if (!is_split) sketch.acts("ben-mak", 1, "ana-lor", "Mak praised Lor.", "praised");
    if (week == 3)
      sketch.acts("cid-nur", -1, "ana-lor", "Nur found fault with Lor.", "found fault", true);
    if (week >= 4) sketch.acts("dockers", -1, "ben-mak", "The union attacked Mak.", "attacked");
    if (week >= 6) sketch.acts("dockers", 1, "ana-lor", "The union backed Lor.", "backed");
    if (week % 3 == 0) sketch.acts("eva-ost", -1, "ben-mak", "Ost accused Mak.", "accused");
  }
  return sketch;
}

Sketch quay(int people) {
  std::string actors;
  for (int i = 0; i < people; ++i)
    actors += fmt::format(
        "[[actor]]\nid = \"p{0}\"\nname = \"P{0}\"\n"
        "bloc = [{{name = \"Quay\", from = \"2029\"}}]\n",
        i);
  return Sketch(actors);
}

}  // namespace faultline::map
