// Links.

const VAGUE = new Set(("click here|here|click|this|this page|this link|link|more|read more|find out more|learn more|more info|"
  + "more information|info|information|see here|see more|continue|continue reading|details|more details|website|web site|page|download|go|view|"
  + "view more|read this|read on|start|open|next|tap here|press here|full story|visit|visit website|visit site|our website|follow this link|follow link|this website|over here|"
  + "click for more|click this|click this link|click here for more|click here for more information|link here|show more|see this|see details|view details|article|document|file|pdf|for more|another link|click me|button").split("|"));
const FILES = /\.(pdf|docx?|xlsx?|pptx?|csv|zip|odt|ods|rtf|epub)(?:[?#]|$)/i;
const FILE_WORDS = /\b(pdf|word|excel|powerpoint|doc|docx|xls|xlsx|csv|zip|odt|ods|rtf|document|spreadsheet|slides|epub|\d+ ?(kb|mb|pages?))\b/i;
// What a link may lead to that is no page, and the words that say so in its line.
const NO_PAGES = [
  ["film", /\.(?:mp4|m4v|webm|mov|avi|mkv|ogv|wmv)(?:[?#]|$)|\/\/(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com\/(?:watch|embed|shorts|live)|youtu\.be\/\w|vimeo\.com\/(?:video\/)?\d|dailymotion\.com\/video|facebook\.com\/watch|bbc\.co\.uk\/iplayer\/)/i,
    /\b(?:films?|videos?|clips?|watch|recordings?|animations?|trailers?|movies?|webinars?|youtube|vimeo|mp4|webm|signed|bsl)\b/i],
  ["sound", /\.(?:mp3|m4a|wav|ogg|oga|aac|flac|wma)(?:[?#]|$)/i, /\b(?:audio|listen|sounds?|recordings?|podcasts?|episodes?|hear|read aloud|songs?|mp3|wav)\b/i],
  ["picture", /\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:[?#]|$)/i,
    /\b(?:pictures?|photos?|photographs?|images?|maps?|posters?|drawings?|diagrams?|charts?|graphs?|infographics?|logos?|screenshots?|scans?|illustrations?|paintings?|jpe?g|png|gif|svg)\b/i],
];
const NEW_WINDOW = /\bnew (window|tab)\b|\bopens in\b|\banother (window|tab)\b/i;

// What the words of a link may be: the first that fits is said of it.
const LINK_WORDS = [
  ["vague-link", ({ plain, href }) => VAGUE.has(plain) && !(plain === "download" && !FILES.test(href))],
  ["vague-link", ({ plain }) => /^(?:please )?(?:click|tap|press) (?:here|on|this)\b/i.test(plain)],
  ["address-as-words", ({ plain }) => /^(https?:\/\/|www\.)\S+$/i.test(plain)],
  ["link-says-link", ({ plain }) => /^(?:link|hyperlink) to\b/i.test(plain)],
  ["vague-link/letter", ({ plain, link }) => plain.length === 1 && /\p{L}/u.test(plain) && !link.closest("nav,ul,ol,table")],
  ["vague-link/sign", ({ name, link }) => !/[\p{L}\p{N}]/u.test(name + link.title + described(link))],
];

// What else may be said of a link: each that fits.
const OF_LINKS = [
  ["long-link", ({ name }) => name.length > 200],
  ["new-window", ({ name, link }) => link.target === "_blank" && !NEW_WINDOW.test(name + " " + link.title + " " + described(link))],
  ["file-link", ({ name, link, href }) => FILES.test(href) && !FILE_WORDS.test(name + " " + near(link))],
  ...NO_PAGES.map(([kind, leads, said]) => ["file-link/" + kind, ({ name, link, href }) => leads.test(href) && !said.test(name + " " + words_of(line_around(link))) && !(kind === "picture" && link.querySelector("img,svg"))]),
  ["title-repeats", ({ name, link }) => squeeze(link.title) && squeeze(link.title).toLowerCase() === name.toLowerCase() && words_of(link)],
];

const LINES = "p,li,td,dd,h1,h2,h3,h4,figcaption,div";
const line_around = (link) => link.closest(LINES) || link.parentElement;
// Links that stand by themselves, with no words around that tell more of them.
const by_itself = (link) => words(words_of(line_around(link))).length - words(words_of(link)).length < 3;

function links() {
  const goes = new Map();
  const all = every("a[href],area[href],[role=link]");
  for (const link of all) {
    const name = name_of(link), plain = name.toLowerCase().replace(/[\s.:!>»›→…]+$/u, "").replace(/^[\s>»›→]+/u, "");
    const href = link.getAttribute("href") || "";
    title_only(link);
    if (!name) continue;
    const told = { link, name, plain, href }, values = { name, letters: name.length, kind: FILES.exec(href)?.[1].toUpperCase() };
    const [first] = LINK_WORDS.find(([, fits]) => fits(told)) || [];
    if (first) say(first, link, values, /^vague-link(?:$|\/sign)/.test(first) ? (by_itself(link) ? "error" : "warning") : "");
    for (const [row, fits] of OF_LINKS) if (fits(told)) say(row, link, values);
    if (link.localName === "a") nowhere(link, href);
    if (!href || href.startsWith("#")) continue;
    const before = goes.get(plain);
    if (before && before.href !== link.href && same_place(before) === same_place(link) && !VAGUE.has(plain) && /[\p{L}\p{N}]/u.test(plain)) {
      say("same-words", link, values);
    } else if (!before) goes.set(plain, link);
  }
  beside(all);
  told_apart(all);
}

function described(element) {
  const ids = squeeze(element.getAttribute("aria-describedby")).split(" ").filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent || "").join(" ");
}

// What stands in the same sentence or line as a link.
function near(link) {
  const after = link.nextSibling?.nodeType === 3 ? link.nextSibling.data : "";
  const next = link.nextElementSibling && !link.nextElementSibling.matches("a") ? words_of(link.nextElementSibling) : "";
  return after.slice(0, 60) + " " + next.slice(0, 60);
}

// A heading or row above gives the same words another meaning: "Email" under each person.
function same_place(link) {
  const row = link.closest("tr,article,.card,[role=row],[role=group],dd");
  if (row) return number(row);
  const item = link.closest("li");
  return item && words_of(item).length > words_of(link).length + 3 && !item.querySelector("li") ? words_of(item) : 0;
}

function title_only(link) {
  if (squeeze(link.title) && !name_of_without_title(link)) {
    say("title-only", link);
  }
}

function name_of_without_title(element) {
  const title = element.title;
  return name_of(element) !== squeeze(title) || said_in(element) === squeeze(title) || element.ariaLabel === title;
}

function nowhere(link, href) {
  if (href === "#" || href === "") {
    if (!link.matches("[role]")) say("link-nowhere", link);
  } else if (href.startsWith("#") && !/^#(?:top|:~:.*|\/.*)$/i.test(href)) {
    const id = decodeURIComponent(href.slice(1));
    if (!document.getElementById(id) && !every("a[name]").some((a) => a.name === id)) {
      say(/skip|jump/i.test(name_of(link)) ? "link-nowhere/skip" : "link-nowhere/part", link);
    }
  }
}

// Two links side by side to one place: the keyboard stops twice, and it is read twice.
function beside(all) {
  for (const link of all) {
    const next = link.nextElementSibling;
    const text = link.nextSibling?.nodeType === 3 ? squeeze(link.nextSibling.data) : "";
    if (next?.matches("a[href]") && !text && link.href && next.href === link.href) {
      say("link-twice", next);
    }
  }
}

// Links inside running text must differ from it by more than their colour.
function told_apart(all) {
  if (FORCED) return;
  for (const link of all) {
    const holder = link.closest("p,li,dd,td,blockquote,figcaption");
    if (!holder || !visible(link) || link.querySelector("img,svg")) continue;
    const around = words(words_of(holder)).length - every("a", holder).reduce((n, a) => n + words(words_of(a)).length, 0);
    if (around < 3 || /block|flex|grid/.test(style(link).display)) continue;
    const at = link.closest("p,li,dd,td,blockquote,figcaption,span,em,strong") || holder;
    const css = style(link), base = style(at === link ? holder : at);
    const marked = [link, ...every("*", link)].some((e) => /underline/.test(style(e).textDecorationLine) || parseFloat(style(e).borderBottomWidth) > 0 && style(e).borderBottomStyle !== "none");
    if (marked || colour(css.backgroundColor)[3] > 0 && css.backgroundColor !== base.backgroundColor) continue;
    if (+css.fontWeight - +base.fontWeight >= 200 || css.fontStyle !== base.fontStyle || css.backgroundImage !== "none" || css.outlineStyle !== "none" || css.boxShadow !== "none") continue;
    const behind = backdrop(link);
    if (!behind) continue;
    const ratio = contrast(over(colour(css.color), behind), over(colour(base.color), behind));
    if (ratio < 3) {
      say("link-by-colour", link);
    } else {
      say("link-by-colour/plain", link);
    }
  }
}
