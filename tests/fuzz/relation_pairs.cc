// Any bytes as sentences with two marked entities, and as predictions for two of them: what is read
// has its places in its text, and errors name a line.

#include "exchange/relation_pairs.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto pairs = exchange::read_pairs(bytes, "fuzz")) {
    for (const auto& pair : *pairs) {
      require(!pair.first.empty() && !pair.second.empty());
      require(pair.first.end <= pair.second.begin);
      require(pair.second.end.value <= pair.text.size());
    }
  } else {
    require(!pairs.error().message.empty() && pairs.error().where.starts_with("fuzz"));
  }
  const auto classes = exchange::read_pair_classes(bytes, "fuzz", 2);
  require(classes ? classes->size() == 2 : !classes.error().message.empty());
  return 0;
}
