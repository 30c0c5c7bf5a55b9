// Pictures, and what is said for people who do not see them.

const FILE_NAME = /\.(jpe?g|png|gif|svg|webp|bmp|tiff?|avif)$|^(?:img|dsc|dscn|image|photo|pic|screenshot|picture|untitled|scan)[-_ ]?\d+$|^p\d{2,}|^[\d\W]+$|^[\w-]*_[\w-]*\d+$|^[0-9a-f]{12,}$/i;
const SAYS_NOTHING = /^(?:an? |the |my |this )?(?:image|img|picture|photo|photograph|graphic|icon|logo image|alt|alt text|alternative text|text|placeholder|spacer|blank|decorative|decoration|banner|untitled|null|undefined|none|n\/a|\.|-|_|\*|x+|test|todo|tbc|asdf\w*|qwerty|lorem ipsum.*|image here|description|caption|button|submit button|image button|click|arrow|bullet|dot|line|divider|thumbnail|figure|chart|graph|diagram|map|table|infographic|screenshot|foo|bar|baz|stuff|thing|something|an image|image of something|pic|pics|pictures|photos|images|insert alt text here|insert text|empty|no alt|no description|image \d+|photo \d+|picture \d+|figure \d+)$/i;
const BEGINS_PICTURE = /^(?:an? |the )?(?:image|picture|photo|photograph|graphic|icon|graphics|screen ?shot) (?:of|showing|shows|that shows)\b/i;
const TELLS = /\b(chart|graph|pie|diagram|flow|flowchart|map|route|directions|infographic|statistics|stats|results|rates|table|timetable|times|dates|calendar|figure|plan|steps|instructions|poster|flyer|leaflet|letter|certificate|signature|screenshot|sign|logo|badge|qr|barcode|rota|price|phone|number|opening|hours)\b/i;
const POINTS_AT = /\b(?:(?:chart|graph|diagram|map|picture|photo|image|figure|table|poster|drawing|illustration|plan)s? (?:below|above|here|shows?|showing|explains?)|(?:see|as shown in|shown in|in) (?:the|this) (?:chart|graph|diagram|map|picture|photo|image|figure|poster|drawing|illustration|plan)|the following (?:chart|graph|diagram|map|picture|photo|image|figure)|shown below)\b/i;

// What the words for a picture may be: the first that fits is said of it.
const ALT_WORDS = [
  ["alt-file-name", (plain, image, stem) => FILE_NAME.test(plain) || stem.length > 2 && /[-_\d]/.test(stem) && plain.toLowerCase() === stem],
  ["alt-says-nothing", (plain) => SAYS_NOTHING.test(plain)],
  ["alt-says-nothing/press", (plain, image) => /^(?:click here|more|here|read more|click|click me)$/i.test(plain) && (image.closest("a") || image.localName !== "img")],
  ["alt-says-nothing/button", (plain, image) => image.type === "image" && /^(?:input|search button)$/i.test(plain)],
  ["alt-image-of", (plain) => BEGINS_PICTURE.test(plain)],
];
const same_text = (one, other) => one.toLowerCase().replace(/\W+/g, " ").trim() === other.toLowerCase().replace(/\W+/g, " ").trim();

function images() {
  for (const image of every("img,input[type=image],area[href]")) {
    if (silent(image)) continue;
    const alt = image.getAttribute("alt"), plain = squeeze(alt);
    const title = squeeze(image.getAttribute("title"));
    const file = (image.getAttribute("src") || "").split(/[?#]/)[0].split("/").pop();
    if (image.matches("[role=none],[role=presentation]")) continue;
    if (is_spacer(image, file)) {
      say("spacer", image);
      continue;
    }
    if (alt === null) {
      if (image.hasAttribute("aria-label") || image.hasAttribute("aria-labelledby") || image.localName !== "img") continue;
      say("no-alt", image);
      continue;
    }
    if (!plain) { empty_alt(image, title, file); continue; }
    const stem = file.replace(/\.\w+$/, "").toLowerCase();
    const [first] = ALT_WORDS.find(([, fits]) => fits(plain, image, stem)) || [];
    if (first) say(first, image, { words: plain });
    if (plain.length > 200) say("alt-long", image, { letters: plain.length });
    if (title) say(title.toLowerCase() === plain.toLowerCase() ? "title-repeats/picture" : "alt-and-title", image);
    const link = image.closest("a,button"), caption = image.closest("figure")?.querySelector("figcaption");
    const beside = link ? squeeze(link.textContent) : squeeze(caption?.textContent) || next_text(image);
    if (beside && same_text(beside, plain)) say("alt-repeats", image);
  }
  for (const drawing of every("svg,canvas,object,embed,[role=img]")) drawn(drawing);
  for (const element of every("body *")) background(element);
}

function next_text(image) {
  const next = image.nextElementSibling || (image.parentElement?.childElementCount === 1 ? image.parentElement.nextElementSibling : null);
  return next && next.matches("p,span,small,div,figcaption,em") ? words_of(next) : "";
}

function is_spacer(image, file) {
  if (/^(?:spacer|blank|transparent|pixel|clear|1x1|shim|space|trans)\b[-_\d]*\.(?:gif|png)$/i.test(file)) return true;
  const tiny = (n) => n && n !== "auto" && parseInt(n, 10) <= 1;
  return image.localName === "img" && (tiny(image.getAttribute("width")) || tiny(image.getAttribute("height")) || (image.complete && image.naturalWidth === 1 && image.naturalHeight === 1));
}

function empty_alt(image, title, file) {
  if (title) {
    say("empty-alt-title", image);
    return;
  }
  if (image.localName !== "img" || !visible(image)) return;
  const figure = image.closest("figure"), { width, height } = box(image);
  const holder = image.closest("p,li,td,div,figure,section") || image.parentElement;
  const around = [holder, holder?.previousElementSibling, holder?.nextElementSibling, image.previousElementSibling, image.nextElementSibling].map((e) => (e && words_of(e).length < 600 ? words_of(e) : "")).join(" ");
  const named = TELLS.test(file.replace(/\.\w+$/, "").replace(/[-_\d]+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2"));
  if (figure?.querySelector("figcaption") || named || POINTS_AT.test(around) || is_led_to(image)) {
    say("meaning-without-words", image);
  } else if (only_here(image)) {
    say("meaning-without-words/place", image);
  } else if (width >= 150 && height >= 100 && !image.closest("a,button,header,footer,nav,[role=banner]") && alone(image)) {
    say("meaning-without-words/large", image);
  }
}

// Whether the words before a picture break off for it: "this sign: ", "press ", "marked with the ".
const BREAKS_OFF = /\p{L}.*:$|\b(?:press|click|tap|choose|select|push|the|this|a|an|with|by|marked|sign|symbol|icon|button)$/iu;
function is_led_to(image) {
  let at = image;
  while (at && !at.previousElementSibling && !squeeze(at.previousSibling?.data) && !at.matches("main,body,section,article,td,li")) at = at.parentElement;
  const before = at?.previousSibling?.nodeType === 3 && squeeze(at.previousSibling.data) || at?.previousElementSibling;
  const said = typeof before === "string" ? before : before?.matches("p,div,span,strong,h2,h3,h4,h5,dt") ? words_of(before) : "";
  return (typeof before === "string" || /:$/.test(said)) && BREAKS_OFF.test(said);
}

// Whether nothing else stands in its cell, item or heading, so that the place is empty without it.
function only_here(image) {
  const place = image.closest("td,th,li,dt,dd,h1,h2,h3,h4,h5,h6,caption,legend,label,figcaption");
  return Boolean(place) && !image.closest("a,button") && !name_of(place) && !place.querySelector("input,select,textarea,a,button,svg,video,iframe") && every("img", place)[0] === image;
}

// The only thing in its paragraph or box: nothing beside it says what it shows.
function alone(image) {
  const holder = image.closest("p,div,li,section,main,article,body");
  return holder.matches("main,article,body,section") || !words_of(holder);
}

function drawn(drawing) {
  if (silent(drawing) || !visible(drawing) || drawing.closest("svg svg,[role=presentation],[role=none]")) return;
  const inner = drawing.parentElement?.closest("[role=img],[aria-label],svg");
  if (inner) return;
  const named = squeeze(drawing.getAttribute("aria-label")) || squeeze(drawing.getAttribute("aria-labelledby")) || squeeze(drawing.getAttribute("title")) || squeeze(drawing.querySelector(":scope > title")?.textContent);
  if (drawing.localName === "svg") {
    const holder = drawing.closest("a,button");
    if (!named && !(holder && said_in(holder)) && !drawing.querySelector("text") && !drawing.matches("[role=presentation]")) {
      say("drawing-without-words", drawing);
    }
  } else if (drawing.localName === "canvas" || drawing.matches("object,embed")) {
    if (!named && !words_of(drawing) && !drawing.querySelector("img[alt]")) {
      say("drawing-without-words/object", drawing);
    }
  } else if (drawing.matches("[role=img]") && !named && drawing.localName !== "img" && !words_of(drawing)) {
    say("drawing-without-words/role", drawing);
  }
}

// A box that shows a background picture and nothing else.
function background(element) {
  if (element.closest("svg") || words_of(element) || !/url\(/.test(style(element).backgroundImage) || !visible(element)) return;
  const { width, height } = box(element), small = width < 16 || height < 16;
  if (small || silent(element) || element.querySelector("img,svg,video,input,button,iframe") || element.matches("input,select,textarea,html,body,iframe,img,video,hr")) return;
  if (name_of(element) || element.matches("[role=presentation],[role=none]")) return;
  const holder = element.closest("a,button,[role=button],[role=link]");
  if (holder && said_in(holder)) return;
  say("background-picture", element);
}
