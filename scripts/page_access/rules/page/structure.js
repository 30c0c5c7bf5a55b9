// Headings, frames, old markup and the page as a whole.

function structure() {
  lists();
  tables();
  headings();
  fake_headings();
  frames();
  whole_page();
  old_markup();
}

function headings() {
  const all = every(HEADINGS).filter((h) => !silent(h));
  let before = 0;
  for (const heading of all) {
    const level = +(heading.getAttribute("aria-level") || heading.localName[1] || 2);
    if (!name_of(heading)) {
      if (style(heading).display === "none") continue;
      fault("empty-heading", heading, "This heading has no words. People who go from heading to heading land on nothing.", "Write the words, or take it out.", ["1.3.1", "2.4.6"]);
      continue;
    }
    if (!heading.checkVisibility() && !heading.closest("details")) continue;
    if (before && level > before + 1) {
      doubt("heading-skips", heading, `This heading is of level ${level}, but the one before it is of level ${before}. People who listen think that they missed something.`, `Make it level ${before + 1}.`, ["1.3.1"]);
    }
    if (words(name_of(heading)).length > 30) doubt("heading-long", heading, "This heading is as long as a paragraph.", "Keep the few words that name the part, and make the rest a paragraph.", ["2.4.6"]);
    before = level;
  }
  const first = all.filter((h) => h.localName === "h1" || h.getAttribute("aria-level") === "1");
  if (!first.length) fault("no-main-heading", document.body, "The page has no main heading. People who listen cannot tell what it is about.", "Make the words that name the page an <h1>.", ["1.3.1", "2.4.6"], "warning");
  for (const extra of first.slice(1).filter(visible)) doubt("two-main-headings", extra, "The page has more than one main heading.", "Keep one <h1>, and make the others <h2>.", ["1.3.1"]);
  all.slice(0, -1).forEach((heading, i) => {
    const next = all[i + 1], text = name_of(heading).toLowerCase();
    if (text === name_of(next).toLowerCase() && heading.localName === next.localName && heading.parentElement === next.parentElement && words(text).length) {
      doubt("same-headings", next, "Two headings one after the other have the same words.", "Give each the words that tell what is below it.", ["2.4.6"]);
    }
  });
  const main = document.querySelector("main,[role=main]") || document.body;
  const count = words(main.innerText).length;
  if (count > 250 && !every("h2,h3,h4,ul,ol,dl,table", main).some(visible)) {
    const at = every("p,div", main).filter((e) => !e.querySelector("p,div")).sort((a, b) => b.textContent.length - a.textContent.length)[0] || main;
    doubt("no-parts", at, `Here are ${count} words with no heading and no list. People cannot skim them or find their place.`, "Put a heading above each part, and make lists of things that go together.", ["2.4.10"]);
  }
}

// Text that is made to look like a heading, but is none.
const NO_HEADING = "h1,h2,h3,h4,h5,h6,[role=heading],a,button,label,legend,table,summary,nav,footer,figure,caption,address,li,dl,blockquote,[role=alert],[role=status],[role=note]";

function fake_headings() {
  for (const one of every("p,div,span,font,b,strong,big")) {
    if (!visible(one) || one.closest(NO_HEADING) || one.querySelector("img,input,a,button,svg,p,div,ul,table")) continue;
    const text = words_of(one), count = words(text).length;
    if (!count || count > 10 || text.length > 80 || /[.,;:!]$/.test(text) || !/\p{L}{2}/u.test(text)) continue;
    const line = line_of(one), next = line && below(line);
    if (!next || in_panel(line)) continue;
    const css = style(deepest(one)), bold = +css.fontWeight >= 600, size = parseFloat(css.fontSize);
    const plain = parseFloat(style(next).fontSize), larger = size >= plain * 1.15;
    const styled = /head|title/i.test(one.className + deepest(one).className);
    const stands_out = bold && +style(next).fontWeight < 600;
    if (!(stands_out || size >= plain * 1.25 || styled && (bold || larger))) continue;
    fault("looks-like-heading", one, "These words look like a heading but are none. People who go from heading to heading miss this part.", "Make them a real heading, such as <h2>.", ["1.3.1"], larger || styled ? "error" : "warning");
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
      fault("frame-without-name", frame, "This part comes from another page and has no name. People who listen do not know whether to go into it.", "Add a title that says what it holds.", ["4.1.2"]);
    } else if (title && (/^(?:an? |the |my |this )?(?:i?frame|frame \d+|iframe \d+|untitled|content|contents|title|page|embed(?:ded)?(?: content)?|widget|external(?: content)?|main|window|test|blank|default|new page|insert title here|foo|none|null|iframe content|iframe title|frame content|frame title|something|stuff|document|web ?page|website|text|video|map)$/i.test(title) || title === file || /\.(?:html?|php|aspx?)$/i.test(title) || /^https?:/i.test(title))) {
      fault("frame-vague", frame, `The name of this part is "${title}". It does not say what the part holds.`, "Say what it holds, such as the name of the film or form.", ["4.1.2", "2.4.1"]);
    } else if (title) unlike_inside(frame, title);
    if (/no/.test(frame.getAttribute("scrolling") || "")) doubt("frame-cut", frame, "This part cannot scroll, so larger text is cut off.", 'Take scrolling="no" out.', ["1.4.4"]);
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
    doubt("frame-vague", frame, `The name of this part is "${title}", but none of these words stands in it.`, "Say what it holds.", ["4.1.2"]);
  }
}

function whole_page() {
  const title = squeeze(document.title), lower = title.toLowerCase();
  const html = document.documentElement, heading = words_of(document.querySelector("h1") || document.createElement("i"));
  if (title && (/^(?:untitled.*|document|page|page \d+|home|home ?page|index|welcome|title|website|web ?page|new page|test|test page|default|my page|no title|insert title here|loading.*|html|\w+\.(?:html?|php|aspx?)|https?:\/\/\S+|site name|your title here)$/i.test(title))) {
    fault("vague-title", document.querySelector("title"), `The title of the page is "${title}". It does not say what the page is about.`, "Write what the page is about, then the name of the site.", ["2.4.2"]);
  } else if (title && heading) {
    const plain = (text) => words(text.toLowerCase()).map((w) => w.replace(/[^\p{L}\p{N}]/gu, "")).filter((w) => w.length > 2 && !/^(?:the|and|for|you|your|our|with|from|are)$/.test(w)).map((w) => w.slice(0, 5));
    const said = new Set(plain(heading + " " + every("h2").map(words_of).join(" "))), ours = plain(title);
    if (ours.length && plain(heading).length && !ours.some((w) => said.has(w))) doubt("vague-title", document.querySelector("title"), `The title "${title.slice(0, 60)}" and the main heading "${heading.slice(0, 60)}" have no word in common.`, "Let the title begin with the words of the main heading.", ["2.4.2"]);
  }
  if (document.compatMode === "BackCompat") doubt("no-doctype", html, "The page does not say which HTML it is, so browsers guess.", "Begin it with <!doctype html>.", ["4.1.1"]);
  const view = document.querySelector("meta[name=viewport i]"), content = view?.content || "";
  const scale = /maximum-scale\s*=\s*([\d.]+)/i.exec(content);
  if (/user-scalable\s*=\s*(?:no|0)/i.test(content) || (scale && +scale[1] < 2)) fault("zoom-forbidden", view, "The page forbids people to enlarge it.", "Write only: width=device-width, initial-scale=1.", ["1.4.4"]);
  else if (!view && !matchMedia("print").matches) doubt("no-viewport", html, "The page does not fit itself to a phone, so people must drag it about to read a line.", 'Add <meta name="viewport" content="width=device-width, initial-scale=1">.', ["1.4.10"]);
  else if (scale && +scale[1] < 5) doubt("zoom-forbidden", view, "The page limits how far people can enlarge it.", "Write only: width=device-width, initial-scale=1.", ["1.4.4"]);
  const refresh = document.querySelector("meta[http-equiv=refresh i]"), wait = parseFloat(refresh?.content);
  if (refresh && wait > 0) fault("refresh", refresh, `The page moves on or loads again by itself after ${wait} seconds. People who read slowly lose their place.`, "Take it out. Give people a link or a button.", ["2.2.1", "3.2.5"]);
  const ids = new Map();
  for (const one of every("[id]")) {
    if (ids.has(one.id) && one.id && !one.closest("svg")) fault("same-id", one, `Two elements have the id "${one.id}". Labels and links meet the wrong one.`, "Give each its own.", ["4.1.1", "1.3.1"], is_used(one.id) ? "error" : "warning");
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
    if (css.display === "none" || css.visibility === "hidden" || skip.tabIndex < 0) fault("skip-link-hidden", skip, "This link would take people past the menu, but the keyboard never reaches it.", "Move it off the screen until it is reached, and do not hide it.", ["2.4.1"]);
    else if (reach.indexOf(skip) > 2) doubt("skip-link-late", skip, "This link comes after what it should help people to skip.", "Make it the first link of the page.", ["2.4.1"]);
  } else if (!first && before.filter((e) => e.closest("nav,header,[role=navigation],[role=banner]")).length >= 3) {
    doubt("no-skip-link", before[0], `There are ${before.length} stops before the content, and no link past them. People with a keyboard pass all of them on each page.`, "Begin the page with a link to its main part.", ["2.4.1"]);
  }
}

const OLD = "center,font,big,strike,tt,basefont,dir,applet,acronym,frameset,blink,marquee,nobr";
const OLD_WAYS = "body[text],body[bgcolor],body[link],[bgcolor],font[color],td[align],p[align],div[align],h1[align],h2[align],table[align],[valign],td[width],hr[color],[face],[background],table[cellpadding],table[border]:not([border='0'],[border='1'],[border=''])";

function old_markup() {
  for (const one of every(OLD)) {
    if (one.matches("blink,marquee")) continue;
    doubt("old-markup", one, `<${one.localName}> is an old way to change looks. People who set their own colours or sizes cannot override it.`, "Use the style sheet.", ["1.3.1"]);
  }
  for (const one of every(OLD_WAYS)) {
    if (!one.closest("svg") && !one.matches(OLD)) doubt("old-markup", one, "Looks are written into this element in an old way.", "Use the style sheet.", ["1.3.1"]);
  }
  for (const one of every("p,li")) {
    if (!squeeze(one.textContent) && !one.querySelector("img,svg,input,button,iframe,video,audio,canvas,object,select,textarea,hr,picture") && !one.matches("[aria-live],[role],[id],[hidden],[data-search],:has(*)") && style(one).display !== "none") {
      doubt("empty-block", one, "This is empty. A screen reader may stop at it and say nothing, or \"blank\".", "Take it out, and make room in the style sheet.", ["1.3.1"]);
    }
  }
  for (const one of every("br + br + br")) doubt("empty-block", one.parentElement, "Line breaks make room here. Some screen readers read each as \"blank\".", "Make it paragraphs, and make room in the style sheet.", ["1.3.1"]);
  for (const one of every("pre")) {
    if (!one.querySelector("code,samp,kbd,output") && words(one.textContent).length > 3) doubt("pre-text", one, "The lines of this text are fixed, so they do not fit a small screen or large letters.", "Use paragraphs. Around computer code, add <code>.", ["1.4.10", "1.3.1"]);
  }
  for (const one of every("article")) {
    const inner = every(HEADINGS, one)[0];
    if (!inner && words(one.textContent).length < 40 && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby")) doubt("article-misused", one, "This is marked as an article, but is no piece that stands on its own. Screen readers announce it as one.", "Use <div>, or <section> with a heading.", ["1.3.1"]);
  }
  for (const one of every("blockquote")) {
    if (!squeeze(one.textContent)) continue;
    const said = squeeze(one.textContent);
    if (!/["“”'‘’«»]/.test(said) && !one.querySelector("cite,footer,p") && !one.cite && words(said).length < 8) doubt("quote-misused", one, "This is marked as a quotation, but seems to be none. It may only be pushed in.", "Use <p>, and push it in with the style sheet.", ["1.3.1"]);
  }
  for (const one of every("[style]")) {
    if (one.closest("svg") || !words_of(one) || one.closest("[data-theme]")) continue;
    const set = one.style, ink = set.color, ground = set.backgroundColor || set.background;
    if (/^(?:var|inherit|currentcolor|initial|unset)/i.test(ink || ground)) continue;
    if (Boolean(ink) !== Boolean(ground) && (ink || ground) && !/^(?:transparent|none)/i.test(ink || ground)) doubt("inline-colour", one, "The colour is written into this element, and only one of words and ground. People who set their own colours may get words that they cannot see.", "Set both colours, in the style sheet.", ["1.4.3"]);
  }
}
