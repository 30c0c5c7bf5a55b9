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
  const { pages, terms } = answer.makeSearch(await file.json())(query);
  const list = document.createElement("ol");
  for (const page of pages) list.append(itemFor(page, terms, words));
  return list;
}

function sayAgain(query) {
  const letters = Array.from(query); // whole ones: half an emoji is none
  return letters.length > LONGEST ? letters.slice(0, LONGEST).join("") + " …" : query;
}

async function main() {
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = query.slice(0, 200);
  const otherWay = document.getElementById("other-way");
  if (otherWay) otherWay.hidden = false;
  if (!query) {
    count.textContent = "Type what you need help with, such as money or school.";
    nothing.hidden = false;
  } else {
    count.textContent = "Looking …";
    try {
      const list = await look(query, results.dataset.index);
      const pages = list.children.length;
      if (pages) results.append(list);
      const what = pages === 1 ? "1 page" : pages ? `${pages} pages` : "nothing";
      count.textContent = `We found ${what} for “${sayAgain(query)}”.`;
      nothing.hidden = pages > 0;
    } catch (problem) {
      count.textContent = "The search did not load. Please look in the A to Z, or call us.";
      nothing.hidden = false;
    }
  }
  results.dataset.ready = "";
}

main();
