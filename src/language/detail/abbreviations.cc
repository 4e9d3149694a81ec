#include "language/detail/abbreviations.h"

#include <unordered_map>

#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

using Table = std::unordered_map<std::string_view, Abbreviation>;

Table make_table() {
  Table table;
  const auto add = [&table](Abbreviation kind, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) table.emplace(word, kind);
  };
  add(Abbreviation::Title,
      {"Mr",   "Mrs",  "Ms",   "Mx",   "Dr",     "Prof",   "Gen", "Lt",   "Col",  "Maj",
       "Capt", "Cpt",  "Cmdr", "Cdr",  "Adm",    "Sgt",    "Cpl", "Pvt",  "Brig", "Rev",
       "Fr",   "Sr",   "Msgr", "Hon",  "Sen",    "Sens",   "Rep", "Reps", "Gov",  "Govs",
       "Pres", "Amb",  "Atty", "Asst", "Supt",   "Insp",   "Det", "Supr", "St",   "Ste",
       "Ft",   "Mt",   "Mme",  "Mlle", "Messrs", "Drs",    "Sec", "Del",  "Ald",  "Hr",
       "vs",   "Vs",   "cf",   "Cf",   "viz",    "approx", "e.g", "i.e",  "E.g",  "I.e",
       "al-",  "Gens", "Lts",  "Cols", "Comdr",  "Ayat",   "Sh",  "Geo",  "Wm",   "Chas"});
  add(Abbreviation::BeforeNumber, {"No",  "Nos", "c",   "no",  "nos", "p",  "pp",  "vol", "Vol",
                                   "Art", "art", "Fig", "fig", "ch",  "Ch", "sec", "par", "para",
                                   "op",  "Op",  "ver", "col", "eq",  "Eq", "ca",  "Reg", "Res"});
  add(Abbreviation::Month,
      {"Jan", "Feb", "Mar", "Apr",  "Jun", "Jul", "Aug",  "Sep",   "Sept", "Oct", "Nov",
       "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri",  "Sat", "Sun"});
  add(Abbreviation::Common,
      {"Inc",  "Corp",  "Co",   "Cos",  "Ltd",  "Bros",  "Jr",   "etc",  "Etc",   "Ave",  "Blvd",
       "Rd",   "Dept",  "dept", "Univ", "Assn", "Assoc", "Natl", "Intl", "est",   "Est",  "al",
       "Ph.D", "Calif", "Fla",  "Mass", "Mich", "Minn",  "Ariz", "Conn", "Colo",  "Wash", "Wis",
       "Pa",   "Va",    "Ga",   "Ky",   "Tenn", "Tex",   "Ill",  "Ind",  "Ala",   "Okla", "Ore",
       "Mo",   "Md",    "La",   "Nev",  "Neb",  "Del",   "Miss", "Kan",  "Ark",   "ft",   "lbs",
       "oz",   "hrs",   "min",  "mins", "Esq",  "Ret",   "ret",  "Tel",  "tel",   "Ext",  "ext",
       "Attn", "attn",  "misc", "orig", "incl", "bn",    "mn",   "tr",   "trans", "repr", "dist",
       "Mgr",  "Pty",   "Plc",  "Llc",  "Ops",  "Gov't"});
  return table;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  static const Table table = make_table();
  const auto found = table.find(word);
  return found == table.end() ? Abbreviation::None : found->second;
}

bool is_dotted(std::string_view word) {
  int letters = 0;
  bool expects_letter = true;
  for (std::size_t position = 0; position < word.size();) {
    const Character character = character_at(word, position);
    if (expects_letter) {
      if (character.kind != CharacterKind::Letter) return false;
      ++letters;
    } else if (character.code != '.') {
      return false;
    }
    expects_letter = !expects_letter;
    position += character.length;
  }
  if (letters == 0 || expects_letter) return false;
  return letters > 1 || begins_upper(word);
}

}  // namespace faultline::language::detail
