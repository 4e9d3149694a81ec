#pragma once
// The built-in English engine, loaded once for all tests of this program.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "language/engine.h"

namespace faultline::language {

inline const Engine& engine() {
  static const Engine instance = [] {
    auto loaded = Engine::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
  }();
  return instance;
}

inline Document analysed(std::string text) { return engine().analyse(std::move(text)); }

}  // namespace faultline::language
