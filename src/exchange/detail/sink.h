#pragma once
// Text and numbers on their way to a stream, in large pieces.

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "text/markup.h"

namespace faultline::exchange::detail {

/// Gathers what is put and hands it on when there is much of it, and at its end.
class Sink {
 public:
  explicit Sink(std::ostream& out) : out_(&out) { buffer_.reserve(capacity + slack); }
  ~Sink() { flush(); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  Sink& put(std::string_view text) {
    buffer_.append(text);
    if (buffer_.size() >= capacity) flush();
    return *this;
  }
  Sink& put(char c) { return put(std::string_view(&c, 1)); }

  /// The shortest decimal that reads back as the same double: "2", "-0.5", "1e-07".
  Sink& number(double value) {
    constexpr double exact_integers = 9007199254740992;  // 2^53
    if (std::abs(value) < exact_integers && value == std::trunc(value))
      return number(static_cast<std::int64_t>(value));
    fmt::format_to(std::back_inserter(buffer_), "{}", value);
    return *this;
  }
  Sink& number(std::int64_t value) {
    const fmt::format_int text(value);
    return put(std::string_view(text.data(), text.size()));
  }
  Sink& number(std::size_t value) { return number(static_cast<std::int64_t>(value)); }
  Sink& number(int value) { return number(static_cast<std::int64_t>(value)); }

  Sink& xml(std::string_view valid) {
    text::append_xml(buffer_, valid);
    return *this;
  }

  /// A string of JSON, with its quotation marks.
  Sink& json(std::string_view valid) {
    buffer_ += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
      const char c = valid[i];
      if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
      buffer_.append(valid.substr(written, i - written));
      written = i + 1;
      if (c == '"' || c == '\\')
        (buffer_ += '\\') += c;
      else
        fmt::format_to(std::back_inserter(buffer_), "\\u{:04x}", static_cast<unsigned>(c));
    }
    buffer_.append(valid.substr(written));
    return put('"');
  }

  void flush() {
    out_->write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

 private:
  static constexpr std::size_t capacity = 1 << 16, slack = 1 << 12;
  std::ostream* out_;
  std::string buffer_;
};

}  // namespace faultline::exchange::detail
