// How text looks and what it says.

// Text that is hard to read because of how it is set.
function setting() {
  for (const block of text_blocks()) {
    const css = style(block), text = words_of(block), count = words(text).length;
    const size = parseFloat(css.fontSize);
    if (css.textAlign === "justify" && text.length >= 60) {
      doubt("justified", block, "This text is stretched to both edges. The uneven gaps make it hard to read for people with dyslexia.", "Set it to the left: text-align: left.");
    }
    if (count >= 4 && text.length >= 20 && is_shouted(block, text)) {
      doubt("capitals", block, "These words are all in capitals. That is slow to read, and some screen readers spell it out.", "Write a capital only where a sentence or a name begins.");
    }
    const slanted = every("em,i,cite,span", block).find((e) => words(e.textContent).length >= 8 && /italic|oblique/.test(style(e).fontStyle));
    if (count >= 8 && (/italic|oblique/.test(css.fontStyle) || slanted)) {
      doubt("italics", slanted || block, "This is a whole passage in italics. That is hard to read for people with dyslexia or low vision.", "Use upright letters. Use a heading, or bold for a word or two, to make it stand out.");
    }
    if (parseFloat(css.letterSpacing) < -0.05 * size && count > 2) {
      doubt("squeezed", block, "The letters of this text stand very close together.", "Take the negative letter-spacing out.");
    }
    const line = parseFloat(css.lineHeight);
    if (line && line < 1.15 * size && box(block).height > 2.5 * line && text.length >= 80) {
      doubt("tight-lines", block, "The lines of this text stand so close that the eye slips from one to another.", "Set line-height to 1.5.");
    }
    if (block.matches("p,li,dd,td,div") && count > 150) {
      doubt("wall-of-words", block, `This is one block of ${count} words. Many people give up on it.`, "Split it into short paragraphs, with a heading or a list where one fits.");
    }
  }
  for (const element of every("body *")) {
    if (!own_text(element) || !visible(element)) continue;
    const css = style(element);
    if (parseFloat(css.fontSize) < 12 && !element.closest("sup,sub,svg") && words(own_text(element)).length) {
      doubt("small-text", element, "These words are smaller than 12 pixels. Many people cannot read them.", "Make them at least 16 pixels.");
    }
    if (underlined(element) && !element.closest("a[href],abbr,ins,[role=link],button,summary,label") && words(own_text(element)).length) {
      doubt("underlined", element, "These words are underlined, so they look like a link. People press them, and nothing happens.", "Use bold, or plain words.");
    }
  }
}

function is_shouted(block, text) {
  const letters = text.replace(/[^\p{L}]/gu, "");
  if (style(block).textTransform === "uppercase" && !block.matches("th,dt")) return true;
  const inner = block.children.length === 1 && words_of(block.children[0]) === text ? block.children[0] : null;
  if (inner && style(inner).textTransform === "uppercase") return true;
  return letters.length > 15 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function underlined(element) {
  const own = style(element);
  return /underline/.test(own.textDecorationLine) && own.textDecorationStyle !== "dotted";
}

// Contrast that rule engines leave open: the house's own bar, pictures, gradients, placeholders.
function contrasts() {
  if (FORCED) return forced_contrasts();
  for (const element of every("body *")) {
    const text = own_text(element);
    if (words(text).length < 1 || !visible(element) || silent(element)) continue;
    if (element.closest("[disabled],[aria-disabled=true],svg,option")) continue;
    const css = style(element), ink = colour(css.color), bar = is_large(element) ? 3 : 4.5;
    const behind = backdrop(element);
    if (!behind) over_picture(element, ink, bar);
    else if (!element.closest("a,button,summary,label,[role=button],input,select,textarea")) {
      const ratio = contrast(over(ink, behind), behind), wish = bar === 3 ? 4.5 : 7;
      if (ratio >= bar && ratio < wish - 0.05) {
        doubt("contrast-enhanced", element, `These words have a contrast of ${ratio.toFixed(1)} to 1. The law asks ${bar} to 1, but people with low vision need ${wish} to 1.`, "Make the words darker, or their background lighter.", ["1.4.6"]);
      }
    }
    if (css.textShadow === "none" && behind && !is_pale_shadow(css) && contrast(over(ink, behind), behind) < 1.05 && !element.closest("a")) {
      fault("hidden-words", element, "These words have the colour of their background, so nobody can see them.", "Give them a colour that stands out, or take them out.", ["1.4.3"]);
    }
  }
  for (const field of every("input[placeholder],textarea[placeholder]").filter(visible)) {
    const behind = backdrop(field);
    if (!behind || field.value || field.disabled || !squeeze(field.placeholder)) continue;
    const ratio = contrast(over(colour(style(field, "::placeholder").color), behind), behind);
    if (ratio < 4.5) {
      fault("placeholder-contrast", field, `The grey words in this field have a contrast of ${ratio.toFixed(1)} to 1, so people with low vision cannot read them.`, "Make them darker: at least 4.5 to 1. A label above the field is better still.", ["1.4.3"]);
    }
  }
  for (const field of every("input:not([type=hidden],[type=image],[type=range],[type=color],[type=submit],[type=button],[type=reset]),select,textarea").filter(visible)) field_edge(field);
}

// Where the reader's own few colours replace the page's, a colour is kept only in pairs: words that
// lose the ground that was meant for them may have the colour of the page.
function forced_contrasts() {
  const page = colour("Canvas");
  for (const element of every("body *")) {
    if (!words(own_text(element)).length || !visible(element) || element.closest("svg,option,[disabled],[aria-disabled=true]")) continue;
    const behind = backdrop(element, page);
    if (!behind) continue;
    const ratio = contrast(over(colour(style(element).color), behind), behind);
    if (ratio < (is_large(element) ? 3 : 4.5)) {
      fault("contrast-forced", element, `In the high contrast colours of a reader, these words have a contrast of ${ratio.toFixed(1)} to 1.`, "Inside @media (forced-colors: active), give them color: CanvasText, or take out what changes their ground alone.", ["1.4.3"]);
    }
  }
}

const is_pale_shadow = (css) => css.webkitTextFillColor !== css.color || css.webkitBackgroundClip === "text";

// A field must be seen to be a field: an edge, or a ground of its own, of 3 to 1.
function field_edge(field) {
  const css = style(field), around = field.parentElement && backdrop(field.parentElement), inside = backdrop(field);
  if (css.appearance !== "none" && /checkbox|radio/.test(field.type)) return;
  // Of a field for files people see the button; where no page has styled it, the browser answers for it.
  const button = field.type === "file" ? style(field, "::file-selector-button") : css;
  if (field.type === "file" && button.borderTopStyle === "outset") return;
  if (!around || !inside || field.disabled || css.boxShadow !== "none" || parseFloat(css.outlineWidth) && css.outlineStyle !== "none") return;
  if (field.parentElement.offsetWidth < field.offsetWidth + 60 && parseFloat(style(field.parentElement).borderBottomWidth)) return;
  const parts = [...new Set([css, button])];
  const edges = parts.flatMap((part) => ["Top", "Right", "Bottom", "Left"].filter((s) => parseFloat(part[`border${s}Width`]) && part[`border${s}Style`] !== "none").map((s) => part[`border${s}Color`]));
  const marks = [...edges, ...parts.map((part) => part.backgroundColor)].map((mark) => over(colour(mark), around));
  const best = Math.max(contrast(inside, around), ...marks.map((mark) => contrast(mark, around)));
  if (best < 3) {
    fault("field-edge", field, `The edge of this field has a contrast of ${best.toFixed(1)} to 1. People with low vision cannot see where to type.`, "Give it a border of at least 3 to 1 against the page.", ["1.4.11"]);
  }
}

function over_picture(element, ink, bar) {
  let at = element;
  while (at && style(at).backgroundImage === "none") {
    if (colour(style(at).backgroundColor)[3] === 1) return;
    at = at.parentElement;
  }
  if (!at) return;
  const css = style(at), image = css.backgroundImage;
  const stops = (image.match(/(?:rgba?|color|oklch|lab|hsl)\([^()]*\)/g) || []).map(colour);
  const ground = colour(css.backgroundColor);
  if (/gradient/.test(image) && stops.length && !/url\(/.test(image)) {
    const under = ground[3] ? ground : [255, 255, 255, 1];
    const ratios = stops.map((stop) => { const b = over(stop, under); return contrast(over(ink, b), b); });
    if (Math.min(...ratios) >= bar) return;
    const worst = Math.min(...ratios).toFixed(1);
    const note = Math.max(...ratios) < bar ? fault : doubt;
    note("contrast-gradient", element, `These words lie on a background that changes colour. At its worst the contrast is ${worst} to 1.`, `Change the colours so that it is at least ${bar} to 1 everywhere.`, ["1.4.3"]);
  } else if (/url\(/.test(image) && style(element).textShadow === "none" && is_under(at, element)) {
    doubt("text-on-picture", element, "These words lie on a picture. Where the picture is light or busy, people cannot read them.", "Put a plain dark or light ground behind the words.", ["1.4.3"]);
  }
}

// Whether a background picture is large enough to lie under the words, unlike an arrow or a tick.
function is_under(holder, element) {
  const css = style(holder);
  if (/no-repeat/.test(css.backgroundRepeat) && /^\d+(\.\d+)?px/.test(css.backgroundSize) && parseFloat(css.backgroundSize) < 64) return false;
  if (holder.matches("input,select,button,a,summary,li") && /no-repeat/.test(css.backgroundRepeat)) return false;
  return box(element).width > 0;
}

// Words that lean on where a thing is, or on its colour or shape alone.
const SIDE = "(?:far |top |bottom |upper |lower |left |right )?(?:right|left|top|bottom)(?:[- ]hand)?";
const PLACE = new RegExp(
  "\\b(?:button|link|menu|box|panel|column|form|field|picture|image|list|icon|sidebar|bar|navigation|option|tab|section)s?,? (?:that (?:is|are) )?(?:on|to|at|in) (?:the |your )?" + SIDE + "(?= (?:of|side|corner|hand|to|for|and|or|when|if|you|is|are|has|have|shows?)\\b|[,.;:!?)]|$)"
  + "|\\b(?:on|to|in|at|see|from) the " + SIDE + "(?:[- ](?:side|column|corner|menu|panel|bar|of (?:the|this|your) (?:page|screen)|(?:button|box|link|icon))|(?=\\s*[,.;:!?)]|$))"
  + "|\\b(?:left|right|bottom|top)(?:-| )(?:hand )?(?:side|column|menu|panel|corner|sidebar)\\b"
  + "|\\b(?:the|a) (?:round|square|circular|triangular|large round|oval|diamond|star-shaped) (?:button|icon|link|box)", "i");
const HUE = "(?:red|green|blue|yellow|orange|purple|pink|grey|gray|amber)";
const BY_COLOUR = new RegExp(
  `\\b(?:(?:shown|marked|highlighted|written|printed|displayed|coloured|colored|listed|outlined|shaded|appears?|are|is|text|those|items?|fields?|words?|dates?|names?|courses?|places?) in (?:the colou?r )?(?:bright |dark |light |bold )?${HUE}\\b`
  + `|(?:press|click|select|choose|use|pick|tap|see|push|hit)(?: on)? (?:the |a |any )?(?:bright |dark |light |big |large )?${HUE} (?:button|link|box|icon|text|words?|area|one|items?|field|square|circle|line)s?\\b`
  + `|(?:the )?${HUE} (?:items?|fields?|text|words|rows?|dates?|links?|ones|entries|names|courses) (?:are|is|must|means?|shows?|need|have|has)\\b`
  + `|${HUE} (?:means|shows|stands for|indicates)\\b|${HUE} = )`, "i");

function leaning() {
  const main = document.querySelector("main,[role=main]") || document.body;
  for (const block of every("p,li,dd,td,legend,label,figcaption,span,div,strong,em,h2,h3", main)) {
    if (!own_text(block) || block.querySelector("p,li,td,div") || !visible(block)) continue;
    if (block.matches("span,strong,em") && block.closest("p,li,dd,td,legend,label")) continue;
    const text = words_of(block);
    if (PLACE.test(text)) {
      doubt("by-place", block, "These words say where a thing is on the screen. People who cannot see the screen, or have a small one, cannot tell what is meant.", "Name the thing as well: write the words that stand on it.", ["1.3.3"]);
    }
    if (BY_COLOUR.test(text)) {
      doubt("by-colour", block, "These words tell a thing by its colour alone. People who cannot see the colour cannot tell what is meant.", "Name the thing, or mark it with a word or a sign as well.", ["1.4.1", "1.3.3"]);
    }
  }
}

// Words put on the page by the style sheet: screen readers may not read them, and nobody can copy them.
function from_style_sheet() {
  for (const element of every("body *")) {
    for (const part of ["::before", "::after"]) {
      const content = style(element, part).content;
      if (content === "none" || content === "normal" || !/^"/.test(content)) continue;
      const said = content.split('" / "')[0].replace(/^"|"$/g, "");
      if (/\p{L}{3,}/u.test(said) && visible(element)) {
        doubt("words-in-style", element, `The words "${said.slice(0, 40)}" come from the style sheet. Some screen readers do not read them, and they vanish when the style is off.`, "Write them into the page itself.", ["1.3.1"]);
      }
    }
  }
}

// The blocks of text and the language that each claims: for what is decided about words.
function gather_words() {
  const found = [];
  const blocks = every("h1,h2,h3,h4,h5,h6,p,li,dd,dt,td,th,caption,figcaption,blockquote,summary,legend,q,span[lang],i[lang],em[lang],div,label,button,a");
  for (const block of blocks) {
    if (silent(block) || block.closest("code,pre,script,style,svg,[translate=no]")) continue;
    const inner = block.querySelector("p,li,dd,td,div,h1,h2,h3,h4,table,ul,ol,form,nav,section,article");
    const text = inner ? own_text(block) : words_of(block);
    if (!text || (inner && text.length < 40)) continue;
    const holder = block.closest("[lang]");
    const other = inner ? [] : every("[lang]", block).map(words_of);
    found.push({
      text, tag: block.localName, lang: holder?.getAttribute("lang") ?? "", marked: holder === block,
      page: holder === document.documentElement || !holder, rest: other.reduce((all, part) => all.replace(part, " "), text),
      direction: style(block).direction, html: start(block), main: !block.closest("nav,header,footer,form"),
      shown: visible(block), within: Boolean(block.parentElement?.closest("p,li,dd,dt,td,th,caption,figcaption,summary,legend,h1,h2,h3,h4,h5,h6,label")),
      linked: block.localName === "a" || every("a[href]", block).some((a) => words_of(a).length > 0.8 * text.length),
      links: every("a[href]", block).map(words_of), names: block.matches("h1,h2,h3,h4,h5,h6,dt,th,caption,legend,summary"),
      given: every("abbr", block).map((a) => [words_of(a), squeeze(a.title)]),
    });
  }
  return { blocks: found, lang: document.documentElement.getAttribute("lang") ?? "", title: document.title, html: start(document.documentElement) };
}
