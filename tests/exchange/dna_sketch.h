#pragma once
// Databases as Discourse Network Analyzer 3.0 writes them, made by hand for tests.

#include <filesystem>
#include <string>
#include <string_view>

namespace faultline::exchange {

/// Tables with all columns, and the settings of a version.
[[nodiscard]] std::string dna_tables(std::string_view version = "3.0.7");

/// A quarrel about a harbour: 3 documents (one without text), 3 coders, 2 statement types with all
/// four kinds of variables, awkward labels, attributes, a hierarchy, and 6 statements, one of which
/// lies outside its text and one behind characters outside the Basic Multilingual Plane.
[[nodiscard]] std::string harbour();

/// Makes a database by `sql`.
void make_database(const std::filesystem::path& file, const std::string& sql);
/// The first column of the first row; "" for NULL or no row.
[[nodiscard]] std::string ask_database(const std::filesystem::path& file, const std::string& sql);

}  // namespace faultline::exchange
