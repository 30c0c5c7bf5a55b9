/* An index of what the pages say: which sections have a word, and which line of them answers. */
import MiniSearch from "./minisearch.js";
import { split, stem } from "./words.js";

// Whom a text is about says little of what is looked for: all of it is about a child and a family.
const PEOPLE = new Set("@child @parent @grandparent @relative @carer @sibling @teenager @young people".split(/ (?=@)/));
const PERSON = 0.25; // what a person's word counts, beside another

/** What a part of a text is looked up by: the name of its row of words for the same thing, and its stems. */
export function termsOf(parts, plain) {
  const terms = [];
  for (const part of parts) {
    part.keys.forEach((key) => key.startsWith("@") && terms.push(key));
    for (const word of part.words) if (!plain.has(word)) terms.push(stem(word));
  }
  return terms;
}

/** An index of `data`'s sections: `find` gives those that have any term, `line` the line that answers. */
export function makeIndex(data, read, plain) {
  const sections = data.sections;
  const count = new Map();
  const tokenize = (text) => termsOf(read(split(text)), plain);
  const index = new MiniSearch({ fields: ["title", "heading", "text"], tokenize, processTerm: (term) => term });
  sections.forEach((section, id) => {
    const title = data.pages[section.page].title;
    index.add({ id, title, heading: section.heading, text: section.lines.join(" \n ") });
  });

  /** How rare a term is, from 0, in no section, up; less for people. */
  function rare(term) {
    if (!count.has(term)) {
      const found = index.search(term, { tokenize: () => [term], fields: ["text"] }).length;
      const weight = PEOPLE.has(term) ? PERSON : 1;
      count.set(term, found ? weight * Math.log(1 + sections.length / found) : 0);
    }
    return count.get(term);
  }

  return {
    /** Sections that have any of the terms, the best first, as {section, score}. */
    find(terms) {
      if (!terms.length) return [];
      const hits = index.search(terms.join(" "), {
        tokenize: () => terms,
        boost: { title: 3, heading: 2 },
        boostTerm: (term) => (PEOPLE.has(term) ? PERSON : term.startsWith("@") ? 1 : 0.7),
        boostDocument: (id) => sections[id].weight,
      });
      return hits.map((hit) => ({ section: sections[hit.id], score: hit.score }));
    },

    /**
     * Of some sections, the line that has most of the terms, the rarest weighing most: {section, line}.
     * Where none has any, it is `otherwise`, the first line unless told.
     */
    line(some, terms, otherwise = some[0].lines[0]) {
      let best = 0;
      let answer = { section: some[0], line: otherwise };
      for (const section of some) {
        for (const line of section.lines) {
          const has = new Set(tokenize(section.heading + "\n" + line));
          let score = 0;
          for (const term of terms) if (has.has(term)) score += rare(term);
          score *= line.endsWith(":") ? section.weight / 2 : section.weight;
          if (score > best) {
            best = score;
            answer = { section, line };
          }
        }
      }
      return answer;
    },
  };
}
