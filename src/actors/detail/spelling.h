#pragma once
// One name in several spellings: "Baqeri" and "Bagheri".

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::actors::detail {

/// The words of a name, folded (text::fold_name), without hyphens, full stops and quotation marks;
/// titles are written out ("gen" -> "general"). "Gen. Yusuf al-Amin" -> general yusuf al amin.
[[nodiscard]] std::vector<std::string> name_parts(std::string_view name);

/// "gen" -> "general"; any other folded part unchanged.
[[nodiscard]] std::string_view written_out(std::string_view folded_part);

/// What a part of a name sounds like, as far as transliterations into English agree: letters that
/// stand for one sound are one, doubled letters single. Empty for parts of other scripts.
[[nodiscard]] std::string sound_of(std::string_view folded_part);

/// "van", "bin", "al": belongs to the part that follows.
[[nodiscard]] bool is_particle(std::string_view folded_part);
/// Whether the first part is the family name: "li jianping", "kim jong un", "nguyen xuan phuc". By
/// a list of family names and the syllables that given names of these languages are made of.
[[nodiscard]] bool is_family_name_first(std::span<const std::string> parts);
/// "bill" and "william", "volodymyr" and "vladimir", "mohammed" and "mohammad": one given name in
/// two forms, by a list or by sound.
[[nodiscard]] bool are_forms_of_one_name(std::string_view folded, std::string_view other);

/// "jr", "iii": after the surname.
[[nodiscard]] bool is_suffix(std::string_view folded_part);

}  // namespace faultline::actors::detail
