/* Learns the weights of what a search says of danger: node scripts/learn_danger.mjs SITE [LEFT_OUT]
 *
 * SITE is a built site. From tests/local_offer/labelled/danger.tsv it writes words/search-danger-weights.tsv, by
 * logistic regression. With LEFT_OUT, a file of labelled phrases, it writes nothing: it learns from
 * the others, and says how well those left out are known.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeJudge } from "../overrides/assets/search/danger.js";
import { makeMender } from "../overrides/assets/search/spelling.js";
import { split } from "../overrides/assets/search/words.js";

const ROUNDS = 60; // times that all phrases are gone through
const STEP = 0.3;
const SHRINK = 1e-4; // how strongly weights are drawn to 0, so that no phrase is learned by heart
const FEWEST = 2; // phrases that a sign must stand in
const LEAST = 10; // of a weight in tenths: what weighs less is left out
const MISSED = 1.5; // how much worse it is to miss danger than to see it where none is
const WORDS = 40; // of a search, that are read

const home = (path) => fileURLToPath(new URL(path, import.meta.url));
const lines = (path) => readFileSync(path, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const labelled = (path) => lines(path).map((line) => line.split("\t"));

const data = JSON.parse(readFileSync(process.argv[2] + "/assets/search/index.json", "utf8"));
data.danger = labelled(home("local_offer/words/search-danger.tsv")).map(([kind, patterns]) => [kind, patterns.split(", ")]);
const mend = makeMender(data);
const read = (text) => mend(split(text).slice(0, WORDS));
const { signs } = makeJudge(data.danger, []);

/** Numbers from 0 to 1, the same in each run. */
function chance() {
  chance.last = ((chance.last || 7) * 16807) % 2147483647;
  return chance.last / 2147483647;
}

/** All of a list in another order. */
function shuffled(list) {
  const out = list.slice();
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [out[at], out[other]] = [out[other], out[at]];
  }
  return out;
}

/** The weight of each sign, in tenths, "*" that of all texts. */
function learn(rows) {
  const seen = rows.map(([label, text]) => ({ danger: label === "danger" ? 1 : 0, found: Array.from(signs(read(text))) }));
  const often = new Map();
  for (const { found } of seen) for (const sign of found) often.set(sign, (often.get(sign) || 0) + 1);
  const weights = new Map([["*", 0]]);
  often.forEach((count, sign) => count >= FEWEST && weights.set(sign, 0));
  const slopes = new Map(Array.from(weights.keys(), (sign) => [sign, 1e-8]));
  for (const row of seen) {
    row.scale = 1 / Math.sqrt(row.found.length);
    row.known = row.found.filter((sign) => weights.has(sign));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { danger, known, scale } of shuffled(seen)) {
      const sum = known.reduce((total, sign) => total + weights.get(sign) * scale, weights.get("*"));
      const wrong = (danger ? MISSED : 1) * (1 / (1 + Math.exp(-sum)) - danger);
      for (const sign of ["*", ...known]) {
        const slope = wrong * (sign === "*" ? 1 : scale) + SHRINK * weights.get(sign);
        slopes.set(sign, slopes.get(sign) + slope * slope);
        weights.set(sign, weights.get(sign) - (STEP * slope) / Math.sqrt(slopes.get(sign)));
      }
    }
  }
  const tenths = Array.from(weights, ([sign, weight]) => [sign, Math.round(10 * weight)]);
  return new Map(tenths.filter(([sign, weight]) => Math.abs(weight) >= LEAST || sign === "*"));
}

/** Weights as rows of a weight and its signs. */
function rowsOf(weights) {
  const rows = new Map();
  weights.forEach((weight, sign) => rows.set(weight, (rows.get(weight) || []).concat(sign)));
  return Array.from(rows).sort(([one], [other]) => other - one);
}

/** How well phrases are known by weights. */
function told(rows, weights) {
  const judge = makeJudge(data.danger, rowsOf(weights));
  const wrong = (label) => rows.filter(([kind, text]) => kind === label && judge(read(text)) !== (label === "danger"));
  const [missed, falsely] = [wrong("danger"), wrong("ordinary")];
  const danger = rows.filter(([label]) => label === "danger").length;
  const phrases = missed.concat(falsely).map((row) => row.join("\t"));
  return [`${missed.length} of ${danger} missed, ${falsely.length} of ${rows.length - danger} ordinary ones shown`, ...phrases];
}

const all = labelled(home("../tests/local_offer/labelled/danger.tsv"));
if (process.argv[3]) {
  const out = labelled(process.argv[3]);
  const texts = new Set(out.map(([, text]) => text));
  console.log(told(out, learn(all.filter(([, text]) => !texts.has(text)))).join("\n"));
} else {
  const weights = learn(all);
  console.log(told(all, weights).join("\n"));
  const note = "# What each sign of danger weighs, in tenths: learned by scripts/learn_danger.mjs from our own list of phrases, not written by hand.\n";
  const text = rowsOf(weights).map(([weight, found]) => `${weight}\t${found.sort().join(", ")}\n`).join("");
  writeFileSync(home("local_offer/words/search-danger-weights.tsv"), note + text);
}
