// experiment dump
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "actors/cast.h"
#include "exchange/relation_pairs.h"
#include "language/engine.h"
#include "positions/positions.h"
#include "statements/statements.h"

using namespace faultline;

int main(int count, char** arguments) {
  (void)count;
  const auto engine = language::Engine::load();
  const auto casting = actors::CastFinder::load();
  const auto finder = statements::Finder::load();
  std::ifstream in(arguments[1]);
  const std::string lines{std::istreambuf_iterator<char>(in), {}};
  const auto pairs = exchange::read_pairs(lines, arguments[1]);
  if (!pairs) { std::cerr << pairs.error().message << pairs.error().where << "\n"; return 1; }
  std::ofstream bin(arguments[2], std::ios::binary);
  for (const auto& pair : *pairs) {
    const auto analysis = engine->analyse_with_states(pair.text);
    const auto& d = analysis.document;
    const auto cast = casting->find(d, analysis.states, {}, {});
    const auto stmts = finder->find(d, analysis.states, cast, {});
    nlohmann::json out;
    out["y"] = static_cast<int>(pair.relation);
    for (const auto& t : d.tokens) {
      out["form"].push_back(std::string(d.form(t)));
      out["lemma"].push_back(t.lemma);
      out["upos"].push_back(std::string(language::to_string(t.upos)));
      out["xpos"].push_back(std::string(t.xpos.view()));
      out["dep"].push_back(std::string(t.deprel.view()));
      out["head"].push_back(t.head ? static_cast<int>(t.head->value) : -1);
    }
    for (const auto& s : d.sentences) out["sent"].push_back({s.tokens.begin.value, s.tokens.end.value});
    const auto span = [&](ByteSpan b) { const auto t = d.tokens_in(b); return nlohmann::json{t.begin.value, t.end.value}; };
    out["p"] = span(pair.first);
    out["q"] = span(pair.second);
    for (const auto& n : d.names) out["names"].push_back({n.tokens.begin.value, n.tokens.end.value, static_cast<int>(n.type)});
    for (const auto& m : cast.mentions) out["mentions"].push_back({m.tokens.begin.value, m.tokens.end.value, m.actor.value, static_cast<int>(m.kind), static_cast<int>(cast.actor(m.actor).kind)});
    out["stmts"] = nlohmann::json::array();
    for (const auto& s : stmts) {
      nlohmann::json o;
      for (const auto& [k, v] : {std::pair{"source", &s.source}, std::pair{"cue", &s.cue}, std::pair{"content", &s.content}}) {
        o[k] = nlohmann::json::array();
        for (const auto b : *v) o[k].push_back(span(b));
      }
      o["type"] = static_cast<int>(s.type); o["cc"] = static_cast<int>(s.cue_class); o["mod"] = static_cast<int>(s.modality); o["pol"] = static_cast<int>(s.polarity);
      o["conf"] = s.confidence; o["speaker"] = s.speaker ? static_cast<int>(s.speaker->value) : -1;
      o["nested"] = s.nested_in ? static_cast<int>(s.nested_in->value) : -1;
      out["stmts"].push_back(o);
    }
    out["rel"] = nlohmann::json::array();
    for (const auto& r : positions::find_relations(d, cast, stmts))
      out["rel"].push_back({r.from.value, r.to.value, static_cast<int>(r.act), r.sign, r.confidence, span(r.trigger)});
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    bin.write(reinterpret_cast<const char*>(analysis.states.rows.data()), static_cast<std::streamsize>(analysis.states.rows.size()));
  }
}
