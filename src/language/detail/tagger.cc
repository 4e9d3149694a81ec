#include "language/detail/tagger.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

#include "language/detail/base64.h"

namespace faultline::language::detail {
namespace {

constexpr std::string_view format_name = "faultline-tagger ";
constexpr std::string_view format_version = "1";
constexpr std::size_t most_classes = 250;


/// Takes the line that `rest` begins with away from it.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

std::vector<TagClass> parse_classes(std::string_view line) {
  std::vector<TagClass> classes;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    const std::size_t slash = word.rfind('/');
    if (slash == std::string_view::npos) return {};
    classes.push_back({std::string(word.substr(0, slash)), parse_upos(word.substr(slash + 1))});
  }
  return classes;
}

/// Numbers written in groups of seven bits, the lowest first.
class NumberReader {
 public:
  explicit NumberReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_at_end() const { return position_ == bytes_.size(); }
  std::optional<std::uint32_t> number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
      if (is_at_end()) return std::nullopt;
      const auto byte = static_cast<unsigned char>(bytes_[position_++]);
      value |= static_cast<std::uint32_t>(byte & 0x7Fu) << shift;
      if (byte < 128) return value;
    }
    return std::nullopt;
  }
  std::optional<std::uint8_t> byte() {
    if (is_at_end()) return std::nullopt;
    return static_cast<std::uint8_t>(bytes_[position_++]);
  }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

void append_number(std::uint32_t value, std::string& bytes) {
  while (value >= 128) {
    bytes.push_back(static_cast<char>(0x80u | (value & 0x7Fu)));
    value >>= 7;
  }
  bytes.push_back(static_cast<char>(value));
}

}  // namespace

Result<Tagger> Tagger::parse(std::string_view content, const std::string& name) {
  const auto malformed = [&name](std::string_view what) {
    return failure(ErrorCode::Malformed,
                   fmt::format("The tagger's model is damaged: {}; install it again.", what), name);
  };
  const std::string_view header = take_line(content);
  if (!header.starts_with(format_name)) return malformed("its first line is not a tagger's");
  if (header.substr(format_name.size()) != format_version) {
    return failure(
        ErrorCode::Unsupported,
        fmt::format("The tagger's model has format {}, this program reads format {}; use "
                    "the model that came with the program.",
                    header.substr(format_name.size()), format_version),
        name);
  }
  Tagger tagger;
  tagger.classes_ = parse_classes(take_line(content));
  if (tagger.classes_.empty() || tagger.classes_.size() > most_classes) {
    return malformed("its second line does not list the tags");
  }
  const std::optional<std::string> bytes = from_base64(content);
  if (!bytes) return malformed("its weights are not base64");
  std::vector<Row> rows;
  NumberReader reader(*bytes);
  FeatureHash feature = 0;
  while (!reader.is_at_end()) {
    const auto step = reader.number();
    const auto count = reader.number();
    if (!step || !count || *count == 0) return malformed("its weights end too early");
    feature += *step;
    const auto begin = static_cast<std::uint32_t>(tagger.weights_.size());
    for (std::uint32_t i = 0; i < *count; ++i) {
      const auto tag_class = reader.byte();
      const auto weight = reader.byte();
      if (!tag_class || !weight) return malformed("its weights end too early");
      if (*tag_class >= tagger.classes_.size()) return malformed("a weight is for no tag");
      tagger.weights_.push_back({*tag_class, static_cast<std::int8_t>(*weight)});
    }
    rows.push_back({feature, begin, static_cast<std::uint32_t>(tagger.weights_.size())});
  }
  if (rows.empty()) return malformed("it has no weights");
  tagger.build_table(rows);
  return tagger;
}

void Tagger::build_table(const std::vector<Row>& rows) {
  std::size_t size = 16;
  while (size < 2 * rows.size()) size *= 2;
  table_.assign(size, {});
  for (const Row& row : rows) {
    std::size_t place = row.feature & (size - 1);
    while (table_[place].end != table_[place].begin) place = (place + 1) & (size - 1);
    table_[place] = row;
  }
}

const Tagger::Row& Tagger::find(FeatureHash feature) const {
  std::size_t place = feature & (table_.size() - 1);
  while (table_[place].end != table_[place].begin && table_[place].feature != feature) {
    place = (place + 1) & (table_.size() - 1);
  }
  return table_[place];
}

void Tagger::tag(std::string_view text, std::span<Token> sentence) const {
  thread_local std::vector<WordView> words;
  words.clear();
  for (const Token& token : sentence) {
    words.push_back(view_word(text.substr(token.span.begin.value, token.span.size())));
  }
  std::array<FeatureHash, features_per_word> features{};
  std::array<std::int32_t, most_classes> scores{};
  std::uint32_t before = no_class;
  std::uint32_t before_that = no_class;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    find_features(words, i, before, before_that, features);
    std::fill_n(scores.begin(), classes_.size(), 0);
    for (const FeatureHash feature : features) {
      const Row& row = find(feature);
      for (std::uint32_t w = row.begin; w < row.end; ++w) {
        scores[weights_[w].tag_class] += weights_[w].weight;
      }
    }
    const auto last = scores.begin() + static_cast<std::ptrdiff_t>(classes_.size());
    const auto best =
        static_cast<std::uint32_t>(std::max_element(scores.begin(), last) - scores.begin());
    sentence[i].upos = classes_[best].upos;
    sentence[i].xpos = classes_[best].xpos;
    before_that = before;
    before = best;
  }
}

std::string write_tagger(std::span<const TagClass> classes, std::span<const TaggerRow> rows) {
  std::string content = fmt::format("{}{}\n", format_name, format_version);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    content +=
        fmt::format("{}{}/{}", i == 0 ? "" : " ", classes[i].xpos, to_string(classes[i].upos));
  }
  content += '\n';
  std::string bytes;
  FeatureHash last = 0;
  for (const TaggerRow& row : rows) {
    append_number(row.feature - last, bytes);
    last = row.feature;
    append_number(static_cast<std::uint32_t>(row.weights.size()), bytes);
    for (const TagWeight& weight : row.weights) {
      bytes.push_back(static_cast<char>(weight.tag_class));
      bytes.push_back(static_cast<char>(weight.weight));
    }
  }
  return content + to_base64(bytes);
}

}  // namespace faultline::language::detail
