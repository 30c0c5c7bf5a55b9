// Headings, frames, old markup and the page as a whole.

function structure() {
  lists();
  tables();
  headings();
  fake_headings();
  frames();
  whole_page();
}

function headings() {
  const all = every(HEADINGS).filter((h) => !silent(h));
  let before = 0;
  for (const heading of all) {
    const level = +(heading.getAttribute("aria-level") || heading.localName[1] || 2);
    if (!name_of(heading)) {
      if (style(heading).display === "none") continue;
      say("empty-heading", heading);
      continue;
    }
    if (!heading.checkVisibility() && !heading.closest("details")) continue;
    if (before && level > before + 1) {
      say("heading-skips", heading, { level, before, wanted: before + 1 });
    }
    if (words(name_of(heading)).length > 30) say("heading-long", heading);
    before = level;
  }
  const first = all.filter((h) => h.localName === "h1" || h.getAttribute("aria-level") === "1");
  for (const extra of first.slice(1).filter(visible)) say("two-main-headings", extra);
  all.slice(0, -1).forEach((heading, i) => {
    const next = all[i + 1], text = name_of(heading).toLowerCase();
    if (text === name_of(next).toLowerCase() && heading.localName === next.localName && heading.parentElement === next.parentElement && words(text).length) {
      say("same-headings", next);
    }
  });
  const main = document.querySelector("main,[role=main]") || document.body;
  const count = words(main.innerText).length;
  if (count > 250 && !every("h2,h3,h4,ul,ol,dl,table", main).some(visible)) {
    const at = every("p,div", main).filter((e) => !e.querySelector("p,div")).sort((a, b) => b.textContent.length - a.textContent.length)[0] || main;
    say("no-parts", at, { count });
  }
}

// Text that is made to look like a heading, but is none.
const NO_HEADING = "h1,h2,h3,h4,h5,h6,[role=heading],a,button,label,legend,table,summary,nav,footer,figure,caption,address,li,dl,blockquote,[role=alert],[role=status],[role=note]";

function fake_headings() {
  for (const one of every("p,div,span,font,b,strong,big")) {
    if (!visible(one) || one.closest(NO_HEADING) || one.querySelector("img,input,a,button,svg,p,div,ul,table," + HEADINGS)) continue;
    const text = words_of(one), count = words(text).length;
    if (!count || count > 10 || text.length > 80 || /[.,;:!]$/.test(text) || !/\p{L}{2}/u.test(text)) continue;
    const line = line_of(one), next = line && below(line);
    if (!next || in_panel(line)) continue;
    const css = style(deepest(one)), bold = +css.fontWeight >= 600, size = parseFloat(css.fontSize);
    const plain = parseFloat(style(next).fontSize), larger = size >= plain * 1.15;
    const styled = /head|title/i.test(one.className + deepest(one).className);
    const stands_out = bold && +style(next).fontWeight < 600;
    if (!(stands_out || size >= plain * 1.25 || styled && (bold || larger))) continue;
    say("looks-like-heading", one, {}, larger || styled ? "error" : "warning");
    for (const inner of every("*", one)) noted.add("looks-like-heading\n" + number(inner));
  }
}

// The block that holds these words and nothing else, or the words where breaks part them off.
function line_of(one) {
  if (one.matches("p,div")) return one.childElementCount > 1 || one.childElementCount && own_text(one) ? null : one;
  const beside = (node, step) => { while (node?.nodeType === 3 && !node.data.trim()) node = node[step]; return node; };
  const before = beside(one.previousSibling, "previousSibling"), after = beside(one.nextSibling, "nextSibling");
  const block = /block|flex|grid/.test(style(one).display);
  return (!before || before.localName === "br" || block) && (after?.localName === "br" || block) ? one : null;
}

function deepest(one) {
  while (one.childElementCount === 1 && words_of(one.firstElementChild) === words_of(one)) one = one.firstElementChild;
  return one;
}

// The running text, list or table that comes below a line; nothing where something else does.
function below(line) {
  let next = line.nextElementSibling;
  while (next?.matches("br,script,style,hr")) next = next.nextElementSibling;
  if (!line.matches("p,div") && own_text(line.parentElement).length > 30) return line.parentElement;
  if (!next || !visible(next) || next.matches(HEADINGS)) return null;
  return next.matches("ul,ol,table,dl,form") || words(words_of(next)).length > 8 ? next : null;
}

// A box of short lines, such as one with a phone number.
function in_panel(line) {
  const lines = [...line.parentElement.children].filter((c) => c !== line && words_of(c));
  return lines.length > 1 && lines.every((c) => words(words_of(c)).length <= 14 && !c.matches("ul,ol,table"));
}

function frames() {
  for (const frame of every("iframe,frame")) {
    const title = squeeze(frame.title), file = (frame.getAttribute("src") || "").split("/").pop();
    if (frame.closest("[hidden]") || frame.getAttribute("aria-hidden") === "true" || style(frame).display === "none") continue;
    if (!title && !frame.getAttribute("aria-label") && !frame.getAttribute("aria-labelledby")) {
      say("frame-without-name", frame);
    } else if (title && (/^(?:an? |the |my |this )?(?:i?frame|frame \d+|iframe \d+|untitled|content|contents|title|page|embed(?:ded)?(?: content)?|widget|external(?: content)?|main|window|test|blank|default|new page|insert title here|foo|none|null|iframe content|iframe title|frame content|frame title|something|stuff|document|web ?page|website|text|video|map)$/i.test(title) || title === file || /\.(?:html?|php|aspx?)$/i.test(title) || /^https?:/i.test(title))) {
      say("frame-vague", frame, { title });
    } else if (title) unlike_inside(frame, title);
  }
}

// A title that shares no word with what the frame's own page is called.
function unlike_inside(frame, title) {
  let inside = null;
  try { inside = frame.contentDocument; } catch { return; }
  if (!inside?.body || !squeeze(inside.title + inside.body.textContent)) return;
  const said = new Set(words((inside.title + " " + inside.body.textContent).toLowerCase()));
  const telling = words(title.toLowerCase()).filter((word) => word.length > 3);
  if (telling.length && !telling.some((word) => said.has(word) || [...said].some((other) => other.startsWith(word.slice(0, 5))))) {
    say("frame-vague/unlike", frame, { title });
  }
}

function whole_page() {
  const title = squeeze(document.title), lower = title.toLowerCase();
  const html = document.documentElement, heading = words_of(document.querySelector("h1") || document.createElement("i"));
  if (title && (/^(?:untitled.*|document|page|page \d+|home|home ?page|index|welcome|title|website|web ?page|new page|test|test page|default|my page|no title|insert title here|loading.*|html|\w+\.(?:html?|php|aspx?)|https?:\/\/\S+|site name|your title here)$/i.test(title))) {
    say("vague-title", document.querySelector("title"), { title });
  } else if (title && heading) {
    const plain = (text) => words(text.toLowerCase()).map((w) => w.replace(/[^\p{L}\p{N}]/gu, "")).filter((w) => w.length > 2 && !/^(?:the|and|for|you|your|our|with|from|are)$/.test(w)).map((w) => w.slice(0, 5));
    const said = new Set(plain(heading + " " + every("h2").map(words_of).join(" "))), ours = plain(title);
    if (ours.length && plain(heading).length && !ours.some((w) => said.has(w))) say("vague-title/unlike", document.querySelector("title"), { title, heading });
  }
  if (document.compatMode === "BackCompat") say("no-doctype", html);
  const view = document.querySelector("meta[name=viewport i]"), content = view?.content || "";
  const scale = /maximum-scale\s*=\s*([\d.]+)/i.exec(content);
  if (/user-scalable\s*=\s*(?:no|0)/i.test(content) || (scale && +scale[1] < 2)) say("zoom-forbidden", view);
  else if (!view && !matchMedia("print").matches) say("no-viewport", html);
  else if (scale && +scale[1] < 5) say("zoom-forbidden/limited", view);
  const refresh = document.querySelector("meta[http-equiv=refresh i]"), wait = parseFloat(refresh?.content);
  if (refresh && wait > 0) say("refresh", refresh, { wait });
  const ids = new Map();
  for (const one of every("[id]")) {
    if (ids.has(one.id) && one.id && !one.closest("svg")) say("same-id", one, { id: one.id }, is_used(one.id) ? "error" : "warning");
    ids.set(one.id, one);
  }
  ways_in();
}

function is_used(id) {
  const safe = CSS.escape(id);
  return Boolean(document.querySelector(`[for="${safe}"],[aria-labelledby~="${safe}"],[aria-describedby~="${safe}"],[href="#${safe}"],[headers~="${safe}"],[aria-controls~="${safe}"]`));
}

// A way past what is the same on every page.
function ways_in() {
  const reach = every("a[href],button,input:not([type=hidden]),select,textarea,summary");
  const main = document.querySelector("main,[role=main]") || document.querySelector("h1");
  const first = reach.slice(0, 3).find((e) => e.matches("a[href^='#']") && document.getElementById(decodeURIComponent(e.hash.slice(1))));
  const before = main ? reach.filter((e) => main.compareDocumentPosition(e) & 2) : [];
  const skip = every("a[href^='#']").find((a) => /\b(?:skip|jump)\b/i.test(name_of(a)));
  if (skip) {
    const css = style(skip);
    if (css.display === "none" || css.visibility === "hidden" || skip.tabIndex < 0) say("skip-link-hidden", skip);
    else if (reach.indexOf(skip) > 2) say("skip-link-late", skip);
  } else if (!first && before.filter((e) => e.closest("nav,header,[role=navigation],[role=banner]")).length >= 3) {
    say("no-skip-link", before[0], { count: before.length });
  }
}
