/* Danger: whether what was typed speaks of harm, so that numbers to call come before all else. */
import { split, stem } from "./words.js";

const FAR = 4; // words that may stand where a pattern has ".."
const BETWEEN = 2; // words of the family "between" that may stand where it has nothing
const END = "$"; // in a pattern and in a text: its end
const GONE = ["-"]; // a word of a text that only sounds like danger

/** What a word of a text counts as: its stem, and with "=" the word as it is spelt. */
const told = (word) => [stem(word), "=" + word];

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

/** The rows of search-danger.tsv, read: families by name, and by kind lists of patterns as items. */
function readRows(rows) {
  const families = new Map();
  const items = new Map([["..", ".."]]);
  const kinds = { danger: [], whole: [], ordinary: [] };
  const groupsOf = (texts) => {
    const own = texts.filter((text) => !families.has(text));
    const shared = texts.filter((text) => families.has(text)).flatMap((text) => families.get(text));
    return own.length ? shared.concat(groupOf(own)) : shared;
  };
  const itemOf = (text) => {
    if (!items.has(text)) items.set(text, groupsOf(text.split("/")));
    return items.get(text);
  };
  for (const [kind, members] of rows) {
    if (kind.startsWith("@")) families.set(kind, groupsOf(members));
    else for (const one of members) kinds[kind].push(patternOf(one, itemOf));
  }
  return { families, kinds };
}

/**
 * A judge of what was typed. `rows` is search-danger.tsv, as pairs of a kind and its patterns. The
 * judge takes words, spelt right, and gives the pattern that speaks of danger, or "".
 */
export function makeJudge(rows) {
  const { families, kinds } = readRows(rows);
  const between = families.get("@between")[0].words;
  const courtesy = families.get("@courtesy")[0].words;

  /** Where items stand in a text: [from, to], or null. */
  function find(items, text) {
    for (let at = 0; at < text.length; at += 1) {
      const end = endOf(items, text, at, between);
      if (end >= 0) return [at, end];
    }
    return null;
  }

  /** A text without the words that only sound like danger. */
  function sober(text) {
    const left = text.slice();
    for (const { parts } of kinds.ordinary) {
      const places = parts.map((part) => find(part, left));
      if (places.every(Boolean)) for (const [from, to] of places) left.fill(GONE, from, Math.min(to, left.length - 1));
    }
    return left;
  }

  /** Whether items are all that a text says, beside "please" and the like. */
  function isAll([items], text) {
    const place = find(items, text);
    const within = (at) => at >= place[0] && at < place[1];
    return place && text.every(([word], at) => word === END || within(at) || courtesy.has(word));
  }

  return function judge(words) {
    const text = words.map(told).concat([[END]]);
    const rest = sober(text);
    const found =
      kinds.whole.find(({ parts }) => isAll(parts, text)) ||
      kinds.danger.find(({ parts, unless }) => parts.every((part) => find(part, rest)) && !unless.some((part) => find(part, text)));
    return found ? found.pattern : "";
  };
}
