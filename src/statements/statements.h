#pragma once
// Who said what: every attribution of an article, as wide as PolNeAR defines it (Newell, Margolin
// & Ruths 2018): speech, belief, intention, attitude, decree and evidence.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/cast.h"
#include "base/day.h"
#include "base/ordinal.h"
#include "base/result.h"
#include "language/document.h"
#include "language/states.h"

namespace faultline::statements {

/// How the words reach the reader: wholly in quotation marks, without, or partly.
enum class StatementType : std::uint8_t { Direct, Indirect, Mixed };
[[nodiscard]] std::string_view to_string(StatementType type);

/// How the outlet presents the words by the word that it reports them with: "said", "insisted",
/// "claimed", "slammed", "praised" (docs/methods.md).
enum class CueClass : std::uint8_t {
  Neutral,
  Assertive,  // as firm or as true
  Doubting,   // at a distance
  Hostile,    // as an attack
  Supportive
};
[[nodiscard]] std::string_view to_string(CueClass cue_class);  // "neutral"
[[nodiscard]] std::optional<CueClass> parse_cue_class(std::string_view word);

/// Whether the words were spoken, by the cue's own verbs.
enum class Modality : std::uint8_t {
  Asserts,  // they were
  May,      // "may say", "suggested": perhaps, or as a mere possibility
  Would,    // "would say", "if she says": on a condition
  Will,     // "will say", "plans to announce", "promised": still to come
  Asks,     // a question
  Demands   // "urged", "asked him to": an order, a request, a wish
};
[[nodiscard]] std::string_view to_string(Modality modality);  // "asserts"
[[nodiscard]] std::optional<Modality> parse_modality(std::string_view word);

/// Denied: the speaker denies or rejects the content, or does not say it ("would not say").
enum class Polarity : std::uint8_t { Affirmed, Denied };
[[nodiscard]] std::string_view to_string(Polarity polarity);  // "affirmed"
[[nodiscard]] std::optional<Polarity> parse_polarity(std::string_view word);

/// One act of saying. Plain value; refers to its Document's text by bytes. Spans are sorted, do not
/// overlap, and carry no white space at their edges.
struct Statement {
  StatementType type{};
  std::vector<ByteSpan> source;  // who, with title and apposition; empty: none stated
  std::vector<ByteSpan> cue;  // "has warned"; empty: a quotation that goes on from the one before
  std::vector<ByteSpan> content;            // what, quotation marks included; never empty
  std::optional<ActorIndex> speaker;        // none: unnamed, or not known
  std::optional<ActorIndex> on_behalf_of;   // whose spokesman the speaker is; none: his own words
  std::optional<PartialDate> said;          // none: the text does not say
  std::optional<StatementIndex> nested_in;  // the statement whose content this one stands in
  float confidence = 0;                     // that a reader would mark this statement, 0..1
  CueClass cue_class{};
  Modality modality{};
  Polarity polarity{};
  std::vector<ByteSpan> venue;  // where it was said: "state television", "a rally in Ohio"

  friend bool operator==(const Statement&, const Statement&) = default;
};

struct StatementOptions {
  std::optional<Day> published;  // gives weekdays and days without a year their place
};

/// Finds statements. Immutable: one Finder serves any number of threads.
class Finder {
 public:
  /// `models` as in language::Engine::load, with the same errors.
  [[nodiscard]] static Result<Finder> load(const std::filesystem::path& models = {});
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  /// Every statement in `document`, in order of its first byte, an outer one before those nested in
  /// it. `states` must be those of the document's tokens by an encoder of states_width().
  /// O(tokens).
  [[nodiscard]] std::vector<Statement> find(const language::Document& document,
                                            const language::States& states,
                                            const actors::Cast& cast,
                                            const StatementOptions& options = {}) const;

  [[nodiscard]] std::size_t states_width() const;
  /// Name and version for provenance.
  [[nodiscard]] std::string version() const;

 private:
  struct Model;
  explicit Finder(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace faultline::statements
