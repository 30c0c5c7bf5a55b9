/* Signs: words of carers that point to a page, each with how strongly, from 1 to 5. */
import { split } from "./words.js";

const APART = 2; // words that may stand between two words of a sign
const JOINT = 0.2; // what each further word of a sign adds to its strength
const OWN = 4; // how strongly a word that only this council has given points to its page
const COMMON = 1; // and one that our lists know

/** All signs of all pages, as {groups, strength, page}: each group is keys that stand in order. */
export function makeSigns(pages, read) {
  const signs = [];
  pages.forEach((page, number) => {
    for (const [strength, words] of page.signs) {
      signs.push({ groups: words.split("+").map((group) => keysOf(group.trim(), read)), strength, page: number });
    }
  });
  const known = new Set(signs.filter((sign) => sign.groups.length === 1).map((sign) => sign.groups[0].join(" ")));
  pages.forEach((page, number) => {
    for (const words of page.also) {
      const keys = keysOf(words, read);
      const common = known.has(keys.join(" ")) || (keys.length === 1 && keys[0].startsWith("@"));
      signs.push({ groups: [keys], strength: common ? COMMON : OWN, page: number });
    }
  });
  return signs.filter((sign) => sign.groups.every((keys) => keys.length));
}

/** The keys of a sign's words. "=will" is the word as spelt, and not its other forms. */
function keysOf(words, read) {
  const keys = [];
  for (const word of words.split(/ (?==)/)) {
    if (word.startsWith("=")) keys.push(word);
    else for (const part of read(split(word))) keys.push(part.keys.values().next().value);
  }
  return keys;
}

/** Where keys stand among a text's parts, the first place of each, or null. */
function find(keys, parts, inner) {
  const has = (part, key) => part.keys.has(key) || (inner && part.inner.has(key));
  for (let start = 0; start < parts.length; start += 1) {
    const places = [];
    let from = start;
    let to = start + 1;
    for (const key of keys) {
      const next = parts.slice(from, to).findIndex((part) => has(part, key));
      if (next < 0) break;
      places.push(from + next);
      from += next + 1;
      to = from + APART + 1;
    }
    if (places.length === keys.length) return places;
  }
  return null;
}

/** What the signs in a text add to each page, by the page's number. */
export function weigh(parts, signs, pages) {
  const seen = [];
  for (const sign of signs) {
    const places = sign.groups.map((keys) => find(keys, parts, sign.groups.length > 1));
    if (places.every(Boolean)) seen.push({ sign, all: new Set([].concat(...places)) });
  }
  // A word inside a phrase is not what was meant: "school holidays" is not about school.
  const single = (match) => match.sign.groups.length === 1;
  const phrases = seen.filter((match) => single(match) && match.all.size > 1);
  const within = (small, large) => large.size > small.size && Array.from(small).every((at) => large.has(at));
  const meant = seen.filter((match) => !single(match) || !phrases.some((phrase) => within(match.all, phrase.all)));
  meant.sort((one, other) => other.sign.strength - one.sign.strength || other.all.size - one.all.size);
  // A word of the text counts once for a page: for the strongest sign that it is in.
  const scores = new Array(pages).fill(0);
  const used = scores.map(() => new Set());
  for (const { sign, all } of meant) {
    const taken = used[sign.page];
    const fresh = Array.from(all).filter((at) => !taken.has(at)).length;
    if (!fresh) continue;
    const strength = sign.strength * (1 + JOINT * (all.size - 1));
    scores[sign.page] += (strength * fresh) / all.size;
    all.forEach((at) => taken.add(at));
  }
  return scores;
}
