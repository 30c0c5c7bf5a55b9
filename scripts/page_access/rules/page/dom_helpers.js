// What the rules share: finding elements, seeing what a person sees, and noting a fault.

const faults = [];
const noted = new Set();

// Notes one fault of one element by its row in the table of rules, with the values that the row
// names. A rule that meets the same element twice says it once, whichever of its rows comes first.
function say(row, element, values = {}, level = "") {
  const key = row.split("/")[0] + "\n" + number(element);
  if (noted.has(key)) return;
  noted.add(key);
  faults.push({ row, element: start(element), values, level });
}

const numbers = new Map();
function number(element) {
  if (!numbers.has(element)) numbers.set(element, numbers.size);
  return numbers.get(element);
}

function start(element) {
  if (!element || element === document) return "";
  const big = element === document.documentElement || element === document.body;
  const html = big ? element.cloneNode(false).outerHTML : element.outerHTML;
  return html.slice(0, 200);
}

const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const squeeze = (text) => (text || "").replace(/[\s\u00a0]+/g, " ").trim();
const words = (text) => squeeze(text).split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
const words_of = (element) => squeeze(element.textContent);
const style = (element, part) => getComputedStyle(element, part);
const box = (element) => element.getBoundingClientRect();
const FORCED = matchMedia("(forced-colors: active)").matches;
const FIELDS = "input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea";
const BLOCKS = "p,li,dd,dt,td,th,blockquote,figcaption,caption,div,section,article,h1,h2,h3,h4,h5,h6";
const ACTIVE_ROLES = "[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=menuitem],[role=option],[role=slider],[role=combobox],[role=textbox],[role=spinbutton],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem],[role=searchbox]";
const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

const seen = new Map();
// Whether an element takes up room that a person can see.
function visible(element) {
  if (!seen.has(element)) {
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const { width, height } = box(element);
    seen.set(element, shown && width > 1 && height > 1);
  }
  return seen.get(element);
}

const silent = (element) => Boolean(element.closest("[aria-hidden=true],template,noscript,[inert]"));

// The text straight inside an element, without that of the elements in it.
function own_text(element) {
  return squeeze([...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" "));
}

// Blocks of text that are no mere boxes around other blocks.
function text_blocks() {
  return every(BLOCKS).filter(
    (e) => words_of(e) && !e.querySelector(BLOCKS + ",ul,ol,dl,table,form,nav") && visible(e),
  );
}

// Roughly the name that a screen reader gives (the order of the accessible name standard).
function name_of(element, deep = true) {
  const ids = squeeze(element.getAttribute("aria-labelledby")).split(" ").filter(Boolean);
  const labelled = squeeze(ids.map((id) => document.getElementById(id)?.textContent || "").join(" "));
  if (labelled) return labelled;
  const label = squeeze(element.getAttribute("aria-label"));
  if (label) return label;
  if (element.labels?.length) {
    const said = squeeze([...element.labels].map((one) => said_in(one)).join(" "));
    if (said) return said;
  }
  if (element.matches("img,area,input[type=image]") && element.hasAttribute("alt")) return squeeze(element.alt);
  if (element.matches("input[type=submit],input[type=button],input[type=reset]")) {
    return squeeze(element.value) || element.type;
  }
  if (deep && !element.matches(FIELDS)) {
    const inside = said_in(element);
    if (inside) return inside;
  }
  return squeeze(element.title);
}

// What is read out of an element's content: text, and the names of pictures in it.
function said_in(element) {
  let said = "";
  for (const node of element.childNodes) {
    if (node.nodeType === 3) said += node.data;
    if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true") continue;
    if (node.matches("script,style,template,select,textarea")) continue;
    const css = style(node);
    if (css.display === "none" || css.visibility === "hidden") continue;
    const apart = css.display === "inline" ? "" : " ";
    if (node.matches("img,[aria-label],[role=img]")) said += " " + name_of(node, false) + " ";
    else if (node.matches("svg")) said += " " + squeeze(node.querySelector("title")?.textContent) + " ";
    else said += apart + said_in(node) + apart;
  }
  return squeeze(said);
}

// ---- colours: [red, green, blue, alpha], the first three from 0 to 255
const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known_colours = new Map();
function colour(css) {
  if (!known_colours.has(css)) {
    const plain = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
    known_colours.set(css, plain ? [+plain[1], +plain[2], +plain[3], +(plain[4] ?? 1)] : painted(css));
  }
  return known_colours.get(css);
}

function painted(css) {
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = "#000";
  paint.fillStyle = css;
  paint.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);

// The colour behind an element's text; null where a picture or gradient lies there.
function backdrop(element, sheet) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const css = style(at);
    if (css.backgroundImage !== "none" && css.backgroundSize !== "0px") return null;
    const here = colour(css.backgroundColor);
    if (here[3]) layers.push(here);
    if (here[3] === 1) break;
  }
  const page = sheet ? sheet : matchMedia("(prefers-color-scheme: dark)").matches
    && /dark/.test(style(document.documentElement).colorScheme) ? [18, 18, 18, 1] : [255, 255, 255, 1];
  return layers.reverse().reduce((under, top) => over(top, under), page);
}

function luminance([r, g, b]) {
  const [x, y, z] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

// WCAG's contrast of two colours, from 1 to 21.
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// Large text by WCAG: 18 pt, or 14 pt in bold.
function is_large(element) {
  const css = style(element), size = parseFloat(css.fontSize);
  return size >= 24 || (size >= 18.66 && +css.fontWeight >= 700);
}

const is_reddish = ([r, g, b]) => r > 120 && r > g * 1.6 && r > b * 1.6;
const is_bold = (element) => +style(element).fontWeight >= 600;
