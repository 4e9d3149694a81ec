#include "positions/relation_lines.h"

#include "positions/positions.h"
#include "statements/sketch.h"

namespace faultline::positions::tests {

std::vector<std::string> relations_in(std::string text, bool with_open) {
  const auto document = statements::tests::document_of(std::move(text));
  const auto cast = statements::tests::cast_of(document, {{"Ann Weber", "weber"},
                                                          {"Weber", "weber"},
                                                          {"she", "weber"},
                                                          {"She", "weber"},
                                                          {"her", "weber"},
                                                          {"Karl Klein", "klein"},
                                                          {"Klein", "klein"},
                                                          {"him", "klein"},
                                                          {"he", "klein"},
                                                          {"He", "klein"},
                                                          {"his", "klein"},
                                                          {"Arndt", "arndt"},
                                                          {"Novak", "novak"},
                                                          {"the council", "council"},
                                                          {"The council", "council"},
                                                          {"the ministry", "ministry"},
                                                          {"The ministry", "ministry"}});
  const auto found = statements::tests::find_statements(document, cast);
  std::vector<std::string> all;
  for (const Relation& relation : find_relations(document, cast, found)) {
    if (!relation.to && !with_open) continue;
    const std::string to = relation.to ? cast.actor(*relation.to).id
                                       : "~" + document.text.substr(relation.target.begin.value,
                                                                    relation.target.size());
    const std::string sign = relation.sign < 0 ? "-" : relation.sign > 0 ? "+" : "0";
    all.push_back(cast.actor(relation.from).id + " " + std::string(to_string(relation.act)) + " " +
                  to + " " + sign);
  }
  return all;
}

}  // namespace faultline::positions::tests
