#pragma once
// Who stays loyal to a bloc and who turns away: each actor's relations weighed by how often and how
// recently. A change of bloc in the register is an event of its own.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "timeline/rift.h"

namespace faultline::timeline {

struct LoyaltyOptions {
  Day on;                                          // the day to judge from; later rows are unseen
  std::vector<double> half_lives = {30, 90, 365};  // days, each > 0, at least one
  double minimum_weight = 1.0;                     // less weight than this gives no value
};

/// With one half-life h, a row of age a days weighs 2^(-a/h).
struct LoyaltyValue {
  double half_life = 0;
  double weight = 0;  // of the actor's signed relations to members: frequency times recency
  /// (support - criticism) / weight, weighed alike, in [-1, 1]; none below minimum_weight.
  std::optional<double> loyalty;

  friend bool operator==(const LoyaltyValue&, const LoyaltyValue&) = default;
};

struct ActorLoyalty {
  std::uint32_t actor{};
  int supports = 0, criticises = 0;  // members, up to the day, unweighed
  std::optional<Day> last_support, last_criticism;
  std::vector<LoyaltyValue> values;   // in the order of half_lives
  bool sign_depends = false;          // some half-lives make the actor loyal and others not
  std::vector<std::size_t> evidence;  // in the order of the input

  friend bool operator==(const ActorLoyalty&, const ActorLoyalty&) = default;
};

/// Loyalty of each actor that, as a member on the day of the act, supported or criticised a member
/// (frequency and recency with exponential decay: Sharara, Singh, Getoor & Mann 2011). By actor.
/// O(rows * half-lives).
[[nodiscard]] std::vector<ActorLoyalty> loyalty(std::span<const RiftTie> ties,
                                                const LoyaltyOptions& options);

/// One actor's stretch in a bloc, as the register has it.
struct Membership {
  std::uint32_t actor{};
  std::uint32_t bloc{};
  Period period;
};

/// A change of bloc: facts of a register, not of what was said.
struct Switch {
  std::uint32_t actor{};
  std::optional<std::uint32_t> from, to;  // none: into no bloc, out of none
  Day day;                                // first day of the new state
  friend bool operator==(const Switch&, const Switch&) = default;
};

/// Every entry, exit and change, by day, then actor. Of two blocs at a time the one entered later
/// counts; a start that is open is no event. O(n log n).
[[nodiscard]] std::vector<Switch> switches(std::span<const Membership> memberships);

}  // namespace faultline::timeline
