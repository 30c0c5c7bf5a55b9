/* Spelling put right, for words that no page and no list knows. */
import { split } from "./words.js";

const SHORTEST = 4; // letters of a word that was typed into another: "unifrom" is no uni and from
const LONGEST = 24; // letters of a word that is worth putting right

/** Letters to change, add, leave out or swap to make one word the other; past `most` it stops counting. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}

/** How a word sounds, roughly: its consonants, those that sound alike made one. */
function sound(word) {
  return word
    .replace(/[ts]ion|[ct]ia|[ct]iou?/g, "Sa")
    .replace(/sch|sk/g, "sk")
    .replace(/ph/g, "f")
    .replace(/gh/g, "")
    .replace(/^kn/, "n")
    .replace(/^wr/, "r")
    .replace(/ck|q|c(?![eiyh])/g, "k")
    .replace(/c(?=[eiy])|z/g, "s")
    .replace(/dg|j/g, "g")
    .replace(/(?!^)[aeiouyhw]/g, "")
    .replace(/(.)\1+/g, "$1");
}

/** Whether a word is one of the known, or one of them with an everyday ending. */
function isKnown(word, worth) {
  if (worth.has(word) || /^\d+\p{L}{0,2}$/u.test(word)) return true;
  const [, base] = /^(.{3,}?)(?:s|es|ed|d|ing|ings|er|ers|ly)$/.exec(word) || [];
  if (!base) return false;
  const single = base.replace(/(.)\1$/, "$1");
  return [base, base + "e", base + "ing", single, base.replace(/i$/, "y")].some((form) => worth.has(form));
}

/** The nearest known word, or "" where none is near. Nearer, alike in sound and of more worth is better. */
function nearest(word, worth, sounds) {
  const letters = word.length;
  if (letters < 4 || letters > LONGEST || /\d/.test(word)) return "";
  const most = letters < 8 ? 1 : 2;
  const heard = sound(word);
  let best = "";
  let least = Infinity;
  worth.forEach((value, known) => {
    const alike = letters > 4 && heard.length > 1 && heard === sounds.get(known);
    const reach = alike ? Math.max(most, Math.floor(letters / 2.5)) : most;
    const away = distance(word, known, reach);
    if (known.length < 3 || away > reach || (letters < 5 && known[0] !== word[0])) return;
    const cost = away - (alike ? 0.6 : 0) + (known[0] === word[0] ? 0 : 0.5) - value / 10;
    if (cost < least) {
      least = cost;
      best = known;
    }
  });
  return best;
}

/** The words known to be words, each with its worth: 3 in the lists of search, 2 in the pages, 1 elsewhere. */
function knownWords(data) {
  const worth = new Map();
  const add = (text, value) => {
    for (const word of split(text)) worth.set(word, Math.max(value, worth.get(word) || 0));
  };
  for (const section of data.sections) for (const line of section.lines) add(line, 2);
  for (const row of data.same) for (const phrase of row) add(phrase, 3);
  for (const page of data.pages) {
    for (const [, words] of page.signs) add(words, 3);
    for (const words of page.also) add(words, 3);
  }
  for (const [, patterns] of data.danger) for (const pattern of patterns) add(pattern, 1);
  for (const word of data.plain.concat(data.right)) {
    if (!worth.has(word)) add(word, 1);
  }
  return worth;
}

/**
 * A mender of what was typed: it takes words and gives them with those that nobody knows joined
 * ("god daughter"), parted ("supportgroup") or spelt as the nearest known word.
 */
export function makeMender(data) {
  const worth = knownWords(data);
  const sounds = new Map();
  worth.forEach((_, word) => sounds.set(word, sound(word)));
  const listed = (word) => worth.get(word) > 1;

  function parted(word) {
    for (let cut = SHORTEST; cut <= word.length - SHORTEST; cut += 1) {
      if (listed(word.slice(0, cut)) && listed(word.slice(cut))) return [word.slice(0, cut), word.slice(cut)];
    }
    return null;
  }

  return function mend(words) {
    const out = [];
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at];
      const joined = word + (words[at + 1] || "");
      if (isKnown(word, worth)) {
        out.push(word);
      } else if (word.endsWith("in") && isKnown(word + "g", worth)) {
        out.push(word + "g");
      } else if (listed(joined)) {
        out.push(joined);
        at += 1;
      } else {
        out.push(...(parted(word) || [nearest(word, worth, sounds) || word]));
      }
    }
    return out;
  };
}
