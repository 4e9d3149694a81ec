#include "study/study.h"

#include <gtest/gtest.h>

#include "study/sketch.h"

namespace faultline::study {
namespace {

Study made(const Folder& folder) { return Study::open(folder / "s.study", Access::Create).value(); }

TEST(Study, IsEmptyWhenItIsNew) {
  const Folder folder;
  const auto study = made(folder);
  EXPECT_EQ(study.totals()->articles, 0);
  EXPECT_TRUE(study.articles()->empty());
  EXPECT_TRUE(study.statements()->empty());
  EXPECT_TRUE(study.relations()->empty());
  EXPECT_TRUE(study.codings()->empty());
  EXPECT_TRUE(study.actors()->empty());
  EXPECT_TRUE(study.known_actors()->actors().empty());
  EXPECT_EQ(study.codebook().value(), positions::Codebook{});
}

TEST(Study, GivesBackWhatWasStored) {
  const Folder folder;
  auto study = made(folder);
  const auto sketch = quarrel();
  const auto stored = study.store(sketch.read(), reader);
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(*stored, Standing::New);

  const auto articles = study.articles();
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 1u);
  EXPECT_EQ(articles->front().headline, "A quay and a quarrel");
  EXPECT_EQ(articles->front().statements, 2);
  const auto statements = study.statements();
  ASSERT_TRUE(statements) << statements.error().message;
  ASSERT_EQ(statements->size(), 2u);
  EXPECT_EQ((*statements)[1].content_text, "“No bridge will stand.”");
  EXPECT_EQ((*statements)[1].confidence, 0.25);
  const auto relations = study.relations();
  ASSERT_TRUE(relations) << relations.error().message;
  ASSERT_EQ(relations->size(), 2u);
  const auto codings = study.codings();
  ASSERT_TRUE(codings) << codings.error().message;
  ASSERT_EQ(codings->size(), 2u);
  const auto actors = study.actors();
  ASSERT_TRUE(actors) << actors.error().message;
  ASSERT_EQ(actors->size(), 3u);
  EXPECT_EQ(study.text_of(articles->front().key).value(), sketch.article.text);
}

}  // namespace
}  // namespace faultline::study
