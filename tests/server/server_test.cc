#include "server/server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "intake/intake.h"
#include "reading/reading.h"
#include "study/study.h"

namespace faultline::server {
namespace {

using Json = nlohmann::json;

constexpr const char* actors = R"([[actor]]
id = "mira-tolvane"
name = "Mira Tolvane"
also = ["Tolvane"]
bloc = [{name = "Pier Party"}]

[[actor]]
id = "oskar-brandeth"
name = "Oskar Brandeth"
also = ["Brandeth"]
bloc = [{name = "Pier Party"}]
)";

constexpr const char* text =
    "Harbour council quarrels over the pier\n\n"
    "PORT ELSIN, March 4 — “We will finish the pier,” said Mira Tolvane on Monday.\n\n"
    "Oskar Brandeth accused Tolvane of “building on sand.”\n";

/// A study of one article, served on a free port for the length of a test.
class Server : public testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    make_study();
    std::promise<std::string> address;
    thread_ = std::thread([this, &address] {
      result_ = serve(
          file(), {.port = 0}, [&](const std::string& at) { address.set_value(at); },
          [this] { return stopped_.load(); });
    });
    address_ = address.get_future().get();
    port_ = std::stoi(address_.substr(address_.rfind(':') + 1));
  }

  void TearDown() override {
    stopped_ = true;
    if (thread_.joinable()) thread_.join();
    EXPECT_TRUE(result_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void make_study() {
    auto known = actors::Register::parse(actors, "actors.toml");
    ASSERT_TRUE(known) << known.error().message;
    auto study = study::Study::open(file(), study::Access::Create);
    ASSERT_TRUE(study) << study.error().message;
    ASSERT_TRUE(study->set_register(*known));
    const auto reader = reading::Reader::create(*known, {});
    ASSERT_TRUE(reader) << reader.error().message;
    auto article = intake::read_text(text, "pier.txt", "pier");
    ASSERT_TRUE(article) << article.error().message;
    article->outlet = "The Gull";
    article->published = parse_day("2031-03-05").value();
    const auto reading = reader->read(*article);
    ASSERT_TRUE(study->store({reading.article, reading.document, reading.cast, reading.statements,
                              reading.relations, reading.codings, reader->codebook()},
                             reader->version()));
  }

  std::filesystem::path file() const { return folder_ / "pier.study"; }

  struct Answer {
    int status = 0;
    std::string type;
    std::string body;
  };
  Answer get(const std::string& path, const std::string& host = "127.0.0.1:1") const {
    httplib::Client client("127.0.0.1", port_);
    const auto result = client.Get(path, {{"Host", host}});
    if (!result) return {};
    return {result->status, result->get_header_value("Content-Type"), result->body};
  }

  std::filesystem::path folder_;
  std::string address_;
  int port_ = 0;
  std::thread thread_;
  std::atomic<bool> stopped_{false};
  Result<void> result_;
};

TEST_F(Server, ShowsTheMapAsAPage) {
  EXPECT_TRUE(address_.starts_with("http://127.0.0.1:"));
  const auto page = get("/");
  EXPECT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.type, "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("Pier Party"), std::string::npos);
}

TEST_F(Server, GivesTheMapAsJson) {
  const auto answer = get("/api/v1/map.json?bloc=Pier%20Party");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto map = Json::parse(answer.body);
  EXPECT_EQ(map["bloc"], "Pier Party");
  for (const auto* key : {"people", "stands", "inside", "weeks", "citations", "cautions"})
    EXPECT_TRUE(map[key].is_array()) << key;
  for (const auto* key : {"ties", "frustrated", "stories", "resamples", "by_chance", "p"})
    EXPECT_TRUE(map["sides"].contains(key)) << key;
  for (const auto& person : map["people"]) EXPECT_TRUE(person.contains("side_certainty"));
}

TEST_F(Server, GivesEveryKindOfRow) {
  for (const std::string name : {"articles", "statements", "relations", "codings", "actors"}) {
    const auto answer = get("/api/v1/" + name + ".json");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.type, "application/json");
    EXPECT_TRUE(Json::parse(answer.body)[name].is_array()) << name;
  }
  EXPECT_EQ(Json::parse(get("/api/v1/articles.json").body)["articles"].size(), 1U);
}

TEST_F(Server, ChoosesRowsByTheFiltersOfTheCommandLine) {
  const auto all = Json::parse(get("/api/v1/statements.json").body)["statements"];
  ASSERT_FALSE(all.empty());
  const auto hers = Json::parse(get("/api/v1/statements.json?actor=mira-tolvane").body);
  for (const auto& row : hers["statements"]) EXPECT_EQ(row["speaker"], "mira-tolvane");
  EXPECT_EQ(Json::parse(get("/api/v1/statements.json?limit=1").body)["statements"].size(), 1U);
  EXPECT_TRUE(Json::parse(get("/api/v1/statements.json?from=2099").body)["statements"].empty());
}

TEST_F(Server, AnswersMistakesWithASentenceInJson) {
  for (const auto& [path, status] : {std::pair<std::string, int>{"/nowhere", 404},
                                     {"/api/v1/statements.json?colour=red", 400},
                                     {"/api/v1/statements.json?from=yesterday", 400},
                                     {"/api/v1/statements.json?outlet=None", 404},
                                     {"/api/v1/map.json?actor=mira-tolvane", 400},
                                     {"/api/v1/map.json?bloc=None", 404}}) {
    const auto answer = get(path);
    EXPECT_EQ(answer.status, status) << path;
    EXPECT_EQ(answer.type, "application/json") << path;
    EXPECT_TRUE(Json::parse(answer.body)["error"].is_string()) << path;
  }
}

TEST_F(Server, AnswersOnlyToTheNamesOfThisMachine) {
  for (const std::string host :
       {"127.0.0.1", "127.0.0.1:8477", "localhost", "localhost:1", "[::1]:9"})
    EXPECT_EQ(get("/api/v1/articles.json", host).status, 200) << host;
  for (const std::string host :
       {"example.org", "localhost.example.org", "127.0.0.1.example.org:80", "[::2]", "x:127.0.0.1"})
    EXPECT_EQ(get("/api/v1/articles.json", host).status, 403) << host;
}

TEST_F(Server, ChangesNothing) {
  httplib::Client client("127.0.0.1", port_);
  const auto result = client.Post("/api/v1/articles.json", "{}", "application/json");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->status, 404);
}

TEST_F(Server, SaysThatAPortIsTaken) {
  const auto second = serve(file(), {.port = port_}, [](const auto&) {}, [] { return true; });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Io);
  EXPECT_NE(second.error().message.find(std::to_string(port_)), std::string::npos);
}

TEST(Serve, RefusesToServeOtherMachines) {
  const auto served = serve("any.study", {.host = "0.0.0.0"}, {}, {});
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().code, ErrorCode::Usage);
}

TEST(Serve, RefusesAStudyThatDoesNotExist) {
  const auto served = serve("no/such.study", {}, {}, {});
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::server
