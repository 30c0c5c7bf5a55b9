// What moves, plays and flashes.

function moving() {
  animations();
  style_sheets_for_motion();
}

const FOR_FILM = /\b(transcript|captions?|subtitles?|sign language|bsl|read the text|text version|what is said|in words)\b/i;

function has_words_for_film(one) {
  const holder = one.closest("figure,section,article,div") || one.parentElement;
  return FOR_FILM.test(words_of(holder === document.body ? one.parentElement : holder) + " " + words_of(one.nextElementSibling || document.createElement("i")));
}

// What the style sheet sets in motion and never stops.
function animations() {
  for (const running of document.getAnimations()) {
    const one = running.effect?.target;
    if (!one || !(running instanceof CSSAnimation) || running.playState !== "running" || !visible_now(one)) continue;
    const { duration, iterations } = running.effect.getTiming(), whole = duration * iterations;
    const props = new Set(running.effect.getKeyframes().flatMap((k) => Object.keys(k)));
    const blinks = ["opacity", "visibility", "backgroundColor", "color", "background", "filter"].some((p) => props.has(p));
    const steps = running.effect.getKeyframes().length - 1;
    if (blinks && duration > 0 && iterations > 2 && (duration / Math.max(1, steps / 2)) < 334) {
      say("flashes", one);
    } else if (whole > 5000 && !has_stop(one)) {
      say("moves/long", one);
    }
  }
}

const visible_now = (one) => { const { width, height } = box(one); return width > 0 && height > 0 && style(one).display !== "none"; };

function has_stop(one) {
  const holder = one.closest("section,article,figure,div") || document.body;
  return [...every("button", holder), ...every("button", holder.parentElement || holder)].some((b) => /\b(pause|stop|play|still)\b/i.test(name_of(b)));
}

// Motion that goes on although the person asked their device for less.
function style_sheets_for_motion() {
  const text = [...document.styleSheets].some((sheet) => {
    try { return [...sheet.cssRules].some((rule) => /prefers-reduced-motion/.test(rule.media?.mediaText || rule.cssText)); } catch { return false; }
  });
  if (text) return;
  for (const one of every("body *")) {
    const css = style(one);
    if (css.animationName !== "none" && visible_now(one) && parseFloat(css.animationDuration) > 0) {
      say("motion-not-reduced", one);
      return;
    }
  }
}

// What only the bytes of a picture tell: whether it moves, and whether words are drawn in it.
async function inside_pictures() {
  const shown = every("img[src]").filter((i) => /\.(gif|apng|webp|png|svg)(?:[?#]|$)|^data:image\/(gif|apng|webp|svg)/i.test(i.currentSrc || i.src) && visible(i));
  for (const picture of shown.slice(0, 20)) {
    try {
      const from = new URL(picture.currentSrc || picture.src, location.href);
      if (from.origin !== location.origin && from.protocol !== "data:") continue;
      const bytes = new Uint8Array(await (await fetch(from)).arrayBuffer());
      if (/\.svg$|^image\/svg/i.test(from.pathname)) written_in(picture, new TextDecoder().decode(bytes));
      else if (bytes.length < 3e6 && frames_in(bytes) > 1) say("moves/picture", picture);
    } catch { /* it cannot be read: the browser shows nothing either */ }
  }
}

// Words in a drawing that counts as decoration, and that stand nowhere on the page.
function written_in(picture, source) {
  if (squeeze(picture.alt) || picture.getAttribute("alt") === null || silent(picture) || picture.closest("a,button")) return;
  const drawing = new DOMParser().parseFromString(source, "image/svg+xml");
  const written = squeeze(every("text", drawing).map((one) => one.textContent).join(" "));
  if (/\p{L}{3}/u.test(written) && !words_of(document.body).toLowerCase().includes(written.toLowerCase())) say("meaning-without-words/written", picture, { words: written });
}

function frames_in(bytes) {
  const text = (from, length) => String.fromCharCode(...bytes.subarray(from, from + length));
  let count = 0;
  if (text(0, 3) === "GIF") {
    for (let i = 6; i < bytes.length - 9; i += 1) if (bytes[i] === 0x21 && bytes[i + 1] === 0xf9 && bytes[i + 2] === 4 && bytes[i + 7] === 0 && (bytes[i + 8] === 0x2c || bytes[i + 8] === 0x21)) count += 1;
    return count;
  }
  const mark = text(0, 4) === "RIFF" ? "ANMF" : "fcTL";
  for (let i = 12; i < bytes.length - 4; i += 1) if (bytes[i] === mark.charCodeAt(0) && text(i, 4) === mark) count += 1;
  return count;
}
