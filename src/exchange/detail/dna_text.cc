#include "exchange/detail/dna_text.h"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace faultline::exchange::detail {
namespace {

/// Writes a list with `write` for each member.
template <class List, class Write>
void write_list(std::ostream& out, const List& list, Write write) {
  out << '[';
  bool is_first = true;
  for (const auto& member : list) {
    if (!is_first) out << ',';
    is_first = false;
    write(member);
  }
  out << ']';
}

std::string shortest(double value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end};
}

bool is_whole(double value) { return std::abs(value) < 1e15 && value == std::trunc(value); }

}  // namespace

std::string java_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (is_whole(value)) {
    // Most cells of most matrices.
    const auto number = static_cast<std::int64_t>(value);
    return (number == 0 && std::signbit(value) ? "-0" : std::to_string(number)) + ".0";
  }
  return shortest(value);
}

std::string six_decimals(double value) {
  if (!std::isfinite(value)) return java_number(value);
  // fmt rounds the exact binary value; Java the shortest decimal, and halves up.
  std::array<char, 400> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          std::abs(value), std::chars_format::fixed);
  std::string digits(buffer.data(), end);
  if (digits.find('.') == std::string::npos) digits += '.';
  const std::size_t point = digits.find('.');
  digits.append(8, '0');
  const bool rounds_up = digits[point + 7] >= '5';
  digits.resize(point + 7);
  if (rounds_up) {
    std::size_t i = digits.size();
    while (i > 0) {
      char& digit = digits[--i];
      if (digit == '.') continue;
      if (digit != '9') {
        ++digit;
        break;
      }
      digit = '0';
      if (i == 0) digits.insert(0, 1, '1');
    }
  }
  return (std::signbit(value) ? "-" : "") + digits;
}

std::string local_time(Instant instant) {
  std::string text = to_string(instant);
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
          result += c;
    }
  }
  return result + '"';
}

std::string csv_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

void write_json(std::ostream& out, std::span<const std::string> texts) {
  write_list(out, texts, [&](const std::string& text) { out << json_text(text); });
}

void write_json(std::ostream& out, std::span<const double> numbers) {
  write_list(out, numbers, [&](double number) { out << java_number(number); });
}

void write_json(std::ostream& out, std::span<const int> numbers) {
  write_list(out, numbers, [&](int number) { out << number; });
}

void write_json(std::ostream& out, const networks::Matrix& matrix) {
  out << '[';
  const std::span<const double> values = matrix.values;
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    if (row > 0) out << ',';
    write_json(out, values.subspan(row * matrix.columns, matrix.columns));
  }
  out << ']';
}

void write_json(std::ostream& out, const networks::dna::LabelledMatrix& matrix) {
  out << "{\"time\":" << json_text(local_time(matrix.time))
      << ",\"start\":" << json_text(local_time(matrix.start))
      << ",\"stop\":" << json_text(local_time(matrix.stop))
      << ",\"numStatements\":" << matrix.statements << ",\"rows\":";
  write_json(out, matrix.rows);
  out << ",\"cols\":";
  write_json(out, matrix.columns);
  out << ",\"values\":";
  write_json(out, matrix.values);
  out << '}';
}

void write_csv(std::ostream& out, const networks::dna::LabelledMatrix& matrix) {
  out << "\"\"";
  for (const std::string& column : matrix.columns) out << ',' << csv_text(column);
  out << '\n';
  for (std::size_t row = 0; row < matrix.values.rows; ++row) {
    out << csv_text(matrix.rows[row]);
    for (std::size_t column = 0; column < matrix.values.columns; ++column) {
      const std::string number = java_number(matrix.values.at(row, column));
      out << ','
          << std::string_view(number).substr(
                 0, number.ends_with(".0") ? number.size() - 2 : number.size());
    }
    out << '\n';
  }
}

}  // namespace faultline::exchange::detail
