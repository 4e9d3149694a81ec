// Yardstick: words a second of wink-nlp (sentences, tokens, parts of speech, dates and the like; no trees, no
// persons), on the same texts as `AnalyseTexts` of language_bench and on one core.
//
//   npm install --prefix /tmp/wink wink-nlp@2.4.0 wink-eng-lite-web-model@1.8.1
//   node bench/speed/wink.mjs /tmp/wink FOLDER
//
// Published together with it: UDPipe 1 with trees does 1/66 of wink's words a second.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [packages, folder] = process.argv.slice(2);
if (!packages || !folder) {
  console.error("node bench/speed/wink.mjs PACKAGES FOLDER");
  process.exit(2);
}
const require = createRequire(join(resolve(packages), "package.json"));
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
const its = nlp.its;

const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .sort()
  .map((name) => readFileSync(join(folder, name), "utf8"));
const words = texts.reduce((sum, text) => sum + (text.match(/\S+/g) ?? []).length, 0);

function read() {
  let tokens = 0;
  for (const text of texts) {
    const document = nlp.readDoc(text);
    tokens += document.tokens().out(its.pos).length;
    document.sentences().length();
    document.entities().length();
  }
  return tokens;
}

read(); // so that the compiler of JavaScript is warm
const seconds = [];
for (let round = 0; round < 5; ++round) {
  const begin = process.hrtime.bigint();
  read();
  seconds.push(Number(process.hrtime.bigint() - begin) / 1e9);
}
seconds.sort((one, other) => one - other);
console.log(`wink-nlp: ${Math.round(words / seconds[2])} words a second (${words} words, median of 5)`);
