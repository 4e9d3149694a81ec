#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "positions/detail/places.h"
#include "positions/detail/roles.h"
#include "positions/detail/scene.h"
#include "positions/detail/tree.h"
#include "positions/positions.h"

namespace faultline::positions {
namespace {

using detail::Draft;
using statements::Statement;

/// How often a relation of each origin has the right sign and direction (docs/quality.md).
float base_confidence(Origin origin) {
  switch (origin) {
    case Origin::Cue:
      return 0.95F;
    case Origin::Narrative:
      return 0.75F;
    case Origin::Nominal:
      return 0.75F;
    case Origin::Agent:
      return 0.72F;
    case Origin::Content:
      return 0.7F;
    case Origin::Evaluation:
      return 0.6F;
    case Origin::Reference:
      return 0.6F;
    case Origin::Learned:
      break;  // not a rule's
  }
  return 0.5F;
}

/// What the kind of act leaves of it: readers mark deeds and rivalry as relations less often than
/// plain blame and praise.
float act_confidence(Act act, Origin origin) {
  switch (act) {
    case Act::Oppose:
    case Act::Mock:
    case Act::Defend:
    case Act::Protest:
    case Act::Aid:
      return origin == Origin::Cue ? 0.8F : 0.65F;
    case Act::Assault:
    case Act::Coerce:
    case Act::Cooperate:
    case Act::Concede:
      return 0.5F;
    default:
      return 1;
  }
}

/// Gathers drafts sentence by sentence and makes relations of them.
class RelationSearch {
 public:
  RelationSearch(const language::Document& document, const actors::Cast& cast,
                 std::span<const Statement> statements)
      : document_(document),
        cast_(cast),
        statements_(statements),
        tree_(document),
        places_(document, statements),
        roles_(tree_, cast, places_, statements),
        scene_{tree_, statements, places_, roles_} {}

  std::vector<Relation> run() {
    for (const language::Sentence& sentence : document_.sentences) read(sentence);
    std::stable_sort(relations_.begin(), relations_.end(),
                     [](const Relation& a, const Relation& b) {
                       return std::tie(a.evidence.begin, a.trigger.begin) <
                              std::tie(b.evidence.begin, b.trigger.begin);
                     });
    return std::move(relations_);
  }

 private:
  void read(const language::Sentence& sentence) {
    std::vector<Draft> drafts;
    for (std::uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value; ++i) {
      const std::size_t before = drafts.size();
      add_verb_acts(scene_, i, drafts);
      if (drafts.size() == before) add_noun_acts(scene_, i, drafts);
      add_agents(scene_, i, drafts);
      add_evaluations(scene_, i, drafts);
    }
    add_references(scene_, sentence.tokens, 0, drafts);
    for (std::size_t i = 0; i < drafts.size(); ++i)
      if (!is_told_before(drafts, i)) add(drafts[i], sentence.span);
  }

  /// "paid tribute to Y" is one act, though both words tell it.
  [[nodiscard]] static bool is_told_before(const std::vector<Draft>& drafts, std::size_t index) {
    constexpr std::uint32_t kNear = 3;
    const Draft& one = drafts[index];
    return std::any_of(drafts.begin(), drafts.begin() + static_cast<std::ptrdiff_t>(index),
                       [&](const Draft& other) {
                         return other.from == one.from && other.to.actor == one.to.actor &&
                                one.to.actor && other.sign == one.sign &&
                                other.trigger.begin <= one.trigger.begin &&
                                one.trigger.begin.value < other.trigger.end.value + kNear;
                       });
  }

  void add(const Draft& draft, ByteSpan evidence) {
    Relation relation;
    relation.from = cast_.answerable(draft.from);
    if (draft.to.actor) relation.to = cast_.answerable(*draft.to.actor);
    if (relation.to == relation.from) return;
    relation.target = document_.bytes(draft.to.words);
    relation.act = draft.act;
    relation.sign = draft.sign;
    relation.intensity = static_cast<float>(draft.strength) / 3;
    relation.evidence = evidence;
    relation.trigger = document_.bytes(draft.trigger);
    relation.origin = draft.origin;
    relation.mode = draft.mode;
    const float base = base_confidence(draft.origin);
    const float usual = act_confidence(draft.act, draft.origin);
    relation.confidence = base * usual * draft.factor;
    relation.why.push_back({"origin: " + std::string(to_string(draft.origin)), std::nullopt, base});
    if (usual != 1)
      relation.why.push_back({"act: " + std::string(to_string(draft.act)), std::nullopt, usual});
    for (const detail::Ground& ground : draft.why) {
      std::optional<ByteSpan> span;
      if (ground.words) span = document_.bytes(*ground.words);
      relation.why.push_back({ground.name, span, ground.weight});
    }
    if (draft.statement) {
      const Statement& statement = statements_[*draft.statement];
      relation.statement = StatementIndex{*draft.statement};
      relation.said = statement.said;
      const float sure = 0.8F + 0.2F * statement.confidence;
      relation.confidence *= sure;
      relation.why.push_back({"statement", std::nullopt, sure});
    }
    // Whoever is no actor is told by his words.
    const auto key =
        std::make_tuple(relation.from, relation.to, relation.to ? ByteSpan{} : relation.target,
                        relation.sign, relation.trigger);
    if (seen_.insert(key).second) relations_.push_back(std::move(relation));
  }

  const language::Document& document_;
  const actors::Cast& cast_;
  std::span<const Statement> statements_;
  detail::Tree tree_;
  detail::Places places_;
  detail::Roles roles_;
  detail::Scene scene_;
  std::vector<Relation> relations_;
  std::set<std::tuple<ActorIndex, std::optional<ActorIndex>, ByteSpan, int, ByteSpan>> seen_;
};

}  // namespace

std::vector<Relation> find_relations(const language::Document& document, const actors::Cast& cast,
                                     std::span<const Statement> statements) {
  return RelationSearch(document, cast, statements).run();
}

std::string version() { return "positions-rules 0.2"; }

}  // namespace faultline::positions
