#pragma once
// What the networks see too seldom to learn, put right by the tree.

#include "statements/detail/facts.h"
#include "statements/detail/marked_words.h"
#include "statements/detail/network.h"

namespace faultline::statements::detail {

/// "X, often labelled a moderate by analysts": where the cue is a passive with an agent and another
/// source was found, makes the agent the source and what was taken for it content; "what he called
/// “a plot”": where "what" alone is the content, adds what it stands for; "accused the men — Lind
/// and Klein — of lies": goes on behind the second dash; "warned that, according to the law, …":
/// gives a cue without content its clause. Nothing is taken from outside of `stretch`. O(tokens of
/// the sentence).
void mend(const MarkedWords& words, const Stretch& stretch, FoundStatement& found);

}  // namespace faultline::statements::detail
