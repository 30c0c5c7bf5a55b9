// Pictures, and what is said for people who do not see them.

const FILE_NAME = /\.(jpe?g|png|gif|svg|webp|bmp|tiff?|avif)$|^(?:img|dsc|dscn|image|photo|pic|screenshot|picture|untitled|scan)[-_ ]?\d+$|^p\d{2,}|^[\d\W]+$|^[\w-]*_[\w-]*\d+$|^[0-9a-f]{12,}$/i;
const SAYS_NOTHING = /^(?:an? |the |my |this )?(?:image|img|picture|photo|photograph|graphic|icon|logo image|alt|alt text|alternative text|text|placeholder|spacer|blank|decorative|decoration|banner|untitled|null|undefined|none|n\/a|\.|-|_|\*|x+|test|todo|tbc|asdf\w*|qwerty|lorem ipsum.*|image here|description|caption|button|submit button|image button|click|arrow|bullet|dot|line|divider|thumbnail|figure|chart|graph|diagram|map|table|infographic|screenshot|foo|bar|baz|stuff|thing|something|an image|image of something|pic|pics|pictures|photos|images|insert alt text here|insert text|empty|no alt|no description|image \d+|photo \d+|picture \d+|figure \d+)$/i;
const BEGINS_PICTURE = /^(?:an? |the )?(?:image|picture|photo|photograph|graphic|icon|graphics|screen ?shot) (?:of|showing|shows|that shows)\b/i;
const TELLS = /\b(chart|graph|diagram|map|infographic|table|timetable|figure|plan|poster|flyer|leaflet|signature|screenshot|sign|logo|rota|price|phone|number|opening|hours)\b/i;
const POINTS_AT = /\b(?:(?:chart|graph|diagram|map|picture|photo|image|figure|table|poster|drawing|illustration|plan)s? (?:below|above|here|shows?|showing|explains?)|(?:see|as shown in|shown in|in) (?:the|this) (?:chart|graph|diagram|map|picture|photo|image|figure|poster|drawing|illustration|plan)|the following (?:chart|graph|diagram|map|picture|photo|image|figure)|shown below)\b/i;

function images() {
  for (const image of every("img,input[type=image],area[href]")) {
    if (silent(image)) continue;
    const alt = image.getAttribute("alt"), plain = squeeze(alt);
    const title = squeeze(image.getAttribute("title"));
    const role = image.getAttribute("role") || "";
    const file = (image.getAttribute("src") || "").split(/[?#]/)[0].split("/").pop();
    if (/^(?:none|presentation)$/.test(role)) {
      if (plain) doubt("decoration-with-words", image, "This picture is marked as decoration but has words for it. Screen readers differ in what they say.", "Take the role out, or empty the alt.", ["1.1.1"]);
      continue;
    }
    if (is_spacer(image, file)) {
      doubt("spacer", image, "This is an invisible picture that only makes room. It may be read out, and it breaks when text grows.", "Take it out, and make the room in the style sheet.", ["1.3.1"]);
      continue;
    }
    if (alt === null) {
      if (image.hasAttribute("aria-label") || image.hasAttribute("aria-labelledby") || image.localName !== "img") continue;
      fault("no-alt", image, "This picture has no words for people who do not see it. A screen reader reads its file name.", 'Add alt="..." with what the picture tells, or alt="" where it is decoration.', ["1.1.1"]);
      continue;
    }
    if (!plain) { empty_alt(image, title, file); continue; }
    const stem = file.replace(/\.\w+$/, "").toLowerCase();
    if (FILE_NAME.test(plain) || (stem.length > 2 && /[-_\d]/.test(stem) && plain.toLowerCase() === stem)) {
      fault("alt-file-name", image, `The words for this picture are the name of a file: "${plain.slice(0, 60)}". They tell nothing.`, "Say what the picture tells, in a few words.", ["1.1.1"]);
    } else if (SAYS_NOTHING.test(plain)) {
      fault("alt-says-nothing", image, `The words for this picture are "${plain.slice(0, 60)}". They do not say what it shows.`, 'Say what the picture tells, in a few words, or write alt="" where it is decoration.', ["1.1.1"]);
    } else if (/^(?:click here|more|here|read more|click|click me)$/i.test(plain) && (image.closest("a") || image.localName !== "img")) {
      fault("alt-says-nothing", image, `The words for this picture are "${plain}". They do not say what happens.`, "Say what it does or where it leads.", ["1.1.1", "2.4.4"]);
    } else if (image.type === "image" && /^(?:button|submit|image|go|ok|input|click|search button|arrow)$/i.test(plain) && !/^(?:submit|go|ok)$/i.test(plain)) {
      fault("alt-says-nothing", image, `The words for this button are "${plain}". They do not say what it does.`, "Say what it does.", ["1.1.1"]);
    } else if (BEGINS_PICTURE.test(plain)) {
      doubt("alt-image-of", image, 'The words for this picture begin with "image of" or the like. A screen reader says "image" already.', "Begin with what the picture shows.");
    }
    if (plain.length > 200) doubt("alt-long", image, `The words for this picture are ${plain.length} letters long. Nobody can stop and go back in them.`, "Say the main thing in a line, and put the rest into the page.");
    if (title && title.toLowerCase() !== plain.toLowerCase()) doubt("alt-and-title", image, "This picture has one text in alt and another in title. People get different words, and those with a keyboard never see the title.", "Keep the alt, and put what else matters into the page.", ["1.1.1"]);
    if (title && title.toLowerCase() === plain.toLowerCase()) doubt("title-repeats", image, "The title of this picture says its alt once more. Some screen readers read both.", "Take the title out.");
    const link = image.closest("a,button"), caption = image.closest("figure")?.querySelector("figcaption");
    const beside = link ? squeeze(link.textContent) : squeeze(caption?.textContent) || next_text(image);
    if (beside && beside.toLowerCase().replace(/\W+/g, " ").trim() === plain.toLowerCase().replace(/\W+/g, " ").trim()) {
      doubt("alt-repeats", image, "The words for this picture stand beside it too, so a screen reader says them twice.", 'Write alt="" where the words beside it say it all, or say what else the picture shows.', ["1.1.1"]);
    }
  }
  for (const drawing of every("svg[role=presentation],svg[role=none]").filter((one) => !silent(one))) {
    const kept = drawing.querySelector("text,a[href],foreignObject,[tabindex],[aria-label]"), named = words_of(drawing);
    const message = "This drawing is marked as decoration, but words or links stand in it. Screen readers differ in what they say.";
    if (kept) fault("decoration-with-words", drawing, message, "Take the role out, and say what the drawing tells.", ["1.3.1"]);
    else if (named) doubt("decoration-with-words", drawing, message, "Take the role out, or the words.", ["1.3.1"]);
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
    doubt("empty-alt-title", image, "The alt of this picture is empty, so it counts as decoration, but its title says something. Many people never get it.", "Put these words into the alt, and take the title out.", ["1.1.1"]);
    return;
  }
  if (image.localName !== "img" || !visible(image)) return;
  const figure = image.closest("figure"), { width, height } = box(image);
  const holder = image.closest("p,li,td,div,figure,section") || image.parentElement;
  const around = [holder, holder?.previousElementSibling, holder?.nextElementSibling, image.previousElementSibling, image.nextElementSibling].map((e) => (e && words_of(e).length < 600 ? words_of(e) : "")).join(" ");
  const named = TELLS.test(file.replace(/\.\w+$/, "").replace(/[-_\d]+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2"));
  const pointed = POINTS_AT.test(around);
  if (figure?.querySelector("figcaption") || named || pointed) {
    doubt("meaning-without-words", image, "This picture seems to tell something, but its alt is empty, so people who do not see it get nothing.", "Say in the alt what the picture tells. If the words beside it say it all, take the picture's caption as its text.", ["1.1.1"]);
  } else if (width >= 150 && height >= 100 && !image.closest("a,button,header,footer,nav,[role=banner]") && alone(image)) {
    doubt("meaning-without-words", image, "This large picture stands by itself in the text and its alt is empty. If it tells something, people who do not see it miss it.", "Say in the alt what it tells. Where it is decoration only, put it into the style sheet.", ["1.1.1"]);
  }
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
      doubt("drawing-without-words", drawing, "This drawing has no words for people who do not see it, and is not marked as decoration.", 'Add aria-hidden="true" where it is decoration, or role="img" and aria-label with what it tells.', ["1.1.1"]);
    }
  } else if (drawing.localName === "canvas" || drawing.matches("object,embed")) {
    if (!named && !words_of(drawing) && !drawing.querySelector("img[alt]")) {
      fault("drawing-without-words", drawing, "What is shown here has no words for people who do not see it.", "Write the same into the page as text, or between its tags.", ["1.1.1"]);
    }
  } else if (drawing.matches("[role=img]") && !named && drawing.localName !== "img" && !words_of(drawing)) {
    fault("drawing-without-words", drawing, "This counts as a picture but has no words for people who do not see it.", "Add aria-label with what it tells.", ["1.1.1"]);
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
  doubt("background-picture", element, "This box shows a picture from the style sheet and has no words. People who do not see it, or whose colours are forced, get nothing.", 'If it tells something, use an img with alt, or add role="img" and aria-label. If it is decoration, add aria-hidden="true".', ["1.1.1"]);
}
