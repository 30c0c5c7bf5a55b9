/* The search itself: from what a carer typed to the pages that answer, the best first. */
import { makeJudge } from "./danger.js";
import { hasNumber, numberIn } from "./numbers.js";
import { makeIndex, termsOf } from "./pages.js";
import { makeSigns, weigh } from "./signs.js";
import { makeMender } from "./spelling.js";
import { makeReader, split } from "./words.js";

const MOST_LETTERS = 2000; // of what is typed: what a longer text asks for, its beginning says
const MOST_WORDS = 40;
const TEXT = 3; // the most that a page's own words add, beside signs of 1 to 5
const HALF = 40; // the score of a page's own words that adds half of that
const SECOND = 0.3; // what a page's second best section counts, beside its best
const FEWEST = 0.1; // of the best page's score: what has less is no answer
const MOST_PAGES = 8;
const MOST_SECTIONS = 6; // of a page, that are looked through for the line that answers

/**
 * A search of one site. `data` is index.json, as local_offer/search.py describes it. The search
 * takes what was typed and gives {pages, terms, danger, contact, number}: pages, the best first, as
 * {title, url, section, line}; a set of the stems and names that were looked for; whether it speaks
 * of danger; whether it only asks whom to call; and a number that no page has, else "".
 */
export function makeSearch(data) {
  const read = makeReader(data.same);
  const plain = new Set(data.plain);
  const signs = makeSigns(data.pages, read);
  const index = makeIndex(data, read, plain);
  const mend = makeMender(data);
  const judge = makeJudge(data.danger, data.weights);
  const ask = new Set(data.contact ? data.contact.ask : []);
  const beside = new Set(data.contact ? data.contact.with : []);

  return function search(typed) {
    const said = typed.slice(0, MOST_LETTERS);
    const words = mend(split(said).slice(0, MOST_WORDS));
    const danger = judge(words);
    const number = numberIn(said);
    if (number) {
      const pages = withNumber(number.signs, data);
      const none = { terms: new Set(), danger, contact: false };
      if (pages.length) return { ...none, pages, number: "" };
      if (number.alone) return { ...none, pages, number: number.text };
    }
    const contact = words.some((word) => ask.has(word)) && words.every((word) => ask.has(word) || beside.has(word));
    const { pages, terms } = inWords(words);
    return { pages: contact ? contactFirst(pages, terms) : pages, terms, danger, contact, number: "" };
  };

  function inWords(words) {
    const parts = read(words);
    const terms = new Set(termsOf(parts, plain));
    const found = index.find(Array.from(terms));
    const pointed = weigh(parts, signs, data.pages.length);
    const pages = data.pages.map((page, number) => {
      const hits = found.filter((hit) => hit.section.page === number);
      const [first, second] = hits;
      const said = page.weight * ((first ? first.score : 0) + SECOND * (second ? second.score : 0));
      return { page, hits, score: pointed[number] + (TEXT * said) / (said + HALF) };
    });
    pages.sort((one, other) => other.score - one.score);
    const least = Math.max(FEWEST * pages[0].score, Number.MIN_VALUE);
    const best = pages.filter((item) => item.score >= least).slice(0, MOST_PAGES);
    return { pages: best.map((item) => answer(item, index, terms)), terms };
  }

  /** The pages with the main contact before them all. */
  function contactFirst(pages, terms) {
    const section = data.sections[data.contact.section];
    const asked = index.line([section], terms, data.contact.line);
    const first = item(data.pages[section.page], asked.section, asked.line);
    return [first, ...pages.filter((page) => page.title !== first.title)];
  }
}

/** Pages that have a number or postcode, that of the contacts first, and each with its line. */
function withNumber(signs, data) {
  const main = data.contact ? data.sections[data.contact.section] : { page: -1 };
  const found = [];
  for (const section of data.sections) {
    for (const line of section.lines) if (hasNumber(line, signs)) found.push({ section, line });
  }
  found.sort((one, other) => one.line.length - other.line.length); // "Phone: 101" before all that names it
  const near = ({ section }) => (section === main) + (section.page === main.page);
  found.sort((one, other) => near(other) - near(one));
  const first = (one, at) => found.findIndex((other) => other.section.page === one.section.page) === at;
  return found
    .filter(first)
    .slice(0, MOST_PAGES)
    .map(({ section, line }) => item(data.pages[section.page], section, line));
}

/** A page as an answer: its title, the section to go to, and the line that answers. */
function answer({ page, hits }, index, terms) {
  if (!hits.length) return { title: page.title, url: page.url, section: "", line: page.summary };
  const likely = hits.slice(0, MOST_SECTIONS).map((hit) => hit.section);
  const { section, line } = index.line(likely, terms);
  return item(page, section, line);
}

function item(page, section, line) {
  const url = section.id ? page.url + "#" + section.id : page.url;
  return { title: page.title, url, section: section.heading, line };
}
