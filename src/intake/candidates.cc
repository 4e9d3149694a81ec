#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "intake/detail/endings.h"
#include "intake/intake.h"
#include "text/text.h"

namespace faultline::intake {
namespace {

namespace fs = std::filesystem;

/// A file or folder itself, by whatever path it is reached.
using Identity = std::pair<std::uint64_t, std::uint64_t>;

std::optional<Identity> identity_of(const fs::path& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return Identity{static_cast<std::uint64_t>(status.st_dev),
                  static_cast<std::uint64_t>(status.st_ino)};
}

/// A path as text. Names may hold any bytes; what is no UTF-8 in them is shown as U+FFFD.
std::string shown(const fs::path& path) {
  std::string_view rest = path.native();
  std::string text;
  for (auto bad = text::find_bad_byte(rest); bad; bad = text::find_bad_byte(rest)) {
    text.append(rest.substr(0, bad->offset)).append("\uFFFD");
    rest.remove_prefix(bad->offset + 1);
  }
  return text.append(rest);
}

class Search {
 public:
  void add(const std::string& argument) {
    if (argument == "-") {
      if (!has_stdin_) found_.candidates.push_back({.name = "-", .path = {}, .id = "stdin"});
      has_stdin_ = true;
      return;
    }
    const fs::path path(argument);
    std::error_code error;
    const auto status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      refuse(ErrorCode::NotFound, path, "does not exist; check the path");
    } else if (error) {
      refuse(ErrorCode::Io, path, fmt::format("cannot be looked at: {}", error.message()));
    } else if (status.type() == fs::file_type::directory) {
      add_folder_argument(path);
    } else {
      add_file(path);
    }
  }

  Found take() {
    name_articles();
    return std::move(found_);
  }

 private:
  void refuse(ErrorCode code, const fs::path& path, std::string_view reason) {
    const std::string name = shown(path);
    found_.unreadable.push_back({code, fmt::format("{} {}.", name, reason), name});
  }

  void add_folder_argument(const fs::path& folder) {
    const std::size_t candidates = found_.candidates.size();
    const std::size_t errors = found_.unreadable.size();
    const std::size_t repeated = repeated_;
    add_folder(folder);
    if (found_.candidates.size() == candidates && found_.unreadable.size() == errors &&
        repeated_ == repeated)
      refuse(ErrorCode::NotFound, folder,
             "holds no texts: a folder is searched for *.txt, *.text, *.jsonl and *.ndjson; "
             "name other files outright");
  }

  void add_folder(const fs::path& folder) {
    // A link may lead back up, or to a folder that was searched already.
    const auto identity = identity_of(folder);
    if (!identity || !folders_.insert(*identity).second) {
      if (identity) ++repeated_;
      return;
    }
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
      entries.push_back(entry->path());
    if (error)
      refuse(ErrorCode::Io, folder, fmt::format("cannot be searched: {}", error.message()));
    std::sort(entries.begin(), entries.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    for (const auto& entry : entries) add_entry(entry);
  }

  void add_entry(const fs::path& entry) {
    if (entry.filename().native().starts_with('.')) return;
    std::error_code error;
    const auto status = fs::status(entry, error);
    if (status.type() == fs::file_type::directory) {
      add_folder(entry);
    } else if (!detail::is_text_ending(entry) && !detail::is_lines_ending(entry)) {
      return;
    } else if (status.type() == fs::file_type::regular) {
      add_file(entry);
    } else if (status.type() == fs::file_type::not_found) {
      refuse(ErrorCode::NotFound, entry, "is a link that leads nowhere");
    } else if (error) {
      refuse(ErrorCode::Io, entry, fmt::format("cannot be looked at: {}", error.message()));
    }
  }

  void add_file(const fs::path& file) {
    // The same path twice is one article; two hard links are two names that a user gave on purpose.
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(file, error);
    if (!files_.insert(error ? file.native() : canonical.native()).second) {
      ++repeated_;
      return;
    }
    found_.candidates.push_back({.name = shown(file), .path = file, .id = {}});
  }

  /// The id of `candidate` with `folders` folders before the stem; none if it has fewer.
  static std::optional<std::string> id_with(const Candidate& candidate, std::size_t folders) {
    std::vector<std::string> parts;
    for (const auto& part : candidate.path.lexically_normal())
      if (part != "/" && part != "." && !part.empty()) parts.push_back(shown(part));
    if (parts.size() < folders + 1) return std::nullopt;
    std::string id;
    for (std::size_t i = parts.size() - 1 - folders; i + 1 < parts.size(); ++i)
      id += parts[i] + "/";
    return id + shown(candidate.path.stem());
  }

  /// Gives each article its file's name without the ending, with as many folders as tell it from
  /// others.
  void name_articles() {
    std::vector<std::size_t> open;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < found_.candidates.size(); ++i)
      (found_.candidates[i].name == "-" ? (void)taken.insert("stdin") : open.push_back(i));
    for (std::size_t folders = 0; !open.empty(); ++folders) {
      std::map<std::string, std::vector<std::size_t>> same;
      std::vector<std::size_t> exhausted;
      for (const auto i : open) {
        if (const auto id = id_with(found_.candidates[i], folders))
          same[*id].push_back(i);
        else
          exhausted.push_back(i);
      }
      open.clear();
      for (const auto& [id, members] : same) {
        if (members.size() == 1 && taken.insert(id).second)
          found_.candidates[members.front()].id = id;
        else
          open.insert(open.end(), members.begin(), members.end());
      }
      for (const auto i : exhausted) name_by_path(found_.candidates[i], taken);
    }
  }

  /// "x.txt" and "x.text" of one folder: their whole paths tell them apart.
  static void name_by_path(Candidate& candidate, std::set<std::string>& taken) {
    const std::string path = shown(candidate.path.lexically_normal());
    candidate.id = path;
    for (int copy = 2; !taken.insert(candidate.id).second; ++copy)
      candidate.id = fmt::format("{} ({})", path, copy);
  }

  Found found_;
  bool has_stdin_ = false;
  std::size_t repeated_ = 0;  // files and folders that were found before
  std::set<Identity> folders_;
  std::set<std::string> files_;
};

}  // namespace

Found find_candidates(const std::vector<std::string>& arguments) {
  Search search;
  for (const auto& argument : arguments) search.add(argument);
  return search.take();
}

}  // namespace faultline::intake
