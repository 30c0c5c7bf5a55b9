/* Danger: whether what was typed speaks of harm, so that numbers to call come before all else. */
import { split, stem } from "./words.js";

const FAR = 4; // words that may stand where a pattern has ".."
const BETWEEN = 2; // words of the family "between" that may stand where it has nothing
const END = "$"; // in a pattern and in a text: its end
const SHORT = 4; // words of a text in which a pattern says more
const RULE = ["!"]; // the sign that a pattern stands in a text
const SHORT_RULE = ["!", "!!"]; // the signs that one stands in a short text

/** What a word of a text counts as: its stem, with "=" the word as it is spelt, and both of what it is typed for. */
function told(word, meant) {
  return [word].concat(meant.get(word) || []).flatMap((one) => [stem(one), "=" + one]);
}

/** A pattern's phrase as words to look for: stems, and words with "=" as they are spelt. */
function phraseOf(text) {
  return text.split(" ").flatMap((word) => (word === END || word.startsWith("=") ? [word] : split(word).map(stem)));
}

/** Phrases, those of one word apart: they are most, and are looked up. */
function groupOf(texts) {
  const phrases = texts.map(phraseOf);
  const words = phrases.filter((phrase) => phrase.length === 1).map(([word]) => word);
  return { words: new Set(words), phrases: phrases.filter((phrase) => phrase.length > 1) };
}

/** Where one of an item's phrases that stand at a place of a text end. */
function endsOf(item, text, at) {
  const ends = [];
  for (const group of item) {
    if (text[at].some((word) => group.words.has(word))) ends.push(at + 1);
    for (const phrase of group.phrases) {
      const stands = phrase.every((word, offset) => at + offset < text.length && text[at + offset].includes(word));
      if (stands) ends.push(at + phrase.length);
    }
  }
  return ends;
}

/** Where items that begin at a place end, all from the `next` on found in order; else -1. */
function endOf(items, text, at, between, next = 0) {
  if (next === items.length) return at;
  const wide = items[next] === "..";
  const near = !wide && next > 0 && items[next - 1] !== "..";
  for (let skipped = 0; at + skipped < text.length; skipped += 1) {
    const ends = wide ? [at + skipped] : endsOf(items[next], text, at + skipped);
    for (const end of ends) {
      const last = endOf(items, text, end, between, next + 1);
      if (last >= 0) return last;
    }
    const further = wide ? skipped < FAR : near && skipped < BETWEEN && between.has(text[at + skipped][0]);
    if (!further) return -1;
  }
  return -1;
}

/** A pattern as its parts, all to be found, and what may not be found: "a + b - c". */
function patternOf(text, itemOf) {
  const [wanted, ...unwanted] = text.split(" - ");
  const itemsOf = (part) => part.split(" ").map(itemOf);
  return { pattern: text, parts: wanted.split(" + ").map(itemsOf), unless: unwanted.map(itemsOf) };
}

/** The rows of search-danger.tsv, read: families by name, lists of patterns by kind, and words by what is typed for them. */
function readRows(rows) {
  const families = new Map();
  const items = new Map([["..", ".."]]);
  const kinds = { danger: [], whole: [] };
  const meant = new Map();
  const groupsOf = (texts) => {
    const own = texts.filter((text) => !families.has(text));
    const shared = texts.filter((text) => families.has(text)).flatMap((text) => families.get(text));
    return own.length ? shared.concat(groupOf(own)) : shared;
  };
  const itemOf = (text) => {
    if (!items.has(text)) items.set(text, groupsOf(text.split("/")));
    return items.get(text);
  };
  const mean = ([word, ...typed]) => typed.forEach((one) => meant.set(one, (meant.get(one) || []).concat(word)));
  for (const [kind, members] of rows) {
    if (kind.startsWith("@")) families.set(kind, groupsOf(members));
    else if (kind === "like") members.map(split).forEach(mean);
    else for (const one of members) kinds[kind].push(patternOf(one, itemOf));
  }
  return { families, kinds, meant };
}

/**
 * A judge of what was typed. `rows` is search-danger.tsv, as pairs of a kind and its patterns, and
 * `weights` pairs of a weight and signs. The judge takes words, spelt right, and says whether they
 * speak of danger; `signs` gives the signs in words, that weights are learned for ("*" weighs in all).
 */
export function makeJudge(rows, weights) {
  const { families, kinds, meant } = readRows(rows);
  const between = families.get("@between")[0].words;
  const courtesy = families.get("@courtesy")[0].words;
  const weightOf = new Map(weights.flatMap(([weight, signs]) => signs.map((sign) => [sign, Number(weight)])));
  const familiesOf = new Map();
  const grouped = Array.from(families).filter(([name]) => !name.startsWith("@w") && name !== "@grim" && name !== "@courtesy");
  for (const [name, [{ words }]] of grouped) {
    for (const word of words) familiesOf.set(word, (familiesOf.get(word) || []).concat(name));
  }

  /** Where items stand in a text: [from, to], or null. */
  function find(items, text) {
    for (let at = 0; at < text.length; at += 1) {
      const end = endOf(items, text, at, between);
      if (end >= 0) return [at, end];
    }
    return null;
  }

  /** Whether items are all that a text says, beside "please" and the like. */
  function isAll([items], text) {
    const place = find(items, text);
    const within = (at) => at >= place[0] && at < place[1];
    return place && text.every(([word], at) => word === END || within(at) || courtesy.has(word));
  }

  const textOf = (words) => words.map((word) => told(word, meant)).concat([[END]]);
  const stands = (text, { parts, unless }) => parts.every((part) => find(part, text)) && !unless.some((part) => find(part, text));

  /** The signs in words: each stem, its families, two of these that follow each other, and that a pattern stands there. */
  function signs(words) {
    const text = textOf(words);
    const rule = words.length > SHORT ? RULE : SHORT_RULE;
    const found = new Set(kinds.danger.some((pattern) => stands(text, pattern)) ? rule : []);
    const names = words.map(stem).map((word) => [word].concat(familiesOf.get(word) || []));
    names.flat().forEach((name) => found.add(name));
    const row = [["^"], ...names, [END]];
    row.slice(1).forEach((next, at) => row[at].forEach((one) => next.forEach((other) => found.add(one + " " + other))));
    return found;
  }

  /** How far words speak of danger: above 0 they do. */
  function weigh(words) {
    const found = signs(words);
    let sum = 0;
    found.forEach((sign) => (sum += weightOf.get(sign) || 0));
    return sum / Math.sqrt(found.size) + (weightOf.get("*") || 0);
  }

  const judge = (words) => words.length > 0 && (kinds.whole.some(({ parts }) => isAll(parts, textOf(words))) || weigh(words) > 0);
  return Object.assign(judge, { signs });
}
