/* Phone numbers and postcodes: found however they are typed, and never by another number. */
const APART = "[\\s().\\u2010-\\u2015-]*"; // what may stand between two signs of a number
const PHONE = new RegExp(`\\d(?:${APART}\\d)+`, "g");
const POSTCODE = /(^|[^\p{L}\p{N}])([a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})(?![\p{L}\p{N}])/iu;
const ALONE = 3; // digits of a number that is all of a search
const WITHIN = 8; // digits, from a 0 or a 1, of one among other words
const LOCAL = 6; // digits of a number without its area's code

/** Words with numbers in the home form: +44 1632 960100 is 0 1632 960100. */
function atHome(text) {
  return text.normalize("NFKC").replace(/(^|[^\d+])(?:\+|00)44\s*(?:\(0\))?/g, "$10");
}

/** The number or postcode that a search is for, as {text, signs, alone}, or null: how it is
 * said again, its letters and digits, and whether it is all that is asked. */
export function numberIn(typed) {
  const text = atHome(typed);
  const bare = text.replace(new RegExp(`^${APART}|${APART}$`, "g"), "");
  const code = POSTCODE.exec(text);
  if (code) return { text: `postcode ${code[2].toUpperCase()}`, signs: code[2].replace(/\s/g, ""), alone: code[2] === bare };
  for (const run of text.match(PHONE) || []) {
    const signs = run.replace(/\D/g, "");
    const alone = run === bare && signs.length >= ALONE;
    if (alone || (/^[01]/.test(signs) && signs.length >= WITHIN)) return { text: `number ${run}`, signs, alone: true };
  }
  return null;
}

/** Whether a line has just this number, or this one after its area's code. */
export function hasNumber(line, signs) {
  const spelt = new RegExp(`(^|[^\\p{L}\\p{N}])(${Array.from(signs).join(APART)})(?![\\p{L}\\p{N}])`, "giu");
  const text = atHome(line);
  for (let hit = spelt.exec(text); hit; hit = spelt.exec(text)) {
    const before = new RegExp(`(?:^|\\s)(\\d*)${APART}$`).exec(text.slice(0, hit.index + hit[1].length));
    const code = before ? before[1] : "";
    const goesOn = /^[\s().-]{1,2}\d{3}/.test(text.slice(spelt.lastIndex));
    const whole = !/\d$/.test(text.slice(0, hit.index + 1).trim()) || (signs.length >= LOCAL && /^0\d{2,4}$/.test(code));
    if (whole && !goesOn) return true;
  }
  return false;
}
