#pragma once
// Numbers, texts and times as Java and DNA write them.

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "networks/dna/weights.h"

namespace faultline::exchange::detail {

/// The shortest decimal that is this number; whole ones with ".0", as Java has it, "NaN".
[[nodiscard]] std::string java_number(double value);

/// Six decimals, the shortest decimal rounded half up: "-0.619048".
[[nodiscard]] std::string six_decimals(double value);

/// "2023-01-02T18:58", seconds where they are not 0.
[[nodiscard]] std::string local_time(Instant instant);

/// A text in quotation marks, by the rules of JSON, and of CSV (RFC 4180, always quoted).
[[nodiscard]] std::string json_text(std::string_view text);
[[nodiscard]] std::string csv_text(std::string_view text);

/// [1,2] and [[1,2],[3,4]].
void write_json(std::ostream& out, std::span<const std::string> texts);
void write_json(std::ostream& out, std::span<const double> numbers);
void write_json(std::ostream& out, std::span<const int> numbers);
void write_json(std::ostream& out, const networks::Matrix& matrix);

/// {"time":...,"values":[[...]]}
void write_json(std::ostream& out, const networks::dna::LabelledMatrix& matrix);

/// First row column labels, first column row labels.
void write_csv(std::ostream& out, const networks::dna::LabelledMatrix& matrix);

}  // namespace faultline::exchange::detail
