/* Search on a page of its own. Nothing more is loaded until somebody has searched. */
const LONGEST = 60; // letters of what was typed that are said again

/** A line with the words that were looked for in bold. */
function lineWith(text, terms, words) {
  const line = document.createElement("p");
  for (const piece of text.split(/([\p{L}\p{N}'’]+)/u)) {
    const found = words.split(piece).some((word) => terms.has(words.stem(word)));
    const part = found ? document.createElement("mark") : document.createTextNode("");
    part.textContent = piece;
    line.append(part);
  }
  return line;
}

function itemFor(page, terms, words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.title;
  item.append(link);
  if (page.section) {
    const section = document.createElement("p");
    section.className = "found-in";
    section.textContent = page.section;
    item.append(section);
  }
  item.append(lineWith(page.line, terms, words));
  return item;
}

async function look(query, place) {
  const [answer, words, file] = await Promise.all([
    import("./search/answer.js"),
    import("./search/words.js"),
    fetch(place),
  ]);
  if (!file.ok) throw new Error("no index");
  const found = answer.makeSearch(await file.json())(query);
  const list = document.createElement("ol");
  for (const page of found.pages) list.append(itemFor(page, found.terms, words));
  return { ...found, list };
}

function sayAgain(query) {
  const letters = Array.from(query); // whole ones: half an emoji is none
  return letters.length > LONGEST ? letters.slice(0, LONGEST).join("") + " …" : query;
}

/** What was found, in a sentence. */
function countOf({ pages, danger, number }, query) {
  const first = danger ? "Numbers to call now come first. " : "";
  if (number) return `${first}No page here has the ${sayAgain(number)}.`;
  const what = pages.length === 1 ? "1 page" : pages.length ? `${pages.length} pages` : "nothing";
  return `${first}We found ${what} for “${sayAgain(query)}”.`;
}

async function main() {
  const part = (id) => document.getElementById(id);
  const results = part("results");
  const count = part("count");
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = query.slice(0, 200);
  const show = (ids, shown) => ids.forEach((id) => part(id) && (part(id).hidden = !shown));
  show(["nothing", "whole", "danger"], false);
  if (!query) {
    count.textContent = "Type what you need help with, such as money or school.";
    show(["other-words", "nothing"], true);
  } else {
    count.textContent = "Looking …";
    try {
      const found = await look(query, results.dataset.index);
      if (found.pages.length) results.append(found.list);
      if (found.danger) count.before(part("danger"));
      if (found.contact) results.before(part("nothing"));
      show(["danger"], found.danger);
      show(["nothing"], found.contact || !found.pages.length);
      show(["other-words"], !found.pages.length);
      count.textContent = countOf(found, query);
    } catch (problem) {
      count.textContent = "The search did not load. Please look in the A to Z, or call us.";
      show(["nothing", "whole", "danger"], true);
    }
  }
  results.dataset.ready = "";
}

main();
