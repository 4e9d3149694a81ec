// Who is who in a study: what the machine joins, and what people decided about it before or after.

#include <gtest/gtest.h>

#include <algorithm>

#include "study/decided.h"

namespace faultline::study {
namespace {

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

TEST_F(Decisions, WinOverTheMachineForNewArticlesToo) {
  store(note("one", "Hassan Rahimi"));
  store(note("two", "Rahimi"));
  link();
  ASSERT_TRUE(holds(decide(Kind::Merge, "rahimi", "hassan-rahimi")));
  store(note("three", "Rahimi", "2031-03-09"));
  link();
  EXPECT_EQ(ids(), Ids{"hassan-rahimi"}) << "whom articles call Rahimi is he from now on";
}

}  // namespace
}  // namespace faultline::study
