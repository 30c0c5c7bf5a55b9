// What people press: can a keyboard reach it, does it say what it is.

const NATIVE = "a[href],area[href],button,input,select,textarea,summary,option,label,iframe,video,audio,details,dialog,body,html,main,object,embed,form";
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
  const many = element.closest(ONE_OF_MANY)?.parentElement?.closest(MANY);
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
    fake_control(element, hears(element));
  }
  check_each(OF_CONTROLS);
  every(BUTTONS).filter(met).forEach(title_only);
  tips();
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
  // A part of the page that a script gives the focus to, and that hears what is pressed in it.
  if (element.matches("[tabindex='-1']") && element.querySelector(HEADINGS)) return;
  if (!reachable(element)) {
    say("mouse-only", element);
  } else if (!heard_above(element, KEYS)) {
    say("keys-ignored", element);
  } else if (!element.matches(ACTIVE_ROLES) && !element.getAttribute("role")) {
    say("control-without-role", element);
  }
}

const ROLE_STATES = { checkbox: "aria-checked", radio: "aria-checked", switch: "aria-checked", slider: "aria-valuenow", tab: "aria-selected", combobox: "aria-expanded" };
const role_of = (one) => ({ role: one.getAttribute("role"), state: ROLE_STATES[one.getAttribute("role")] });
const hears_any = (one, kinds) => kinds.some((kind) => hears(one).has(kind));
const OVER = ["mouseover", "mouseenter", "pointerenter", "pointerover"], REACHED = ["focus", "focusin", "keydown"];
const FOCUSABLE = "a[href],button,input:not([type=hidden]),select,textarea";
const BUTTONS = "button,input[type=submit],input[type=button],[role=button]";
const VAGUE_BUTTONS = /^(?:button|click|click here|submit button|btn|press|press me|click me|here|\.+|\?|>+|»|x{2,}|untitled|button \d+|foo|null|undefined)$/i;
const met = (one) => (visible(one) || one.closest("details")) && !silent(one);
const ids_in = (one, key) => squeeze(one.getAttribute(key)).split(" ").filter(Boolean);
const leads_nowhere = (key) => (one) => !ids_in(one, key).some((id) => document.getElementById(id));

// Checks of one shape, as in element_checks.js.
const OF_CONTROLS = [
  ["hover-script", "body *:not(:has(a,button,ul,div,span))", (one) => hears_any(one, OVER) && !hears_any(one, [...REACHED, "click"])],
  ["hover-script/maybe", "body *", (one) => hears_any(one, OVER) && !hears_any(one, [...REACHED, "click"])],
  ["mouse-only/twice", NATIVE, (one) => hears(one).has("dblclick") && !hears_any(one, ["click", "keydown"])],
  // A role promises what the keyboard and the screen reader will find.
  ["mouse-only/role", ACTIVE_ROLES, (one) => met(one) && !reachable(one) && !one.matches(ONE_OF_MANY + ",[aria-disabled=true]") && !one.closest("[aria-activedescendant]"), "", role_of],
  ["space-ignored", "[role=button]:not(button,input,summary)", (one) => met(one) && (one.matches("a[href]") || reachable(one)) && !heard_above(one, KEYS)],
  ["control-without-state", ACTIVE_ROLES, (one) => met(one) && role_of(one).state && !one.hasAttribute(role_of(one).state) && !one.matches("input,select,textarea"), "", role_of],
  ["control-without-name", ACTIVE_ROLES, (one) => met(one) && !name_of(one), "", role_of],
  ["control-without-name/button", BUTTONS, (one) => met(one) && !name_of(one)],
  ["vague-button", BUTTONS, (one) => met(one) && VAGUE_BUTTONS.test(name_of(one)), "", (one) => ({ name: name_of(one) })],
  ["other-name", BUTTONS, (one) => met(one) && is_called_otherwise(one), "", names_of],
  ["other-name/link", "a[href]:is([aria-label],[aria-labelledby])", is_called_otherwise, "", names_of],
  // Stops of the keyboard that confuse.
  ["tab-order", "[tabindex]", (one) => +one.getAttribute("tabindex") > 0, "", (one) => ({ place: one.getAttribute("tabindex") })],
  ["needless-stop", `[tabindex="0"]:not(${NATIVE},[role],[title],[contenteditable],svg)`, (one) => !scrolls(one) && visible(one) && !hears_any(one, ["click", "keydown", "keyup", "mousedown", "focus", "pointerdown"])],
  ["mouse-only/skipped", `:is(${FOCUSABLE})[tabindex^="-"]`, (one) => visible(one) && !silent(one) && !one.closest(MANY) && !one.disabled && !has_twin(one) && !beside_keys(one)],
  ["silent-stop", "[tabindex]", (one) => silent(one) && reachable(one) && visible(one)],
  ["silent-stop/inside", `:is(${FOCUSABLE}):is([aria-hidden=true],[aria-hidden=true] *)`, (one) => reachable(one) && visible(one)],
  ...["aria-labelledby", "aria-describedby"].map((key) => ["points-at-nothing", `[${key}]:not([${key}=""])`, leads_nowhere(key), "", () => ({ kind: key })]),
];

function has_twin(link) {
  return link.matches("a[href]") && every("a[href]").some((a) => a !== link && a.href === link.href && a.tabIndex >= 0);
}

// A button for the mouse beside a field that does the same with the arrow keys.
function beside_keys(element) {
  const fields = every("[role=spinbutton],[role=slider],[role=combobox],input[type=number]", element.parentElement);
  return element.localName === "button" && fields.some((field) => reachable(field) && (field.localName === "input" && field.type === "number" || heard_above(field, KEYS)));
}

// What people see on a control, and the name that takes its place for those who listen or speak.
function names_of(one) {
  return { shown: squeeze(one.innerText || one.value), spoken: given_name(one) };
}
function is_called_otherwise(one) {
  const { shown, spoken } = names_of(one);
  return shown && spoken && /\p{L}{2}/u.test(shown) && !plain_name(spoken).includes(plain_name(shown));
}

// A name that takes the place of the words that are seen.
const given_name = (element) => (element.matches("[aria-label],[aria-labelledby]") ? name_of(element, false) : "");
const plain_name = (text) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "").replace(/ +/g, " ").trim();

// Explanations that only a mouse brings up.
function tips() {
  for (const one of every("[title],[data-tooltip],[data-tip],[data-title],[data-original-title]")) {
    const said = squeeze(one.title || one.dataset.tooltip || one.dataset.tip || one.dataset.originalTitle || one.dataset.title);
    if (!said || one.matches("iframe,frame,abbr,dfn,html,head *,svg,svg *,link,style,img,input,select,textarea,time,section,nav,main,form,fieldset,object,video,audio,embed,area,optgroup,option,table,th,q,cite,bdo,ins,del,title") || !visible(one)) continue;
    if (!reachable(one) && said !== words_of(one)) say("tip-by-mouse", one);
    else if (reachable(one) && one.title && words_of(one) && said.toLowerCase() !== words_of(one).toLowerCase() && !one.matches("a[target]") && !squeeze(described(one)).includes(said)) say("tip-by-mouse/more", one);
  }
}

const scrolls = (e) => /auto|scroll/.test(style(e).overflowX + style(e).overflowY) && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2);

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
        say("hover-only", at);
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
