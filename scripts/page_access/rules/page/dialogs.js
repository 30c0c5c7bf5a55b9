// What comes and goes when something is pressed; it follows dom_helpers.js.

const LIVE = "[role=status],[role=alert],[role=log],[aria-live=polite],[aria-live=assertive],output,[role=progressbar]";
const DIALOG = "dialog,[role=dialog],[role=alertdialog],[aria-modal=true]";
const shown_now = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box(e).width > 1 && box(e).height > 1;

// What can be pressed and what can be chosen from, by their places among all elements.
function pressable() {
  const all = every("*"), heard = globalThis.own_listeners || new Map();
  const page = (globalThis.own_page_listeners || []).concat(heard.get(document.body) || []);
  const hears = (e) => heard.get(e) || [];
  const scripted = [...document.scripts].some((s) => !s.type || /javascript|module/.test(s.type)) || every("[onclick],[onchange],[oninput]").length > 0;
  const submits = (e) => e.form && (e.type === "submit" || e.type === "image");
  const leads = (e) => e.matches("a[href]") && !/^(?:#|javascript:)/.test(e.getAttribute("href"));
  const pressed = (e) => e.hasAttribute("onclick") || hears(e).includes("click") || page.includes("click") && e.matches("button,[role=button],a[href='#']");
  const press = all.filter((e) => !submits(e) && !leads(e) && !e.matches("body,html,main,summary,label,input:not([type=button])") && e.checkVisibility() && pressed(e));
  const minds = (e) => [e, e.form, e.closest("fieldset")].some((one) => one && (one.hasAttribute("onchange") || one.hasAttribute("oninput") || hears(one).some((kind) => /^(?:change|input)$/.test(kind)))) || page.some((kind) => /^(?:change|input)$/.test(kind));
  const choose = all.filter((e) => e.matches("select,input[type=radio]:not(:checked),input[type=checkbox]") && !e.disabled && e.checkVisibility() && (e.localName !== "select" || e.options.length > 1) && (minds(e) || hears(e).includes("click") || e.hasAttribute("onclick")));
  return { press: press.map((e) => all.indexOf(e)), choose: choose.map((e) => all.indexOf(e)), scripted };
}

// Everything on the page that can be seen, with its own words.
const picture = () => new Map(every("body *").filter((e) => !e.matches("script,style,option") && shown_now(e)).map((e) => [e, own_text(e)]));

globalThis.own_press = {
  // Where the page would go to another, it is noted at once: the browser takes a while to go.
  leads: false,
  watch() {
    globalThis.navigation?.addEventListener("navigate", ({ hashChange, destination, downloadRequest }) => {
      if (!hashChange && !destination.sameDocument && downloadRequest === null) this.leads = true;
    });
    globalThis.open = () => { this.leads = true; return null; };
  },
  remember() { this.before = picture(); },
  at(index) { return document.querySelectorAll("*")[index]; },
  press(index) {
    const e = this.at(index);
    if (!e) return false;
    this.opener = e;
    this.remember();
    e.focus?.();
    this.state = state_of(e);
    e.click();
    return true;
  },
  name(index) { return start(this.at(index)); },
  choose(index) {
    const e = this.opener = this.at(index);
    e.focus();
    if (e.localName !== "select") return e.click();
    e.selectedIndex = (e.selectedIndex + 1) % e.options.length;
    e.dispatchEvent(new Event("input", { bubbles: true }));
    e.dispatchEvent(new Event("change", { bubbles: true }));
  },
  // Whether the focus has been taken away to something else.
  taken() {
    const at = document.activeElement;
    return Boolean(at) && at !== document.body && at !== this.opener && this.opener.isConnected;
  },
  // What is on the screen now and was not before, its outermost parts only.
  came() {
    const fresh = [...picture()].filter(([e, text]) => (!this.before.has(e) || (text && this.before.get(e) !== text)) && !this.opener?.contains(e)).map(([e]) => e);
    return fresh.filter((e) => !fresh.includes(e.parentElement) && (words_of(e) || e.querySelector("img,button,a,input")));
  },
  judge() {
    const came = this.came(), dialog = came.map(as_dialog).find(Boolean) || null;
    this.dialog = dialog;
    // What a control says of itself is no message: its name may change with what it does.
    this.message = dialog ? null : came.find((e) => words_of(e) && !e.closest("button,a,summary,label," + ACTIVE_ROLES)) || null;
    if (dialog) {
      const close = every("*", dialog).filter((e) => /^(?:close|cancel|done|ok|dismiss|×|✕|✖|x|\[x\]|close ×|close window|close this.*)$/i.test(name_of(e) || words_of(e)) || /(^|[-_ ])close/i.test(e.className.toString() + " " + e.id)).filter((e) => shown_now(e));
      const stuck = close.length && !close.some((e) => e.tabIndex >= 0 || e.closest("a[href],button") || e.querySelector("a[href],button")) ? close[close.length - 1] : null;
      return { dialog: start(dialog), focused: dialog.contains(document.activeElement) && document.activeElement !== document.body, close: stuck ? start(stuck) : "", modal: is_modal(dialog), named: Boolean(dialog.getAttribute("role") || dialog.localName === "dialog"), title: Boolean(dialog.getAttribute("aria-label") || dialog.getAttribute("aria-labelledby")) };
    }
    const m = this.message, opener = this.opener;
    if (!m) return {};
    const live = Boolean(m.closest(LIVE) || m.matches(LIVE) || m.querySelector(LIVE));
    const folds = state_of(opener) !== this.state || opener.hasAttribute("aria-expanded") || opener.hasAttribute("aria-controls") || opener.matches("summary") || opener.hasAttribute("aria-pressed") || opener.hasAttribute("aria-selected");
    const inside = m.contains(document.activeElement) || document.activeElement?.matches?.(HEADINGS) && m.contains(document.activeElement);
    const short = words(words_of(m)).length <= 40 && !m.querySelector("a,button,input,ul,ol,table,p + p");
    return { message: start(m), text: words_of(m).slice(0, 60), live, folds, inside, short, opener: start(opener) };
  },
  gone() { return Boolean(this.message) && (!this.message.isConnected || !shown_now(this.message) || !words_of(this.message)); },
  open() { return Boolean(this.dialog) && this.dialog.isConnected && shown_now(this.dialog); },
  enter() {
    const first = every("a[href],button,input,select,textarea,[tabindex='0']", this.dialog).find((e) => shown_now(e) && !e.disabled);
    (first || this.dialog).focus();
    return Boolean(first);
  },
  outside() {
    const at = document.activeElement;
    return Boolean(at) && at !== document.body && at !== document.documentElement && !this.dialog.contains(at) && !at.matches(DIALOG) ? start(at) : "";
  },
  back() { const at = document.activeElement; return at === this.opener || this.opener.contains(at) || at?.contains(this.opener) && at !== document.body; },
  changed() { return this.came().filter((e) => words_of(e) && !e.closest(LIVE) && !e.closest("[role=timer]")).slice(0, 2).map(start); },
};

// All that a screen reader is told of how a control stands, and of the one among many that is chosen.
const STATES = ["checked", "expanded", "pressed", "selected", "current", "activedescendant", "valuenow", "valuetext"].map((name) => "aria-" + name);
const state_of = (e) => JSON.stringify([e, e.parentElement?.closest("[role]"), ...every("[role],[aria-expanded],[aria-pressed]", e)].filter(Boolean).map((one) => [one.checked, ...STATES.map((name) => one.getAttribute(name))]));

// What opens below a control to be chosen from is no window, wherever it lies.
const CHOICES = "[role=listbox],[role=menu],[role=tree],[role=grid],[role=tooltip],[role=tabpanel]";

// The dialog that came, or the one inside a veil that came.
function as_dialog(e) {
  if (e.matches(DIALOG)) return e;
  if (e.matches(CHOICES) || every(CHOICES, e).some((one) => words_of(one) === words_of(e))) return null;
  const inner = e.querySelector(DIALOG);
  if (inner && shown_now(inner)) return inner;
  const css = style(e), { width, height } = box(e), named = /modal|dialog|lightbox|popup|pop-up|overlay/i.test(e.className + " " + e.id);
  const laid = /fixed|absolute/.test(css.position) && width * height > innerWidth * innerHeight * 0.08;
  return words_of(e) && (named || laid && (css.position === "fixed" || +css.zIndex > 0)) && !e.matches(LIVE) ? e : null;
}

function is_modal(dialog) {
  if (dialog.getAttribute("aria-modal") === "true" || dialog.matches(":modal")) return true;
  const { width, height } = box(dialog);
  return /fixed|absolute/.test(style(dialog).position) && width * height > innerWidth * innerHeight * 0.3 || /modal|lightbox|overlay/i.test(dialog.className + dialog.id + (dialog.parentElement?.className || ""));
}
