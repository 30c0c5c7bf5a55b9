// What the walk with the Tab key remembers; it follows dom_helpers.js.

const PARTS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "backgroundImage", "borderTopColor",
  "borderTopWidth", "borderBottomColor", "borderBottomWidth", "borderLeftWidth", "borderLeftColor", "color", "textDecorationLine", "textDecorationThickness", "transform",
  "opacity", "filter", "fontWeight", "clipPath", "left", "top", "width", "height"];

// Things that may show the focus of an element: itself, its label, what is beside and around it.
function shows_focus(element) {
  return [element, element.parentElement, element.nextElementSibling, element.firstElementChild, element.labels?.[0], element.labels?.[0]?.firstElementChild].filter((e) => e && e !== document.body);
}

function looks_of(element) {
  return shows_focus(element).map((e) => [null, "::before", "::after"].map((part) => { const css = style(e, part); return PARTS.map((p) => (p.startsWith("outline") && css.outlineStyle === "none" ? "" : css[p])).join(";"); }).join("|"));
}

const can_stop = (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]");
const candidates = () => every("a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable=''],[contenteditable=true],iframe,video[controls],audio[controls]").filter(can_stop);

const MOMENT = 300; // milliseconds in which what was left may take the focus back
const MOST_WAITS = 12; // fields of one page for which we wait so long

const minds_leaving = (e) => ["blur", "focusout"].some((kind) => e.hasAttribute("on" + kind) || globalThis.own_listeners?.get(e)?.includes(kind));

globalThis.own_walk = {
  before: new Map(), met: new Map(), hot: [], bounced: new Set(), last: null, leading: [], patience: MOST_WAITS,
  begin() {
    document.activeElement?.blur?.();
    getSelection().removeAllRanges();
    document.documentElement.style.scrollBehavior = "auto";
    scrollTo(0, 0);
    for (const e of candidates()) this.before.set(e, looks_of(e));
    // Heard on their way down, before a script of the element can give the focus away. The first
    // focus of a press is the browser's own move; any other is the work of a script.
    addEventListener("focus", this.note = ({ target }) => { this.hot.push({ target, moved: this.moves }); this.moves = false; }, true);
    addEventListener("keydown", this.noteKey = (event) => {
      this.key = event;
      this.moves = true;
      setTimeout(() => { this.moves = false; }); // before any timer that the press itself sets
    }, true);
    // Where a page or window would open, it is noted what had the focus then, and none opens: a
    // browser takes a while to go, and would be found to have gone from somewhere further on.
    globalThis.navigation?.addEventListener("navigate", this.noteWay = (event) => {
      if (event.hashChange || event.destination.sameDocument || event.downloadRequest !== null || !event.cancelable) return;
      event.preventDefault();
      this.leading.push(document.activeElement);
    });
    this.open = globalThis.open;
    globalThis.open = () => { this.leading.push(document.activeElement); return null; };
    return this.before.size;
  },
  end() {
    globalThis.navigation?.removeEventListener("navigate", this.noteWay);
    globalThis.open = this.open;
    removeEventListener("focus", this.note, true);
    removeEventListener("keydown", this.noteKey, true);
    document.activeElement?.blur?.();
    if (!document.documentElement) return; // a script has wiped the page
    document.documentElement.style.scrollBehavior = "";
    if (document.documentElement.getAttribute("style") === "") document.documentElement.removeAttribute("style");
    scrollTo(0, 0);
  },
  // Until the scripts that a press has set going have done their work: no clock of the computer
  // tells how long that takes, but their timers come in turn, and those of this function after them.
  async rest() {
    const left = this.last, waits = left?.isConnected && minds_leaving(left);
    for (let calm = 0, count = this.hot.length; calm < 2; calm = this.hot.length === count ? calm + 1 : 0) {
      count = this.hot.length;
      await new Promise((done) => setTimeout(done));
    }
    // What hears that it is left may take the focus back a moment later.
    if (waits && document.activeElement !== left && this.patience-- > 0) {
      await new Promise((done) => {
        const stop = setTimeout(done, MOMENT);
        left.addEventListener("focus", () => { clearTimeout(stop); setTimeout(done); }, { once: true });
      });
    }
  },
  // After one press of Tab: which element holds the focus now, and how it shows it. ``kept`` says
  // that a script, and not the browser, has left it there or brought it back.
  async now() {
    await this.rest();
    const left = this.last, back = this.hot.some(({ target, moved }) => target === left && !moved);
    const kept = Boolean(back || this.key?.defaultPrevented || this.hot.filter(({ target }) => target.nodeType === 1).length > 1);
    for (const { target } of this.hot) if (!back && target !== document.activeElement && target.nodeType === 1) this.bounced.add(target);
    const led = this.leading.filter((one) => one && one !== document.body).map(start);
    this.hot = [];
    this.key = null;
    this.leading = [];
    const e = document.activeElement;
    this.last = e;
    if (!e || e === document.body || e === document.documentElement) return { number: -1, led };
    if (this.met.has(e)) return { number: number(e), led, again: true, kept: kept && !e.closest("[aria-modal=true]") && !e.closest("dialog:modal"), inner: e.matches("iframe,video,audio,input[type=date],input[type=time],input[type=month],input[type=week],input[type=datetime-local]"), element: start(e) };
    this.met.set(e, this.met.size);
    looks_of(e);
    for (const part of shows_focus(e)) for (const run of part.getAnimations({ subtree: false })) try { run.finish(); } catch { /* endless */ }
    let place = this.place(e);
    if (place.unseen || place.covered) {
      // The browser may scroll to it only with the next picture that it draws.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      place = this.place(e);
    }
    const looks = looks_of(e), was = this.before.get(e) || [];
    const changed = looks.some((look, i) => was[i] !== undefined && look !== was[i]) || !was.length;
    return { number: number(e), led, element: start(e), changed, ...place, weak: changed ? this.weak_ring(e, was) : 0, dim: this.dim(e) };
  },
  // Where the focus is: seen, off the screen, or under something that sticks to the screen.
  place(e) {
    const shown = [e, e.labels?.[0]].filter(Boolean).find((x) => { const r = box(x); return r.width > 2 && r.height > 2 && x.checkVisibility({ opacityProperty: true }) && !clipped(x); });
    if (!shown) return { unseen: !e.matches("iframe") };
    const r = box(shown);
    // A link around a picture is a line high: what is in it counts too.
    const inside = [shown, ...shown.children].map(box).some((q) => q.bottom > 0 && q.right > 0 && q.top < innerHeight && q.left < innerWidth);
    if (!inside) return { unseen: true };
    const rects = [...shown.getClientRects()].filter((q) => q.width > 1 && q.height > 1);
    const points = (rects.length ? rects : [r]).flatMap((q) => [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => [q.left + q.width * x, q.top + q.height * y])).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const covers = points.map(([x, y]) => document.elementFromPoint(x, y)).map((top) => (top && (shown.contains(top) || top.contains(shown) || e.labels && [...e.labels].some((l) => l.contains(top))) ? null : top));
    const over = covers.length && covers.every(Boolean) ? covers.find((top) => laid_over(top)) : null;
    return { covered: over ? start(over) : "" };
  },
  // The contrast of a ring that is the only sign of focus; 0 where there is nothing to say.
  weak_ring(e, was) {
    const css = style(e), [before] = was;
    if (FORCED || css.outlineStyle === "none" || css.outlineStyle === "auto" || !parseFloat(css.outlineWidth)) return 0;
    const others = PARTS.filter((p) => !p.startsWith("outline")).some((p) => { const i = PARTS.indexOf(p); return before?.split("|")[0].split(";")[i] !== css[p]; });
    const behind = e.parentElement && backdrop(e.parentElement);
    if (others || !behind) return 0;
    const ratio = contrast(over(colour(css.outlineColor), behind), behind);
    return ratio < 3 ? ratio : 0;
  },
  // The contrast of the words while they have the focus, where it is too low then and not before.
  dim(e) {
    const behind = backdrop(e);
    if (FORCED || !behind || !words_of(e) || e.matches("select,input,textarea,iframe")) return 0;
    const css = style(e), ratio = contrast(over(colour(css.color), behind), behind);
    return ratio < (is_large(e) ? 3 : 4.5) && own_text(e) ? ratio : 0;
  },
  left() { return [...this.before.keys()].filter((e) => !this.met.has(e) && !this.bounced.has(e) && can_stop(e) && !(e.type === "radio")).map(start); },
  thrown() { return [...this.bounced].filter((e) => !this.met.has(e) && e.isConnected && e !== document.body).map(start); },
  // Goes on behind an element that would not let the keyboard out.
  step_over(list) {
    const all = candidates(), last = Math.max(...list.map((n) => all.findIndex((e) => number(e) === n)));
    document.activeElement?.blur?.();
    const next = all.slice(last + 1).find((e) => !this.met.has(e));
    if (!next) return false;
    next.focus();
    return document.activeElement === next;
  },
  box_of(n) { const e = [...numbers].find(([, m]) => m === n)?.[0], r = e && box(e); return r && { x: Math.max(0, r.left - 6), y: Math.max(0, r.top - 6), width: Math.min(innerWidth, r.width + 12), height: Math.min(innerHeight, r.height + 12) }; },
  give(n, on) { const e = [...numbers].find(([, m]) => m === n)?.[0]; if (on) e?.focus(); else e?.blur(); },
};

const clipped = (e) => { const css = style(e); return css.clip !== "auto" && /rect\(0|rect\(1px/.test(css.clip) || /inset\((?:50|100)%/.test(css.clipPath); };
function laid_over(top) {
  for (let at = top; at && at !== document.body; at = at.parentElement) if (/fixed|sticky|absolute/.test(style(at).position)) return true;
  return false;
}
