#include "language/label.h"

#include <mutex>
#include <set>

namespace faultline::language {

Label::Label(std::string_view text) {
  if (text.empty()) return;
  // Never destroyed: a label may outlive what runs at the program's end.
  static auto& mutex = *new std::mutex;
  static auto& texts = *new std::set<std::string, std::less<>>;
  const std::lock_guard lock(mutex);
  auto found = texts.find(text);
  if (found == texts.end()) found = texts.emplace(text).first;
  text_ = &*found;
}

}  // namespace faultline::language
