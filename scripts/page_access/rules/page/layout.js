// How the page is laid out, and the run of all rules.

// The order on the screen against the order on the page, which is what is read out.
function reading_order() {
  for (const holder of every("body, body *")) {
    const parts = [...holder.children].filter((c) => words_of(c) && visible(c) && !silent(c));
    if (parts.length < 2) continue;
    const css = style(holder), flex = /flex|grid/.test(css.display);
    const turned = flex && /reverse/.test(css.flexDirection);
    const moved = flex && parts.find((c) => +style(c).order !== 0);
    if ((turned || moved) && !same_order(parts)) {
      say("order-by-style", turned ? holder : moved, {}, "warning");
      continue;
    }
    const out = parts.find((one, i) => {
      const before = parts[i - 1];
      if (!before || /fixed|sticky/.test(style(one).position + style(before).position) || /inline/.test(style(one).display)) return false;
      const a = box(before), b = box(one);
      const above = b.bottom <= a.top + 2 && b.right > a.left && b.left < a.right;
      const left = b.right <= a.left + 2 && b.top < a.bottom - 4 && b.bottom > a.top + 4 && style(before).float === "right" && style(one).float === "right";
      return above || left;
    });
    if (out) say("order-by-style/place", out);
  }
}

function same_order(parts) {
  const places = parts.map(box);
  return places.every((p, i) => !i || p.top >= places[i - 1].bottom - 4 || p.left >= places[i - 1].left && p.top >= places[i - 1].top - 4);
}

// Words that are there for screen readers, but hidden from them too.
const FOR_EARS = /\b(?:visually|sr|screen|offscreen|off screen|hidden visually|assistive|a11y|access|u hidden)[- ]?(?:hidden|only|reader|text|hide)?\b/i;

function hidden_from_ears() {
  for (const one of every("body [class],body [style],body [hidden]")) {
    const css = style(one), said = words_of(one);
    if (!said || css.display !== "none" && css.visibility !== "hidden" || one.matches("script,style,template,noscript,option,dialog,source,track")) continue;
    const parent = one.parentElement, parent_shown = style(parent).display !== "none" && style(parent).visibility !== "hidden";
    if (!parent_shown) continue;
    const name = one.className.toString().replace(/[-_]/g, " ");
    if (/visually|sr only|screen ?reader|offscreen|off screen|assistive|a11y|for screen|readers/i.test(name)) {
      say("hidden-from-ears", one);
    } else if (one.closest("a,button,label,legend,h1,h2,h3,h4,h5,h6,th,caption") && !one.matches("[hidden]") && !(one.id && (is_used(one.id) || document.scripts.length)) && !style_shows(one)) {
      say("hidden-from-ears/in-name", one, {}, "warning");
    } else if (one.getAttribute("style") && words(said).length > 2 && !one.matches("[id],[aria-live],[role]") && !one.querySelector("input,button,a,[id]") && !globalThis.own_page_listeners?.length && !document.scripts.length) {
      say("hidden-from-ears/for-good", one);
    }
  }
}

// Whether another width or a state of the page shows what is hidden now.
function style_shows(one) {
  let found = false;
  const gather = (list) => {
    for (const rule of list) {
      if (rule.cssRules?.length) gather(rule.cssRules);
      if (!rule.selectorText || !(rule.style.display || rule.style.visibility)) continue;
      if (/^none$/.test(rule.style.display) && !rule.parentRule) continue;
      try { found ||= one.matches(rule.selectorText.replace(/:(?:hover|focus|focus-within|focus-visible|target|checked)\b/g, "")) && rule.style.display !== "none"; } catch { /* another kind */ }
      if (rule.parentRule?.media) try { found ||= one.matches(rule.selectorText); } catch { /* another kind */ }
    }
  };
  for (const sheet of document.styleSheets) try { gather(sheet.cssRules); } catch { /* another website's */ }
  return found;
}

// Boxes of a fixed size that cut larger text off.
function fixed_boxes() {
  for (const one of every("body *")) {
    if (one.matches("textarea,select,input,svg,svg *,img,iframe,video,canvas,option") || !words(words_of(one)).length || !visible(one)) continue;
    const css = style(one);
    if (/hidden|clip/.test(css.overflowY) && one.scrollHeight > one.clientHeight + 4 && css.clipPath === "none" && css.clip === "auto" && one.clientHeight > 4 && css.webkitLineClamp === "none") {
      say("text-cut", one);
    } else if (/hidden|clip/.test(css.overflowX) && one.scrollWidth > one.clientWidth + 4 && css.clipPath === "none" && css.clip === "auto" && one.clientWidth > 4) {
      say("text-cut/wide", one, {}, css.textOverflow === "ellipsis" ? "warning" : "error");
    }
  }
}

// Looks at the page as it stands; all that is folded away is opened first, and closed again.
// ``asked`` holds pairs of a rule's name and the selector that finds it.
async function look(asked) {
  const folded = every("details:not([open]):not([name])");
  folded.forEach((one) => { one.open = true; });
  const text = gather_words();
  for (const [row, where] of asked) {
    for (const one of every(where)) say(row, one, facts_of(one));
  }
  for (const rule of [element_checks, contrasts, leaning, from_style_sheet, links, images, forms, structure, controls, moving, hidden_from_ears, fixed_boxes]) rule();
  folded.forEach((one) => { one.open = false; });
  seen.clear();
  reading_order();
  await inside_pictures();
  return { faults, text };
}
