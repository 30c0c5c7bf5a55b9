// What people press: can a keyboard reach it, does it say what it is.

const NATIVE = "a[href],area[href],button,input,select,textarea,summary,option,label,iframe,video,audio,details,dialog,body,html,main,object,embed,form";
const ACTIVE_ROLES = "[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=menuitem],[role=option],[role=slider],[role=combobox],[role=textbox],[role=spinbutton],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem],[role=searchbox]";
const KEYS = ["keydown", "keyup", "keypress"];

// What an element listens to: by attributes here, by scripts from the browser's own list.
function hears(element) {
  const found = new Set(globalThis.own_listeners?.get(element) || []);
  for (const { name } of element.attributes) if (/^on[a-z]+$/.test(name)) found.add(name.slice(2));
  return found;
}

// Whether a box that listens above answers for this one.
function heard_above(element, kinds) {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const heard = hears(at);
    if (kinds.some((kind) => heard.has(kind))) return true;
  }
  return kinds.some((kind) => hears(document.body).has(kind) || globalThis.own_page_listeners?.includes(kind));
}

// One of many of which the Tab key reaches one at a time, and the arrow keys the others.
const MANY = "[role=radiogroup],[role=tablist],[role=menu],[role=menubar],[role=listbox],[role=tree],[role=grid],[role=treegrid],[role=toolbar]";
const ONE_OF_MANY = "[role=radio],[role=tab],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=option],[role=treeitem],[role=gridcell],[role=row]";

function by_arrows(element) {
  const many = element.matches(ONE_OF_MANY) && element.parentElement?.closest(MANY);
  if (!many || !heard_above(element, KEYS) && !keys_at(many)) return false;
  const within = [many, ...every("*", many)];
  return within.some(reachable) || within.some((one) => one.id && every("[aria-controls],[aria-owns],[aria-activedescendant]").some((owner) => reachable(owner) && ["aria-controls", "aria-owns", "aria-activedescendant"].some((key) => squeeze(owner.getAttribute(key)).split(" ").includes(one.id))));
}

// What is chosen from with the arrow keys may be heard at the field or button that opens it.
const keys_at = (many) => every("[aria-controls],[aria-owns]").some((owner) => many.id && squeeze(owner.getAttribute("aria-controls") || owner.getAttribute("aria-owns")).split(" ").includes(many.id) && heard_above(owner, KEYS));

const reachable = (element) => element.tabIndex >= 0 && !element.disabled;

function controls() {
  for (const element of every("body *")) {
    if (element.closest("svg") && element.localName !== "svg") continue;
    const heard = hears(element);
    fake_control(element, heard);
    mouse_only(element, heard);
    early(element, heard);
  }
  every(ACTIVE_ROLES).forEach(role_promises);
  every("[tabindex]").forEach(stops);
  every("[accesskey]").forEach((e) => doubt("access-key", e, `The key "${e.accessKey}" is a short cut here. It gets in the way of short cuts of screen readers and browsers.`, "Take the accesskey out.", ["2.1.4"]));
  every("[draggable=true]").forEach((e) => {
    if (!e.matches("a,img") && !e.querySelector("button,[role=button]") && !hears(e).has("keydown")) doubt("drag-only", e, "This is moved by dragging. People who cannot drag need another way.", "Add buttons that do the same, such as Up and Down.", ["2.5.7", "2.1.1"]);
  });
  buttons();
  tips();
  scrolling_boxes();
  hover_only();
}

function fake_control(element, heard) {
  const pressed = ["click", "mousedown", "mouseup", "dblclick", "pointerdown", "touchstart"].find((kind) => heard.has(kind));
  if (!pressed || element.matches(NATIVE) && !element.matches("a:not([href]),label,form,body,html,main,details,dialog")) return;
  if (element.matches("body,html,main,form,dialog,[role=dialog],details,label,fieldset,section")) return;
  if (!visible(element) && !element.closest("details")) return;
  const inside = element.querySelector("a[href],button,input,select,textarea,summary,[tabindex='0']");
  if (inside && (heard.size === 1 || words_of(inside) === words_of(element)) && !element.matches("[onclick]")) return;
  if (inside && (element.querySelectorAll("a[href],button,input").length > 1 || heard.size > 1 || /dialog|modal|overlay|menu|nav/i.test(element.className))) return;
  if (!reachable(element) && by_arrows(element)) return;
  if (!reachable(element)) {
    fault("mouse-only", element, "This works with a mouse only. The keyboard does not reach it, and screen readers do not say that it can be pressed.", "Make it a <button>, or a link with an address.", ["2.1.1", "4.1.2"]);
  } else if (!heard_above(element, KEYS)) {
    fault("keys-ignored", element, "The keyboard reaches this, but Enter and Space do nothing.", "Make it a <button>.", ["2.1.1"]);
  } else if (!element.matches(ACTIVE_ROLES) && !element.getAttribute("role")) {
    fault("control-without-role", element, "Screen readers do not say that this can be pressed.", "Make it a <button>.", ["4.1.2"]);
  }
}

function mouse_only(element, heard) {
  if (element.matches("body,html")) return;
  const over = ["mouseover", "mouseenter", "pointerenter", "pointerover"].some((kind) => heard.has(kind));
  if (over && !["focus", "focusin", "keydown", "click"].some((kind) => heard.has(kind)) && element.querySelector("a,button,ul,div,span") === null) {
    fault("hover-script", element, "Something happens here when a mouse passes over. People with a keyboard or a touch screen never get it.", "Let it happen on focus too, or show it always.", ["2.1.1"]);
  } else if (over && !["focus", "focusin", "keydown"].some((kind) => heard.has(kind)) && !heard.has("click")) {
    doubt("hover-script", element, "Something happens here when a mouse passes over. People with a keyboard or a touch screen may never get it.", "Let it happen on focus too, or show it always.", ["2.1.1"]);
  }
  if (heard.has("dblclick") && !heard.has("click") && !heard.has("keydown") && element.matches(NATIVE)) {
    fault("mouse-only", element, "This needs two quick presses of a mouse.", "Let one press, or Enter, do it.", ["2.1.1"]);
  }
}

function early(element, heard) {
  const down = element.getAttribute("onmousedown") || element.getAttribute("onpointerdown") || element.getAttribute("ontouchstart");
  if (down && !heard.has("click") && element.matches("button,a[href],input")) {
    fault("acts-too-early", element, "This acts as soon as it is touched, before people can change their mind. The keyboard may not work it at all.", "Act on click.", ["2.5.2", "2.1.1"]);
  }
}

// A role promises what the keyboard and the screen reader will find.
function role_promises(element) {
  if (silent(element) || !visible(element)) return;
  const role = element.getAttribute("role"), heard = hears(element);
  const inner = /^(?:option|treeitem|menuitem|menuitemcheckbox|menuitemradio|radio|tab)$/.test(role);
  if (!reachable(element) && !inner && !element.matches("[aria-disabled=true]") && !element.closest("[aria-activedescendant]")) {
    fault("mouse-only", element, `This counts as a ${role}, but the keyboard does not reach it.`, "Make it a <button>, a link or a field.", ["2.1.1"]);
  } else if (role === "button" && !element.matches("button,input,summary") && !heard_above(element, KEYS) && (element.matches("a[href]") || reachable(element))) {
    fault("space-ignored", element, "Screen readers call this a button, but the Space key does not press it, as it does every button.", "Make it a <button>, or leave it a plain link.", ["2.1.1"]);
  }
  const state = { checkbox: "aria-checked", radio: "aria-checked", switch: "aria-checked", slider: "aria-valuenow", tab: "aria-selected", combobox: "aria-expanded" }[role];
  if (state && !element.hasAttribute(state) && !element.matches("input,select,textarea")) {
    fault("control-without-state", element, `This counts as a ${role}, but does not say whether it is on.`, `Keep ${state} up to date, or use the browser's own control.`, ["4.1.2"]);
  }
  if (!name_of(element)) fault("control-without-name", element, `This ${role} has no name.`, "Write into it what it does.", ["4.1.2"]);
}

// Stops of the keyboard that confuse.
function stops(element) {
  const value = element.getAttribute("tabindex");
  if (+value > 0) doubt("tab-order", element, `This forces its own place (${value}) in the order of the Tab key. People jump about the page.`, "Take the number out, and put things in the right order on the page.", ["2.4.3"]);
  if (+value === 0 && !element.matches(NATIVE + "," + ACTIVE_ROLES + ",[role],[contenteditable],svg") && !scrolls(element) && visible(element)) {
    const heard = hears(element);
    if (!["click", "keydown", "keyup", "mousedown", "focus", "pointerdown"].some((k) => heard.has(k)) && !element.title) doubt("needless-stop", element, "The keyboard stops here, but there is nothing to do. People think that something is broken.", "Take the tabindex out.", ["2.4.3"]);
  }
  if (+value < 0 && element.matches("a[href],button,input:not([type=hidden]),select,textarea") && visible(element) && !silent(element) && !element.closest("[role=tablist],[role=radiogroup],[role=menu],[role=menubar],[role=listbox],[role=grid],[role=toolbar],[role=tree]") && !element.disabled) {
    const twin = element.matches("a[href]") && every("a[href]").some((a) => a !== element && a.href === element.href && a.tabIndex >= 0);
    if (!twin) fault("mouse-only", element, "The keyboard is made to pass over this, so people without a mouse cannot use it.", 'Take tabindex="-1" out.', ["2.1.1"]);
  }
  if (silent(element) && reachable(element) && visible(element)) fault("silent-stop", element, "The keyboard stops here, but screen readers are told that there is nothing.", "Take aria-hidden out.", ["4.1.2"]);
}

const VAGUE_BUTTONS = /^(?:button|click|click here|submit button|btn|press|press me|click me|here|\.+|\?|>+|»|x{2,}|untitled|button \d+|foo|null|undefined)$/i;

function buttons() {
  for (const button of every("button,input[type=submit],input[type=button],[role=button]")) {
    if (!visible(button) && !button.closest("details") || silent(button)) continue;
    const name = name_of(button);
    if (!name) fault("control-without-name", button, "This button has no name. A screen reader only says that there is a button.", "Write into it what it does.", ["4.1.2"]);
    else if (VAGUE_BUTTONS.test(name)) doubt("vague-button", button, `The button "${name}" does not say what it does.`, "Write what happens when it is pressed.", ["2.4.6"]);
    title_only(button);
    const shown = squeeze(button.innerText || button.value), spoken = given_name(button);
    if (shown && spoken && /\p{L}{2}/u.test(shown) && !plain_name(spoken).includes(plain_name(shown))) {
      fault("other-name", button, `People see "${shown.slice(0, 40)}" but the name is "${spoken.slice(0, 40)}". Those who speak to their computer say what they see, and nothing happens.`, "Let the name begin with the words that are seen.", ["2.5.3"]);
    }
  }
  for (const link of every("a[href][aria-label],a[href][aria-labelledby]")) {
    const shown = squeeze(link.innerText), spoken = given_name(link);
    if (shown && spoken && /\p{L}{2}/u.test(shown) && !plain_name(spoken).includes(plain_name(shown))) fault("other-name", link, `People see "${shown.slice(0, 40)}" but the name is "${spoken.slice(0, 40)}".`, "Let the name begin with the words that are seen.", ["2.5.3"]);
  }
  for (const one of every("[aria-hidden=true]")) {
    for (const inner of [one, ...every("a[href],button,input:not([type=hidden]),select,textarea", one)]) {
      if (inner.matches("a[href],button,input,select,textarea") && reachable(inner) && visible(inner)) fault("silent-stop", inner, "The keyboard stops here, but screen readers are told that there is nothing.", "Take aria-hidden out, or make it unreachable too.", ["4.1.2"]);
    }
  }
  for (const one of every("[role=tablist],[aria-haspopup]")) {
    if (one.matches("[role=tablist]") && !one.querySelector("[role=tab]")) fault("control-without-state", one, "This counts as a row of tabs, but no tab is in it.", "Give each tab its role.", ["1.3.1", "4.1.2"]);
  }
  for (const one of every("[aria-controls],[aria-labelledby],[aria-describedby]")) {
    for (const kind of ["aria-labelledby", "aria-describedby"]) {
      const ids = squeeze(one.getAttribute(kind)).split(" ").filter(Boolean);
      if (ids.length && !ids.some((id) => document.getElementById(id))) fault("points-at-nothing", one, `Its ${kind} names an element that is not there.`, "Correct the id.", ["1.3.1", "4.1.2"]);
    }
  }
}

// A name that takes the place of the words that are seen.
const given_name = (element) => (element.matches("[aria-label],[aria-labelledby]") ? name_of(element, false) : "");
const plain_name = (text) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "").replace(/ +/g, " ").trim();

// Explanations that only a mouse brings up.
function tips() {
  for (const one of every("[title],[data-tooltip],[data-tip],[data-title],[data-original-title]")) {
    const said = squeeze(one.title || one.dataset.tooltip || one.dataset.tip || one.dataset.originalTitle || one.dataset.title);
    if (!said || one.matches("iframe,frame,abbr,dfn,html,head *,svg,svg *,link,style,img,input,select,textarea,time,section,nav,main,form,fieldset,object,video,audio,embed,area,optgroup,option,table,th,q,cite,bdo,ins,del,title") || !visible(one)) continue;
    if (!reachable(one) && said !== words_of(one)) fault("tip-by-mouse", one, "A mouse brings up an explanation here. People with a keyboard or a touch screen never see it.", "Write it into the page.", ["2.1.1"]);
    else if (reachable(one) && one.title && words_of(one) && said.toLowerCase() !== words_of(one).toLowerCase() && !one.matches("a[target]") && !squeeze(described(one)).includes(said)) doubt("tip-by-mouse", one, "A mouse brings up more words here than the page shows. People with a keyboard or a touch screen never see them.", "Write them into the page.", ["2.1.1"]);
  }
}

const scrolls = (e) => /auto|scroll/.test(style(e).overflowX + style(e).overflowY) && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2);

function scrolling_boxes() {
  for (const one of every("body *")) {
    if (!visible(one) || one.matches("textarea,select,iframe,input") || !scrolls(one)) continue;
    if (one.tabIndex < 0 && !one.querySelector("a[href],button,input,select,textarea,[tabindex='0']")) {
      fault("scroll-by-mouse", one, "This part scrolls, but the keyboard does not reach it in every browser.", 'Add tabindex="0", role="region" and a name.', ["2.1.1"]);
    }
  }
}

// Style rules that show something when a mouse passes over, and have no like for the keyboard.
function hover_only() {
  const rules = style_rules();
  const focused = rules.filter((r) => /:focus/.test(r.selectorText)).map((r) => r.selectorText).join(",");
  for (const rule of rules) {
    const { display, visibility, opacity } = rule.style;
    const shows = (display && display !== "none") || visibility === "visible" || (opacity && +opacity > 0.2) || /^(?:auto|0|\d+px|0%)$/.test(rule.style.left) || rule.style.height === "auto" || rule.style.maxHeight;
    for (const selector of rule.selectorText.split(",")) {
      if (!/:hover/.test(selector) || !shows) continue;
      const rest = selector.split(/:hover/), after = rest[rest.length - 1].trim();
      if (!after || focused.includes(after.replace(/^[>+~ ]+/, ""))) continue;
      const plain = selector.replace(/:hover/g, "");
      let hidden = [];
      try { hidden = every(plain).filter((e) => words_of(e) && !visible(e)); } catch { continue; }
      for (const one of hidden.slice(0, 3)) {
        let opener = null;
        try { opener = one.parentElement.closest(rest[0].trim().split(/[ >+~]/).pop() || "*"); } catch { /* a selector of another kind */ }
        const at = one.querySelector("a[href],button") ? one : opener && words_of(opener).length < 200 ? opener : one;
        fault("hover-only", at, "This comes up only when a mouse passes over. People with a keyboard or a touch screen never get it.", "Show it always, or let a button open it.", ["2.1.1", "1.4.13"]);
      }
    }
  }
}

// The rules of all style sheets that can be read, those inside @media and the like too.
function style_rules() {
  const found = [];
  const gather = (list) => {
    for (const rule of list) {
      if (rule.media && !matchMedia(rule.media.mediaText || "all").matches) continue;
      if (rule.selectorText) found.push(rule);
      if (rule.cssRules?.length) gather(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) {
    try { if (!sheet.disabled) gather(sheet.cssRules); } catch { /* from another website */ }
  }
  return found;
}
