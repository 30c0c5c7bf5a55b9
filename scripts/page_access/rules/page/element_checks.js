// Checks of one shape: the row of the table of rules, and what is true of an element that it blames.

// Of a block of text, its words, how many they are, its style, and the size of its letters in pixels.
const OF_BLOCKS = [
  ["justified", (block, { css, text }) => css.textAlign === "justify" && text.length >= 60],
  ["capitals", (block, { text, count }) => count >= 4 && text.length >= 20 && is_shouted(block, text)],
  ["italics", (block, { css, count }) => count >= 8 && is_slanted(css)],
  ["squeezed", (block, { css, count, size }) => parseFloat(css.letterSpacing) < -0.05 * size && count > 2],
  ["tight-lines", (block, { css, text, size }) => parseFloat(css.lineHeight) < 1.15 * size && !block.matches(HEADINGS) && box(block).height > 2.5 * parseFloat(css.lineHeight) && text.length >= 80],
  ["wall-of-words", (block, { count }) => block.matches("p,li,dd,td,div") && count > 150],
];

// Of an element with words straight inside it.
const OF_WORDS = [
  ["small-text", (one) => parseFloat(style(one).fontSize) < 12 && !one.closest("sup,sub,svg")],
  ["underlined", (one) => is_underlined(one) && !one.closest("a[href],abbr,ins,[role=link],button,summary,label")],
];

const is_slanted = (css) => /italic|oblique/.test(css.fontStyle);
const is_underlined = (one) => /underline/.test(style(one).textDecorationLine) && style(one).textDecorationStyle !== "dotted";
const named_by_hand = (one) => one.matches("[aria-label],[aria-labelledby]");
const wordless = (one) => !squeeze(one.textContent);
const typed_number = (item) => /^\s*\(?\d{1,2}[.)]\s/.test(item.textContent);
const played_still = (one) => one.muted && one.loop;

// Of what a selector finds. Those that need the selector alone are in the table of rules itself.
const OF_ELEMENTS = [
  ["italics", "em,i,cite,span", (one) => words(one.textContent).length >= 8 && is_slanted(style(one)) && visible(one) && one.closest(BLOCKS)],
  ["empty-block", "p:not(:has(*)),li:not(:has(*))", (one) => wordless(one) && !one.matches("[aria-live],[role],[id],[hidden],[data-search]") && style(one).display !== "none"],
  ["empty-block/breaks", ":has(> br ~ br ~ br)", (one) => every("br", one).some((br) => is_break(before_it(br)) && is_break(before_it(before_it(br))))],
  ["pre-text", "pre:not(:has(code,samp,kbd,output))", (one) => words(one.textContent).length > 3],
  ["article-misused", `article:not(:has(${HEADINGS}))`, (one) => words(one.textContent).length < 40 && !named_by_hand(one)],
  ["quote-misused", "blockquote:not([cite],:has(cite,footer,p))", (one) => !wordless(one) && !/["“”'‘’«»]/.test(one.textContent) && words(one.textContent).length < 8],
  ["inline-colour", "[style]:not(svg *,[data-theme] *)", (one) => words_of(one) && sets_one_colour(one.style)],
  ["list-empty", ":is(ul,ol):not([role],:has(> *))", visible],
  ["looks-like-list/numbers", "ul:not([role]):has(> li + li):not(:has(> :not(li,script,template)))", (list) => [...list.children].filter((c) => c.localName === "li").every(typed_number)],
  ["empty-legend", "legend", (one) => !name_of(one)],
  ["empty-caption", "caption", wordless],
  ["no-player", ":is(video,audio):not([controls],[autoplay])", () => !every("button").some((b) => /play|pause|stop/i.test(name_of(b)))],
  ["film-without-words", "iframe[src]", (one) => /youtube|youtu\.be|vimeo|player/i.test(one.src) && !/autoplay=1|autostart=true/i.test(one.src) && !has_words_for_film(one)],
  ["film-without-captions", "video:not(:has(track:is([kind=captions],[kind=subtitles],:not([kind]))))", (one) => !played_still(one) && !has_words_for_film(one)],
  ["film-without-captions", "video:not(:has(track:is([kind=captions],[kind=subtitles],:not([kind]))))", (one) => !played_still(one), "warning"],
  ["media-without-text/film", "video", (one) => !played_still(one) && !has_words_for_film(one)],
  ["media-without-text/recording", "audio", (one) => !played_still(one) && !has_words_for_film(one)],
  ["not-pressed", "a[href],button,summary", (one) => style(one).pointerEvents === "none" && visible(one) && !one.disabled],
  ["drag-only", "[draggable=true]:not(a,img,:has(button,[role=button]))", (one) => !hears(one).has("keydown")],
  ["acts-too-early", ":is(button,a[href],input):is([onmousedown],[onpointerdown],[ontouchstart])", (one) => !hears(one).has("click")],
  ["scroll-by-mouse", "body *:not(textarea,select,iframe,input)", (one) => one.tabIndex < 0 && visible(one) && scrolls(one) && !one.querySelector("a[href],button,input,select,textarea,[tabindex='0']")],
];

// Goes through rows of this shape: what fits is said, at its own level or this, with these values.
function check_each(rows) {
  for (const [row, where, fits, level, values = facts_of] of rows) for (const one of every(where)) if (fits(one)) say(row, one, values(one), level);
}

function element_checks() {
  check_each(OF_ELEMENTS);
  for (const block of text_blocks()) {
    const css = style(block), text = words_of(block), count = words(text).length;
    for (const [row, fits] of OF_BLOCKS) if (fits(block, { css, text, count, size: parseFloat(css.fontSize) })) say(row, block, { count });
  }
  for (const one of every("body *")) {
    if (!words(own_text(one)).length || !visible(one)) continue;
    for (const [row, fits] of OF_WORDS) if (fits(one)) say(row, one);
  }
}

// What the table of rules may say of any element.
const facts_of = (one) => ({ key: one.accessKey, tag: one.localName, kind: one.localName === "audio" ? "recording" : "film" });

function is_shouted(block, text) {
  const letters = text.replace(/[^\p{L}]/gu, "");
  if (style(block).textTransform === "uppercase" && !block.matches("th,dt")) return true;
  const inner = block.children.length === 1 && words_of(block.children[0]) === text ? block.children[0] : null;
  if (inner && style(inner).textTransform === "uppercase") return true;
  return letters.length > 15 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

const is_break = (node) => node?.localName === "br";
// What stands before, empty text aside.
function before_it(node) {
  let at = node?.previousSibling;
  while (at?.nodeType === 3 && !at.data.trim() || at?.nodeType === 8) at = at.previousSibling;
  return at;
}

// Whether only one of words and ground has its colour written into an element.
function sets_one_colour({ color, backgroundColor, background }) {
  const ground = backgroundColor || background, set = color || ground;
  return Boolean(color) !== Boolean(ground) && !/^(?:var|inherit|currentcolor|initial|unset|transparent|none)/i.test(set);
}
