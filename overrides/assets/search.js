/* Search on a page of its own. Nothing is loaded until somebody has searched. */
(async () => {
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = query;
  if (!query) {
    results.dataset.ready = "";
    return;
  }
  count.textContent = "Looking …";
  let found = [];
  try {
    const index = await import(new URL(results.dataset.index, location));
    const answer = await index.search(query);
    found = await Promise.all(answer.results.slice(0, 12).map((result) => result.data()));
  } catch {
    count.textContent = "The search did not load. Please look in the A to Z, or call us.";
    document.getElementById("nothing").hidden = false;
    results.dataset.ready = "";
    return;
  }
  const list = document.createElement("ol");
  for (const page of found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title;
    const line = document.createElement("p");
    // Pagefind marks the words it found with <mark>; all else in it is plain text.
    for (const [number, part] of page.excerpt.split(/<\/?mark>/).entries()) {
      const piece = number % 2 ? document.createElement("mark") : document.createTextNode("");
      piece.textContent = new DOMParser().parseFromString(`<pre>${part}</pre>`, "text/html").body.textContent;
      line.append(piece);
    }
    item.append(link, line);
    list.append(item);
  }
  results.append(list);
  const pages = found.length === 1 ? "1 page" : `${found.length} pages`;
  count.textContent = found.length ? `We found ${pages} for “${query}”.` : `We found nothing for “${query}”.`;
  document.getElementById("nothing").hidden = found.length > 0;
  results.dataset.ready = "";
})();
