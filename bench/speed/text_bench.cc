// The room `text`: checking bytes, and converting offsets.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "invented_news.h"
#include "text/text.h"

namespace faultline::bench {
namespace {

std::string text_of_bytes(std::size_t bytes) {
  std::string text = invented_text(static_cast<std::uint32_t>(bytes / 5), 1).text;
  text.resize(bytes, '.');
  // The cut may have gone through a character.
  if (const auto bad = text::find_bad_byte(text)) {
    text.resize(bad->offset);
  }
  return text;
}

struct Counts {
  std::uint32_t code_points = 0;
  std::uint32_t utf16 = 0;
};

// Counts from the beginning, character by character.
Counts plain_counts(std::string_view text, std::uint32_t byte) {
  Counts counts;
  for (std::size_t i = 0; i < byte; ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if ((lead & 0xc0u) != 0x80u) {
      counts.code_points += 1;
      counts.utf16 += lead >= 0xf0u ? 2 : 1;
    }
  }
  return counts;
}

std::vector<ByteOffset> character_beginnings(std::string_view text, std::size_t count) {
  Draw draw(7);
  std::vector<ByteOffset> offsets;
  while (offsets.size() < count) {
    std::uint32_t at = draw.below(static_cast<std::uint32_t>(text.size()));
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0u) == 0x80u) {
      --at;
    }
    offsets.push_back({at});
  }
  return offsets;
}

void find_bad_byte(benchmark::State& state) {
  std::string text = text_of_bytes(static_cast<std::size_t>(state.range(0)));
  if (text::find_bad_byte(text)) {
    return state.SkipWithError("a good text is called bad");
  }
  std::string bad = text + "\xff";
  const auto found = text::find_bad_byte(bad);
  if (!found || found->offset != text.size()) {
    return state.SkipWithError("the bad last byte is not found");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(text::find_bad_byte(text));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetLabel("bytes");
}
BENCHMARK(find_bad_byte)->Name("FindBadByte")->ArgName("bytes")->Arg(4096)->Arg(1 << 20);

void build_offset_map(benchmark::State& state) {
  const std::string text = text_of_bytes(static_cast<std::size_t>(state.range(0)));
  const auto end = static_cast<std::uint32_t>(text.size());
  if (text::OffsetMap(text).code_point(ByteOffset{end}).value !=
      plain_counts(text, end).code_points) {
    return state.SkipWithError("the map counts otherwise than one by one");
  }
  for (auto _ : state) {
    text::OffsetMap map(text);
    benchmark::DoNotOptimize(map);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetLabel("bytes");
}
BENCHMARK(build_offset_map)->Name("OffsetMap")->ArgName("bytes")->Arg(4096)->Arg(1 << 20);

void convert_offsets(benchmark::State& state) {
  const std::string text = text_of_bytes(static_cast<std::size_t>(state.range(0)));
  const text::OffsetMap map(text);
  const auto offsets = character_beginnings(text, 256);
  for (const ByteOffset offset : offsets) {
    const Counts counts = plain_counts(text, offset.value);
    if (map.code_point(offset).value != counts.code_points ||
        map.utf16(offset).value != counts.utf16 || map.byte(map.utf16(offset)) != offset ||
        map.byte(map.code_point(offset)) != offset) {
      return state.SkipWithError("an offset is converted otherwise than one by one");
    }
  }
  for (auto _ : state) {
    for (const ByteOffset offset : offsets) {
      benchmark::DoNotOptimize(map.code_point(offset));
      benchmark::DoNotOptimize(map.byte(map.utf16(offset)));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(offsets.size() * 3));
  state.SetLabel("conversions");
}
BENCHMARK(convert_offsets)->Name("ConvertOffset")->ArgName("bytes")->Arg(4096)->Arg(1 << 20);

}  // namespace
}  // namespace faultline::bench
