/* What a carer typed, understood: spelling put right, and words for the same thing made one. */
import { stemmer } from "./stemmer.js";

// A long phrase may have these inside it: "take him back" is "take back".
const FILLERS = new Set(
  "a an the my his her hers their our your him them it this that these those just really so very always keep keeps even now all some any".split(" ")
);
const stems = new Map();
const LETTER = "\\p{L}(?![\\p{L}\\p{N}])";
const INITIALS = new RegExp(`(^|[^\\p{L}\\p{N}])(${LETTER}(?:\\.\\s?${LETTER})+)`, "gu"); // s.g.o.

/** The stem of a word in small letters, kept once worked out. */
export function stem(word) {
  if (!stems.has(word)) stems.set(word, stemmer(word));
  return stems.get(word);
}

/** The words of a text, in small letters and without apostrophes: "Mum's PP+ or S.G.O." is mums, ppplus, or, sgo. */
export function split(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/['’‘`]/g, "");
  const joined = plain.replace(INITIALS, (all, before, initials) => before + initials.replace(/[.\s]/g, ""));
  return joined.replace(/\bpp[. ]*\+/g, " ppplus ").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** One of many: kids is kid, babies is baby. Words that only look like many stay as they are. */
function one(word) {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") && word.length > 5 ? word.slice(0, -3) + "y" : word.slice(0, -1);
}

/**
 * A reader of text. `same` is rows of words for the same thing, the first the name of the row.
 * It gives the text's parts in order. A part is a word, or a phrase of `same`, as
 * {words, keys, inner}: keys are what it counts as (its stem, "=" and the word as typed, or
 * "@" and the name of a row), inner what the words inside a phrase count as.
 */
export function makeReader(same) {
  const tree = new Map();
  for (const row of same) {
    for (const phrase of row) {
      let node = tree;
      for (const word of split(phrase)) {
        if (!node.has(one(word))) node.set(one(word), new Map());
        node = node.get(one(word));
      }
      if (!node.has("")) node.set("", "@" + row[0]);
    }
  }

  /** The longest phrase that begins at a place: {name, end}, or null. */
  function longest(words, start, stop) {
    let node = tree;
    let found = null;
    for (let at = start; at < stop; at += 1) {
      const next = node.get(one(words[at]));
      if (next) {
        node = next;
        if (node.has("")) found = { name: node.get(""), end: at + 1 };
      } else if (at === start || !FILLERS.has(words[at])) {
        break;
      }
    }
    return found;
  }

  return function read(words) {
    const parts = [];
    let at = 0;
    while (at < words.length) {
      const phrase = longest(words, at, words.length);
      const end = phrase ? phrase.end : at + 1;
      const part = { words: words.slice(at, end), keys: new Set(), inner: new Set() };
      if (phrase) part.keys.add(phrase.name);
      const own = part.words.length === 1 ? part.keys : part.inner;
      for (const word of part.words) own.add(stem(word)).add("=" + word);
      for (let place = at; place < end && end - at > 1; place += 1) {
        const within = longest(words, place, place > at ? end : end - 1);
        const single = longest(words, place, place + 1);
        if (within) part.inner.add(within.name);
        if (single) part.inner.add(single.name);
      }
      parts.push(part);
      at = end;
    }
    return parts;
  };
}
