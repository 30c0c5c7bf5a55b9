// What moves, plays and flashes.

function moving() {
  for (const one of every("marquee,blink")) fault("moves", one, "This text moves or blinks and cannot be stopped. Many people cannot read it, and some cannot read anything beside it.", "Make it still.", ["2.2.2"]);
  for (const one of every("video,audio")) media(one);
  for (const one of every("object,embed")) {
    if (/flash|shockwave|\.swf|java|silverlight/i.test((one.type || "") + (one.data || one.src || "") + (one.getAttribute("classid") || ""))) doubt("old-plugin", one, "This needs a program that browsers no longer have, so nobody gets what is in it.", "Put a film, picture or text in its place.", ["2.1.1"]);
  }
  for (const one of every("iframe[src]")) {
    if (/autoplay=1|autostart=true/i.test(one.src)) doubt("plays-by-itself", one, "This film begins by itself. The sound covers the voice of a screen reader.", "Let people start it.", ["1.4.2"]);
    else if (/youtube|youtu\.be|vimeo|player/i.test(one.src) && !has_words_for_film(one)) doubt("film-without-words", one, "See whether this film has captions and a text beside it. People who do not hear or see it need them.", "Add captions, and put a text with the same beside it.", ["1.2.2"]);
  }
  animations();
  style_sheets_for_motion();
}

const FOR_FILM = /\b(transcript|captions?|subtitles?|sign language|bsl|read the text|text version|what is said|in words)\b/i;

function has_words_for_film(one) {
  const holder = one.closest("figure,section,article,div") || one.parentElement;
  return FOR_FILM.test(words_of(holder === document.body ? one.parentElement : holder) + " " + words_of(one.nextElementSibling || document.createElement("i")));
}

function media(one) {
  const kind = one.localName === "video" ? "film" : "recording";
  if ((one.autoplay || one.hasAttribute("autoplay")) && !one.muted) {
    fault("plays-by-itself", one, `This ${kind} begins by itself. The sound covers the voice of a screen reader.`, "Let people start it.", ["1.4.2"]);
  } else if (one.autoplay && !one.controls) {
    fault("moves", one, `This ${kind} begins by itself and cannot be stopped.`, "Add controls, and let people start it.", ["2.2.2"]);
  }
  if (!one.controls && !one.autoplay && !every("button").some((b) => /play|pause|stop/i.test(name_of(b)))) doubt("no-player", one, `Nothing can start or stop this ${kind}.`, "Add controls.", ["2.1.1"]);
  if (kind === "film" && !(one.muted && one.loop) && !every("track", one).some((t) => /captions|subtitles/.test(t.kind))) {
    const note = has_words_for_film(one) ? doubt : fault;
    note("film-without-captions", one, "This film has no captions. People who do not hear get nothing of what is said.", 'Add <track kind="captions"> with them.', ["1.2.2"]);
  }
  if (!has_words_for_film(one) && !(one.muted && one.loop)) {
    const missing = kind === "recording" ? fault : doubt;
    missing("media-without-text", one, `No text with the same as this ${kind} stands beside it.`, "Put a transcript on the page, or a link to one.", [kind === "recording" ? "1.2.1" : "1.2.3"]);
  }
  for (const track of every("track", one)) {
    if (!track.srclang && /captions|subtitles/.test(track.kind)) doubt("track-language", track, "These captions do not say what language they are in.", "Add srclang.", ["3.1.2"]);
    if (!track.getAttribute("src")) fault("film-without-captions", one, "The captions of this film lead to no file.", "Write the file into src.", ["1.2.2"]);
  }
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
      fault("flashes", one, "This flashes more than three times in a second. That can bring on a fit.", "Make it still.", ["2.3.1"]);
    } else if (whole > 5000 && !has_stop(one)) {
      fault("moves", one, "This moves for more than five seconds and cannot be stopped. Some people cannot read anything beside it.", "Make it still, or add a button that stops it.", ["2.2.2"]);
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
      doubt("motion-not-reduced", one, "This moves even for people who have asked their device for less motion. It can make them feel sick.", "Stop it inside @media (prefers-reduced-motion: reduce).", ["2.3.3"]);
      return;
    }
  }
}

// Pictures that move: the bytes tell whether there is more than one frame.
async function moving_pictures() {
  const pictures = every("img[src]").filter((i) => /\.(gif|apng|webp|png)(?:[?#]|$)|^data:image\/(gif|apng|webp)/i.test(i.currentSrc || i.src) && visible(i)).slice(0, 20);
  for (const picture of pictures) {
    try {
      const from = new URL(picture.currentSrc || picture.src, location.href);
      if (from.origin !== location.origin && from.protocol !== "data:") continue;
      const bytes = new Uint8Array(await (await fetch(from)).arrayBuffer());
      if (bytes.length < 3e6 && frames_in(bytes) > 1) fault("moves", picture, "This picture moves and cannot be stopped. Some people cannot read anything beside it.", "Use a still picture, or a film with controls.", ["2.2.2"]);
    } catch { /* it cannot be read: the browser shows nothing either */ }
  }
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
