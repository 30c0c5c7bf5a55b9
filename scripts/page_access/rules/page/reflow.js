// What a page loses when it is made narrow or its text large; it follows dom_helpers.js.

const TWO_WAYS = "table,table *,pre,pre *,svg,svg *,canvas,video,iframe,math";

function too_wide() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room + 1 && document.body.scrollWidth <= room + 1) return [];
  const out = every("body *").filter((e) => {
    const r = box(e);
    return r.width > 0 && r.height > 0 && r.right + scrollX > room + 1 && e.checkVisibility({ visibilityProperty: true }) && !held(e) && style(e).position !== "fixed";
  });
  const wide = out.filter((e) => !out.includes(e.parentElement));
  const found = wide.length ? wide : every("body *").filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && style(e).overflowX === "visible" && box(e).left + e.scrollWidth > room + 1 && !e.matches(TWO_WAYS) && words_of(e) && !e.querySelector("p,div,li"));
  return found.filter((e) => !e.matches(TWO_WAYS)).slice(0, 5).map(start);
}

function with_spacing() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}");
  return compared(() => { document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }, () => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet); });
}

function with_large_text(times) {
  const all = every("body *").filter((e) => !e.matches("svg *,script,style,option"));
  const sizes = all.map((e) => parseFloat(style(e).fontSize)), old = all.map((e) => e.getAttribute("style"));
  return compared(
    () => all.forEach((e, i) => e.style.setProperty("font-size", `${sizes[i] * times}px`, "important")),
    () => all.forEach((e, i) => {
      e.setAttribute("style", old[i] || ""); // Chromium removes only a style that has been written out
      if (old[i] === null) e.removeAttribute("style");
    }),
  );
}

// Boxes that lose words by a change, and lost none before it.
function compared(change, back) {
  const before = new Set(losing()), html = new Map(every("body *").filter(own_text).map((e) => [e, start(e)]));
  const whole = new Map([...every("body *")].filter((e) => fixed_height(e)).map((e) => [e, start(e)]));
  change();
  const found = losing().filter((e) => !before.has(e)).map((e) => whole.get(e) || html.get(e));
  back();
  return found.filter(Boolean).slice(0, 10);
}

// Whether the height of a box does not depend on what is in it.
function fixed_height(e) {
  return words(words_of(e)).length > 0 && !e.matches("select,textarea,input,option,svg,svg *,html,body") && style(e).display !== "inline";
}

function losing() {
  const found = [];
  for (const e of every("body *")) {
    if (!fixed_height(e) || !e.clientHeight || e.clientHeight < 6 || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const css = style(e);
    if (css.clipPath !== "none" || css.clip !== "auto" || e.scrollHeight <= e.clientHeight + 5) continue;
    if (/hidden|clip/.test(css.overflowY)) found.push(e);
    else if (css.overflowY === "visible" && spills(e)) found.push(e);
  }
  return found.filter((e) => !found.some((o) => o !== e && e.contains(o)));
}

// Whether words run out of a box and over the words of what comes after it.
function spills(e) {
  const out = text_boxes(e).filter((r) => r.bottom > box(e).bottom + 5);
  if (!out.length) return false;
  let next = e.nextElementSibling;
  while (next && (!words_of(next) || !next.checkVisibility() || /absolute|fixed/.test(style(next).position))) next = next.nextElementSibling;
  if (!next) next = e.parentElement?.nextElementSibling;
  if (!next || !words_of(next) || next.matches("script,style") || box(next).bottom <= box(e).bottom) return false;
  return text_boxes(next).some((a) => out.some((b) => a.top < b.bottom - 4 && a.bottom > b.top + 4 && a.left < b.right && a.right > b.left));
}

// The boxes of all lines of text in an element.
function text_boxes(e) {
  const range = document.createRange(), found = [];
  for (const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    if (!walker.currentNode.data.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    found.push(...[...range.getClientRects()].filter((r) => r.width > 1));
  }
  return found;
}

const held = (e) => { for (let at = e.parentElement; at && at !== document.body; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(style(at).overflowX)) return true; return false; };
