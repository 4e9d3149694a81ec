#include "inference/streams.h"

namespace faultline::inference {
namespace {

std::uint64_t mixed(std::uint64_t word) {
  word += 0x9e3779b97f4a7c15U;
  word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31U);
}

}  // namespace

std::mt19937_64 stream(std::uint64_t seed, std::uint64_t number) {
  return std::mt19937_64(mixed(mixed(seed) ^ mixed(~number)));
}

std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t use) {
  return mixed(mixed(seed) + (2 * use + 1) * 0xd1342543de82ef95U);
}

double draw_unit(std::mt19937_64& generator) {
  return static_cast<double>(generator() >> 11U) * 0x1p-53;
}

}  // namespace faultline::inference
