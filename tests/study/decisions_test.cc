// Who is who in a study: joined by the machine, decided by people.

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

using Kind = ActorDecision::Kind;

/// Everything but what people decided and when: what an undone decision must leave as it was.
std::string state_of(const std::filesystem::path& file) {
  std::istringstream lines(dump(file));
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("decision: ") && !line.starts_with("sqlite_sequence: "))
      kept += line + "\n";
  return kept;
}

/// "NAME said the sky is ID. " by an outlet on a day; the speaker may have a title.
Sketch note(const std::string& id, const std::string& name, const std::string& day = "2031-03-01",
            const std::string& outlet = "Daily Trumpet", const std::string& title = "") {
  Sketch sketch(name + " said the sky is " + id + ".", id, "/news/" + id + ".txt");
  sketch.on(day).by(outlet);
  const auto who = sketch.actor(actors::slug(name), name);
  if (!title.empty()) sketch.cast.actors[0].roles = {{title, {}, ""}};
  sketch.mention(who, name);
  sketch.says(who, name, "said", "the sky is " + id);
  return sketch;
}

actors::Actor registered(std::string id, std::string name) {
  actors::Actor actor;
  actor.id = std::move(id);
  actor.name = std::move(name);
  actor.is_registered = true;
  return actor;
}

class Decisions : public testing::Test {
 protected:
  void store(const Sketch& sketch) { ASSERT_TRUE(holds(study_.store(sketch.read(), reader))); }
  void link() { ASSERT_TRUE(holds(study_.link_actors())); }

  Result<DecisionRow> decide(Kind kind, std::string actor, std::string other = "",
                             std::string value = "") {
    ActorDecision decision;
    decision.kind = kind;
    decision.actor = std::move(actor);
    decision.other = std::move(other);
    decision.value = std::move(value);
    decision.coder = "Nina";
    return study_.decide(decision);
  }
  Result<DecisionRow> split(std::string actor, std::vector<std::string> articles) {
    ActorDecision decision;
    decision.kind = Kind::Split;
    decision.actor = std::move(actor);
    decision.articles = std::move(articles);
    decision.coder = "Nina";
    return study_.decide(decision);
  }
  [[nodiscard]] std::vector<std::string> speakers() const {
    std::vector<std::string> ids;
    const auto rows = study_.statements();
    for (const auto& row : rows.value()) ids.push_back(row.speaker.value_or("-"));
    return ids;
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> result;
    const auto rows = study_.actors();
    for (const auto& row : rows.value()) result.push_back(row.actor.id);
    std::sort(result.begin(), result.end());
    return result;
  }
  [[nodiscard]] actors::Actor actor(const std::string& id) const {
    Filter filter;
    filter.actor = id;
    const auto rows = study_.actors(filter);
    return rows.value().at(0).actor;
  }
  [[nodiscard]] std::string state() const { return state_of(folder_ / "s.study"); }

  Folder folder_;
  Study study_ = made(folder_);
};

using Ids = std::vector<std::string>;

TEST_F(Decisions, OfAnEmptyStudyAreNone) {
  link();
  EXPECT_TRUE(study_.decisions()->empty());
  EXPECT_TRUE(study_.proposals()->empty());
  EXPECT_TRUE(study_.is_linked().value());
  EXPECT_EQ(study_.undo_decision().error().code, ErrorCode::NotFound);
  EXPECT_EQ(study_.account_of("ada").error().code, ErrorCode::NotFound);
  EXPECT_EQ(decide(Kind::Merge, "a", "b").error().code, ErrorCode::NotFound);
}

TEST_F(Decisions, JoinTwoOutletsSpellingsInEveryQuery) {
  store(note("one", "Mohammad Bagheri"));
  store(note("two", "Mohammed Baqeri", "2031-03-02", "Evening Bugle"));
  EXPECT_EQ(speakers(), (Ids{"mohammad-bagheri", "mohammed-baqeri"}));
  EXPECT_FALSE(study_.is_linked().value());
  link();
  EXPECT_TRUE(study_.is_linked().value());
  EXPECT_EQ(speakers(), (Ids{"mohammad-bagheri", "mohammad-bagheri"}));
  EXPECT_EQ(ids(), Ids{"mohammad-bagheri"});
  EXPECT_EQ(study_.totals()->actors, 1);
  EXPECT_EQ(actor("mohammad-bagheri").aliases, Ids{"Mohammed Baqeri"});
  Filter filter;
  filter.actor = "mohammed-baqeri";
  EXPECT_EQ(study_.statements(filter)->size(), 2U) << "the articles' id still finds him";
  const auto account = study_.account_of("mohammad-bagheri");
  ASSERT_TRUE(holds(account));
  ASSERT_EQ(account->proposals.size(), 1U);
  EXPECT_TRUE(account->proposals[0].is_joined);
  EXPECT_GT(account->proposals[0].probability, 0.95);
  EXPECT_FALSE(account->proposals[0].reasons.empty());
  ASSERT_EQ(account->mentions.size(), 2U);
  EXPECT_EQ(account->mentions[1].words, "Mohammed Baqeri");
  EXPECT_EQ(account->mentions[1].machine_actor, "mohammed-baqeri");
  auto connection = sqlite::Connection::open((folder_ / "s.study").string(), "s", {}).value();
  EXPECT_EQ(connection.text("SELECT group_concat(machine_speaker) FROM v_statements").value(),
            "mohammad-bagheri,mohammed-baqeri")
      << "what the machine read stays";
  EXPECT_EQ(connection.integer("SELECT count(*) FROM v_mentions WHERE actor = 'mohammad-bagheri'")
                .value(),
            2);
}

TEST_F(Decisions, OfTheMachineAreTheSameInAnyOrderOfReading) {
  const auto read_in = [&](const Folder& folder, std::vector<int> order) {
    auto study = made(folder);
    const std::vector<Sketch> all = {
        note("one", "Mohammad Bagheri"),
        note("two", "Mohammed Baqeri", "2031-03-02", "Evening Bugle"),
        note("three", "Rahimi", "2031-03-02", "Evening Bugle", "minister of water"),
        note("four", "Rahimi", "2031-03-02", "Daily Trumpet", "governor of Qom"),
        note("five", "Hassan Rahimi", "2031-03-05", "Daily Trumpet", "minister of water")};
    for (const int i : order)
      EXPECT_TRUE(holds(study.store(all[static_cast<std::size_t>(i)].read(), reader)));
    EXPECT_TRUE(holds(study.link_actors()));
    std::string said;
    const auto actors = study.actors().value();
    const auto statements = study.statements().value();
    const auto proposals = study.proposals().value();
    for (const auto& row : actors) said += row.actor.id + "=" + row.actor.name + ";";
    for (const auto& row : statements) said += row.article_id + ":" + row.speaker.value() + ";";
    for (const auto& row : proposals)
      said += row.actor + "~" + row.other + ":" + std::to_string(row.probability) + ";";
    // Rows of one day come in the order of reading; their content must not.
    std::istringstream parts(said);
    std::vector<std::string> sorted;
    for (std::string part; std::getline(parts, part, ';');) sorted.push_back(part);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  };
  const Folder first, second, third;
  const auto expected = read_in(first, {0, 1, 2, 3, 4});
  EXPECT_EQ(read_in(second, {4, 3, 2, 1, 0}), expected);
  EXPECT_EQ(read_in(third, {2, 4, 0, 3, 1}), expected);
}

TEST_F(Decisions, OfTheMachineAreTheSameWhenMadeAgain) {
  store(note("one", "Mohammad Bagheri"));
  store(note("two", "Mohammed Baqeri", "2031-03-02", "Evening Bugle"));
  store(note("three", "Bagheri"));
  link();
  const auto before = state();
  link();
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, DoNotJoinTheUnnamedOfTwoArticles) {
  for (const auto* id : {"one", "two"}) {
    Sketch sketch("Two officials said the sky is " + std::string(id) + ".", id,
                  std::string("/news/") + id);
    const auto who = sketch.actor("two-officials", "Two officials");
    sketch.cast.actors[0].kind = actors::ActorKind::Group;
    sketch.mention(who, "Two officials");
    sketch.cast.mentions[0].kind = actors::MentionKind::Nominal;
    sketch.says(who, "Two officials", "said", "the sky is " + std::string(id));
    store(sketch);
  }
  EXPECT_EQ(speakers(), (Ids{"two-officials-in-one", "two-officials-in-two"}));
  link();
  EXPECT_EQ(speakers(), (Ids{"two-officials-in-one", "two-officials-in-two"}));
  EXPECT_TRUE(actor("two-officials-in-one").is_unnamed);
  const auto before = state();
  const auto refused = decide(Kind::Confirm, "two-officials-in-one");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Usage);
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, MakeTheSameUnknownPersonOfFiftyArticlesOneOfTheRegister) {
  ASSERT_TRUE(holds(study_.set_codebook(quarrel().codebook)));
  for (int i = 0; i < 50; ++i)
    store(note("n" + std::to_string(i), "Mina Farahani", "2031-03-01",
               i % 2 == 0 ? "Daily Trumpet" : "Evening Bugle", i < 2 ? "harbour pilot" : ""));
  link();
  EXPECT_EQ(ids(), Ids{"mina-farahani"});
  const auto before = state();
  const auto reader_before = study_.standing(
      note("n0", "Mina Farahani", "2031-03-01", "Daily Trumpet", "harbour pilot").article, reader);
  EXPECT_EQ(reader_before.value(), Standing::Unchanged);
  ASSERT_TRUE(holds(decide(Kind::Confirm, "mina-farahani")));
  const auto known = study_.known_actors();
  ASSERT_TRUE(holds(known));
  ASSERT_EQ(known->actors().size(), 1U);
  EXPECT_EQ(known->actors()[0].name, "Mina Farahani");
  ASSERT_EQ(known->actors()[0].roles.size(), 1U);
  EXPECT_EQ(known->actors()[0].roles[0].title, "harbour pilot");
  EXPECT_EQ(known->actors()[0].roles[0].source, "article n0; n1");
  EXPECT_EQ(
      study_
          .standing(
              note("n0", "Mina Farahani", "2031-03-01", "Daily Trumpet", "harbour pilot").article,
              reader)
          .value(),
      Standing::Outdated)
      << "it was read with another register";
  EXPECT_FALSE(decide(Kind::Confirm, "mina-farahani")) << "twice";
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, MergeAndUndoLeaveNoTrace) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  const auto before = state();
  const auto merged = decide(Kind::Merge, "a-o-dell", "ada-odell");
  ASSERT_TRUE(holds(merged));
  EXPECT_EQ(merged->appearances, 2);
  EXPECT_EQ(speakers(), (Ids{"ada-odell", "ada-odell", "bruno-hale"}));
  EXPECT_EQ(actor("a-o-dell").id, "ada-odell");
  EXPECT_EQ(actor("ada-odell").aliases, Ids{"A. O. Dell"});
  EXPECT_EQ(study_.totals()->actors, 3);
  ASSERT_TRUE(holds(study_.undo_decision(merged->key)));
  EXPECT_EQ(state(), before);
  EXPECT_EQ(study_.decisions()->size(), 1U) << "the history keeps it";
  EXPECT_TRUE(study_.decisions()->front().withdrawn_at);
  EXPECT_EQ(study_.undo_decision(merged->key).error().code, ErrorCode::NotFound) << "not twice";
}

TEST_F(Decisions, MergedActorsHaveNoRelationToThemselves) {
  store(quarrel());
  EXPECT_EQ(study_.relations()->size(), 2U);
  ASSERT_TRUE(holds(decide(Kind::Merge, "zoe-marsh", "bruno-hale")));
  EXPECT_EQ(study_.relations()->size(), 1U);
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(study_.relations()->size(), 2U);
}

TEST_F(Decisions, SplitTwoPeopleOfOneNameByTheirArticles) {
  store(note("one", "Omid Karimi"));
  store(note("two", "Omid Karimi"));
  store(note("three", "Omid Karimi"));
  link();
  const auto before = state();
  const auto made = split("omid-karimi", {"two"});
  ASSERT_TRUE(holds(made));
  EXPECT_EQ(made->other, "omid-karimi-2");
  EXPECT_EQ(speakers(), (Ids{"omid-karimi", "omid-karimi-2", "omid-karimi"}));
  link();
  EXPECT_EQ(speakers(), (Ids{"omid-karimi", "omid-karimi-2", "omid-karimi"}));
  ASSERT_TRUE(holds(study_.undo_decision()));
  link();
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, SplitWhatTheMachineJoined) {
  store(note("one", "Mohammad Bagheri"));
  store(note("two", "Mohammed Baqeri", "2031-03-02", "Evening Bugle"));
  link();
  const auto before = state();
  const auto refused = decide(Kind::Distinct, "mohammad-bagheri", "mohammed-baqeri");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("split mohammad-bagheri --read-as mohammed-baqeri"),
            std::string::npos)
      << refused.error().message;
  ActorDecision decision;
  decision.kind = Kind::Split;
  decision.actor = "mohammad-bagheri";
  decision.read_as = "Mohammed Baqeri";
  decision.coder = "Nina";
  ASSERT_TRUE(holds(study_.decide(decision)));
  EXPECT_EQ(ids().size(), 2U);
  link();
  EXPECT_EQ(ids().size(), 2U) << "the machine does not join them again";
  ASSERT_TRUE(holds(study_.undo_decision()));
  link();
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, RejectedPairsStayRejected) {
  store(note("one", "Hassan Rahimi"));
  store(note("two", "Rahimi"));
  link();
  ASSERT_EQ(study_.proposals()->size(), 1U);
  const auto before = state();
  ASSERT_TRUE(holds(decide(Kind::Distinct, "rahimi", "hassan-rahimi")));
  EXPECT_TRUE(study_.proposals()->empty());
  store(note("three", "Rahimi", "2031-03-03"));
  link();
  EXPECT_TRUE(study_.proposals()->empty());
  EXPECT_EQ(ids(), (Ids{"hassan-rahimi", "rahimi"}));
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(study_.proposals()->size(), 1U);
}

TEST_F(Decisions, HoldWhenArticlesAreReadAgain) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  ASSERT_TRUE(holds(decide(Kind::Merge, "a-o-dell", "ada-odell")));
  ASSERT_TRUE(holds(decide(Kind::Rename, "ada-odell", "", "Dame Ada")));
  ASSERT_TRUE(holds(decide(Kind::AddBloc, "ada-odell", "", "Lantern")));
  ASSERT_TRUE(holds(study_.store(quarrel().read(), "reader 2")));
  ASSERT_TRUE(holds(study_.store(note("two", "A. O. Dell").read(), "reader 2")));
  link();
  EXPECT_EQ(speakers(), (Ids{"ada-odell", "ada-odell", "bruno-hale"}));
  EXPECT_EQ(actor("ada-odell").name, "Dame Ada");
  EXPECT_EQ(actor("ada-odell").blocs.size(), 1U);
}

TEST_F(Decisions, HoldWhenTheRegisterIsReplaced) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  ASSERT_TRUE(holds(decide(Kind::Merge, "a-o-dell", "ada-odell")));
  ASSERT_TRUE(holds(decide(Kind::AddRole, "ada-odell", "", "harbour master")));
  ASSERT_TRUE(holds(decide(Kind::Confirm, "zoe-marsh")));
  ASSERT_TRUE(holds(study_.set_register(
      actors::Register::from_actors({registered("ada-odell", "Dr Ada Odell")}).value())));
  link();
  EXPECT_EQ(actor("ada-odell").name, "Dr Ada Odell");
  ASSERT_EQ(actor("ada-odell").roles.size(), 1U);
  EXPECT_EQ(actor("ada-odell").roles[0].title, "harbour master");
  EXPECT_EQ(actor("a-o-dell").id, "ada-odell");
  EXPECT_EQ(study_.known_actors()->actors().size(), 2U) << "Zoë is still confirmed";
  ASSERT_TRUE(holds(study_.set_register({})));
  link();
  EXPECT_EQ(actor("ada-odell").name, "Ada Odell");
  EXPECT_EQ(actor("a-o-dell").id, "ada-odell");
  EXPECT_EQ(study_.known_actors()->actors().size(), 1U);
}

TEST_F(Decisions, KeepTheIdOfTheRegisterInAMerge) {
  ASSERT_TRUE(holds(study_.set_register(
      actors::Register::from_actors({registered("ada-odell", "Dr Ada Odell")}).value())));
  store(quarrel());
  store(note("two", "A. O. Dell"));
  const auto merged = decide(Kind::Merge, "ada-odell", "a-o-dell");
  ASSERT_TRUE(holds(merged));
  EXPECT_EQ(merged->other, "ada-odell");
  EXPECT_EQ(study_.known_actors()->find("ada-odell")->aliases, Ids{"A. O. Dell"})
      << "the next reading finds that name";
}

TEST_F(Decisions, TakeOutAFactWhoeverSaysSo) {
  store(note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor"));
  store(note("two", "Omid Karimi", "2031-03-02", "Daily Trumpet", "mayor"));
  link();
  const auto before = state();
  ASSERT_TRUE(holds(decide(Kind::RemoveRole, "omid-karimi", "", "mayor")));
  EXPECT_TRUE(actor("omid-karimi").roles.empty());
  ASSERT_TRUE(holds(study_.store(
      note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor").read(), "reader 2")));
  EXPECT_TRUE(actor("omid-karimi").roles.empty());
  ASSERT_TRUE(holds(study_.store(
      note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor").read(), reader)));
  link();
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(actor("omid-karimi").roles.size(), 1U);
  const auto account = study_.account_of("omid-karimi");
  EXPECT_EQ(std::count_if(account->facts.begin(), account->facts.end(),
                          [](const auto& fact) { return fact.what == "role" && fact.article; }),
            2);
}

TEST_F(Decisions, UndoneOneByOneLeaveNoTrace) {
  store(quarrel());
  store(note("two", "A. O. Dell", "2031-03-02", "Daily Trumpet", "mayor"));
  store(note("three", "Zoë Marsh"));
  link();
  std::vector<std::string> states{state()};
  const auto did = [&](const Result<DecisionRow>& row) {
    ASSERT_TRUE(holds(row));
    states.push_back(state());
    EXPECT_NE(states.back(), states[states.size() - 2]);
  };
  did(decide(Kind::Rename, "ada-odell", "", "Dame Ada"));
  did(decide(Kind::AddAlias, "ada-odell", "", "the Dame"));
  did(decide(Kind::Merge, "a-o-dell", "ada-odell"));
  did(split("zoe-marsh", {"three"}));
  did(decide(Kind::Merge, "ada-odell", "zoe-marsh-2"));
  did(decide(Kind::AddRole, "a-o-dell", "", "captain"));
  did(decide(Kind::AddBloc, "zoe-marsh-2", "", "Lantern"));
  did(decide(Kind::RemoveRole, "zoe-marsh-2", "", "mayor"));
  did(decide(Kind::RemoveBloc, "zoe-marsh-2", "", "Lantern"));
  did(decide(Kind::Confirm, "zoe-marsh-2"));
  did(decide(Kind::RemoveAlias, "zoe-marsh-2", "", "the Dame"));
  for (std::size_t i = states.size() - 1; i > 0; --i) {
    ASSERT_TRUE(holds(study_.undo_decision()));
    EXPECT_EQ(state(), states[i - 1]) << "after undoing decision " << i;
  }
}

TEST_F(Decisions, AreUndoneInAnyOrder) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  store(note("three", "A. Odell"));
  link();
  const auto before = state();
  const auto first = decide(Kind::Merge, "a-o-dell", "ada-odell");
  ASSERT_TRUE(holds(first));
  const auto second = decide(Kind::Merge, "ada-odell", "zoe-marsh");
  ASSERT_TRUE(holds(second));
  EXPECT_EQ(actor("a-o-dell").id, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision(first->key)));
  EXPECT_EQ(actor("a-o-dell").id, "a-o-dell");
  EXPECT_EQ(actor("ada-odell").id, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision(second->key)));
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, OnASplitActorKeepTheSplit) {
  store(note("one", "Omid Karimi"));
  store(note("two", "Omid Karimi"));
  const auto made = split("omid-karimi", {"two"});
  ASSERT_TRUE(holds(made));
  ASSERT_TRUE(holds(decide(Kind::Rename, "omid-karimi-2", "", "Omid the Goalkeeper")));
  const auto refused = study_.undo_decision(made->key);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_NE(refused.error().message.find("undo 2 first"), std::string::npos);
}

TEST_F(Decisions, WinOverTheMachineForNewArticlesToo) {
  store(note("one", "Hassan Rahimi"));
  store(note("two", "Rahimi"));
  link();
  ASSERT_TRUE(holds(decide(Kind::Merge, "rahimi", "hassan-rahimi")));
  store(note("three", "Rahimi", "2031-03-09"));
  link();
  EXPECT_EQ(ids(), Ids{"hassan-rahimi"}) << "whom articles call Rahimi is he from now on";
}

TEST_F(Decisions, CarryCorrectionsAlong) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  const auto row = study_.statements()->back();
  ASSERT_TRUE(
      holds(study_.correct({Correction::About::Statement, static_cast<std::int64_t>(row.key),
                            "speaker", "a-o-dell", "Nina", ""})));
  ASSERT_TRUE(holds(decide(Kind::Merge, "a-o-dell", "zoe-marsh")));
  EXPECT_EQ(study_.statements()->back().speaker, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(study_.statements()->back().speaker, "a-o-dell");
}

TEST_F(Decisions, MergeAPersonWithAStateWhenForced) {
  auto sketch = quarrel();
  sketch.cast.actors[2].kind = actors::ActorKind::State;
  store(sketch);
  ActorDecision decision;
  decision.kind = Kind::Merge;
  decision.actor = "zoe-marsh";
  decision.other = "ada-odell";
  decision.is_forced = true;
  decision.coder = "Nina";
  EXPECT_TRUE(holds(study_.decide(decision)));
}

TEST_F(Decisions, NeedSomebodyWhoMakesThem) {
  store(quarrel());
  ActorDecision decision;
  decision.kind = Kind::Confirm;
  decision.actor = "ada-odell";
  EXPECT_EQ(study_.decide(decision).error().code, ErrorCode::Usage);
  decision.coder = "machine";
  EXPECT_EQ(study_.decide(decision).error().code, ErrorCode::Usage);
}

TEST_F(Decisions, OfAWholeActorAreNoSplit) {
  store(note("one", "Omid Karimi"));
  EXPECT_EQ(split("omid-karimi", {"one"}).error().code, ErrorCode::Usage);
  EXPECT_EQ(split("omid-karimi", {"on"}).error().code, ErrorCode::NotFound);
}

TEST_F(Decisions, NeedAStudyOpenedForWriting) {
  store(quarrel());
  auto reading = Study::open(folder_ / "s.study", Access::Read).value();
  ActorDecision decision;
  decision.kind = Kind::Merge;
  decision.actor = "zoe-marsh";
  decision.other = "ada-odell";
  decision.coder = "Nina";
  EXPECT_EQ(reading.decide(decision).error().code, ErrorCode::Io);
  EXPECT_EQ(reading.undo_decision().error().code, ErrorCode::Io);
  EXPECT_EQ(reading.link_actors().error().code, ErrorCode::Io);
  EXPECT_TRUE(holds(reading.proposals()));
  EXPECT_TRUE(holds(reading.account_of("ada-odell")));
}

}  // namespace
}  // namespace faultline::study
