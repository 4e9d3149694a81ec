// Any bytes as a language model's answer: proposals that keep to the codebook or a reason, never a
// crash.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "llm/answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  static const positions::Codebook codebook{
      "Pier", "1", {{"pier", "", {}, {}, {}, ""}, {"toll", "", {}, {}, {}, ""}}};
  constexpr std::string_view words = "We will finish the pier.";
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto check = [&](std::string_view content) {
    const auto proposals = llm::proposals_of(content, codebook, words);
    if (!proposals) {
      if (proposals.error().message.empty()) std::abort();
      return;
    }
    for (const auto& one : *proposals) {
      const bool is_known = one.concept_name == "pier" || one.concept_name == "toll";
      const bool is_sure = one.confidence >= 0 && one.confidence <= 1;
      const bool stands = words.find(one.quote) != std::string_view::npos;
      if (!is_known || !is_sure || !stands || (one.agreement != 1 && one.agreement != -1))
        std::abort();
    }
  };
  check(bytes);
  if (const auto content = llm::content_of(bytes)) check(*content);
  return 0;
}
