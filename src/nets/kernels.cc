#include "nets/kernels.h"

#include <vector>

namespace faultline::nets {
namespace {

std::vector<const Kernels*> find_usable() {
  std::vector<const Kernels*> usable;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    usable.push_back(&avx512_kernels);
  }
  if (__builtin_cpu_supports("avx2")) usable.push_back(&avx2_kernels);
#endif
  usable.push_back(&plain_kernels);
  return usable;
}

}  // namespace

std::span<const Kernels* const> usable_kernels() {
  static const std::vector<const Kernels*> usable = find_usable();
  return usable;
}

}  // namespace faultline::nets
