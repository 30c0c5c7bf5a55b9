// How text looks and what it says.

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
        say("contrast-enhanced", element, { ratio, bar, wish });
      }
    }
    if (css.textShadow === "none" && behind && !is_pale_shadow(css) && contrast(over(ink, behind), behind) < 1.05 && !element.closest("a")) {
      say("hidden-words", element);
    }
  }
  for (const field of every("input[placeholder],textarea[placeholder]").filter(visible)) {
    const behind = backdrop(field);
    if (!behind || field.value || field.disabled || !squeeze(field.placeholder)) continue;
    const ratio = contrast(over(colour(style(field, "::placeholder").color), behind), behind);
    if (ratio < 4.5) {
      say("placeholder-contrast", field, { ratio });
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
      say("contrast-forced", element, { ratio });
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
    say("field-edge", field, { ratio: best });
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
    say("contrast-gradient", element, { worst: Math.min(...ratios), bar }, Math.max(...ratios) < bar ? "error" : "warning");
  } else if (/url\(/.test(image) && style(element).textShadow === "none" && is_under(at, element)) {
    say("text-on-picture", element);
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
      say("by-place", block);
    }
    if (BY_COLOUR.test(text)) {
      say("by-colour", block);
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
        say("words-in-style", element, { words: said });
      }
    }
  }
}

// The blocks of text and the language that each claims: for what is decided about words.
function gather_words() {
  const found = [];
  const blocks = every("h1,h2,h3,h4,h5,h6,p,li,dd,dt,td,th,caption,figcaption,blockquote,summary,legend,q,span[lang],i[lang],em[lang],div,label,button,a,option");
  for (const block of blocks) {
    if (silent(block) || block.closest("code,pre,script,style,svg,[translate=no]")) continue;
    const inner = block.querySelector("p,li,dd,td,div,h1,h2,h3,h4,table,ul,ol,form,nav,section,article");
    const text = inner ? own_text(block) : words_of(block);
    if (!text || (inner && text.length < 40)) continue;
    const holder = block.closest("[lang]");
    const other = inner ? [] : every("[lang]", block).map(words_of);
    const rest = other.reduce((all, part) => all.replace(part, " "), text);
    const parts = inner ? [] : every("i,em,q,cite,span,strong,b,u,a,br ~ *", block).filter((part) => part.closest("[lang]") === holder).map(words_of);
    found.push({
      text, parts, rest, tag: block.localName, lang: holder?.getAttribute("lang") ?? "", marked: holder === block,
      page: holder === document.documentElement || !holder,
      direction: style(block).direction, html: start(block), main: !block.closest("nav,header,footer,form"),
      shown: visible(block), within: block.localName !== "option" && Boolean(block.parentElement?.closest("p,li,dd,dt,td,th,caption,figcaption,summary,legend,h1,h2,h3,h4,h5,h6,label")),
      linked: block.localName === "a" || every("a[href]", block).some((a) => words_of(a).length > 0.8 * text.length),
      links: every("a[href]", block).map(words_of), names: block.matches("h1,h2,h3,h4,h5,h6,dt,th,caption,legend,summary"),
      given: every("abbr", block).map((a) => [words_of(a), squeeze(a.title)]),
    });
  }
  return { blocks: found, lang: document.documentElement.getAttribute("lang") ?? "", title: document.title, html: start(document.documentElement) };
}
