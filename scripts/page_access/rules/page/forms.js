// Forms: labels, hints, groups and mistakes.

function forms() {
  for (const field of every(FIELDS).filter((f) => visible(f) || style(f).opacity === "0")) {
    labels_of(field);
    hint(field);
    wrong(field);
    purpose(field);
  }
  every("label").forEach(label);
  same_labels();
  groups();
  errors_shown();
  required();
}

function labels_of(field) {
  if (silent(field) || field.closest("[hidden]")) return;
  const named = squeeze(field.getAttribute("aria-label")) || field.hasAttribute("aria-labelledby") || (field.labels?.length && [...field.labels].some((one) => squeeze(one.textContent)));
  if (!named) {
    say("field-without-label" + (squeeze(field.placeholder) ? "/placeholder" : field.title ? "/title" : ""), field);
  } else if (field.labels?.length) {
    const hidden = [...field.labels].find((one) => { const css = style(one); return css.display === "none" || css.visibility === "hidden"; });
    if (hidden) say("hidden-label", hidden);
    if (field.labels.length > 1) {
      say("two-labels", field.labels[1]);
    }
    const one = field.labels[0];
    if (field.labels.length === 1 && one.htmlFor && visible(one) && !/checkbox|radio/.test(field.type)) far_away(one, field);
  } else if (!visible_words_near(field) && !field.closest("[role=search]") && field.type !== "search" && !squeeze(field.placeholder)) {
    say("no-visible-label", field);
  }
}

function visible_words_near(field) {
  const holder = field.closest("p,div,li,td,tr,fieldset,label") || field.parentElement;
  return Boolean(words_of(holder));
}

// A label far to the left of its field is lost when the page is made larger.
function far_away(one, field) {
  const range = document.createRange();
  range.selectNodeContents(one);
  const said = range.getBoundingClientRect(), at = box(field);
  const gap = at.left - said.right;
  if (said.width && gap > 100 && said.bottom > at.top && said.top < at.bottom) {
    say("label-far-away", one);
  }
}

function label(one) {
  if (!squeeze(name_of(one)) && !one.querySelector("img[alt]")) {
    say("empty-label", one);
    return;
  }
  if (one.hasAttribute("for")) {
    const target = document.getElementById(one.htmlFor);
    if (!target) say("label-for-nothing", one);
    else if (!target.matches("input,select,textarea,button,meter,output,progress") && !target.localName.includes("-")) {
      say("label-for-nothing/no-field", one);
    }
  } else if (!one.control && !one.querySelector("slot")) {
    say("label-for-nothing/alone", one);
  }
}

function same_labels() {
  const met = new Map();
  for (const field of every(FIELDS + ",button").filter(visible)) {
    if (field.localName === "button" || /radio|checkbox/.test(field.type) && field.closest("fieldset,[role=radiogroup],[role=group],table")) continue;
    const said = name_of(field).toLowerCase();
    const group = field.closest("fieldset,[role=group],tr");
    const key = said + "\n" + (group ? number(group) : number(field.form || document.body));
    if (said && met.has(key)) {
      const at = field.labels?.[0] && words_of(field.labels[0]) ? field.labels[0] : field;
      say("same-label", at, { words: said });
    }
    met.set(key, field);
  }
}

// Words that explain a field stand beside it but are not joined to it.
function hint(field) {
  if (field.hasAttribute("aria-describedby") || field.hasAttribute("aria-errormessage") || /radio|checkbox|hidden/.test(field.type)) return;
  const label = field.labels?.[0];
  const joined = squeeze(label?.textContent) + " " + squeeze(field.getAttribute("aria-label")) + (field.getAttribute("aria-labelledby") || "");
  const next = field.nextElementSibling, after = next?.localName === "br" ? next.nextElementSibling : next;
  const near = [after, field.previousElementSibling, field.closest("div,p,td")?.querySelector("[class*=hint i],[class*=help i],[class*=error i]")];
  for (const one of near) {
    if (!one || one.contains(field) || one.matches("label,input,select,textarea,button,a,br,hr,legend,script,img,svg,datalist,h1,h2,h3,h4,h5,h6,ul,ol,table,form,fieldset") || one.querySelector("input,select,textarea,button,label")) continue;
    const said = words_of(one);
    if (!said || said === "*" || !visible(one) || said.length > 200 || joined.includes(said) || label?.contains(one)) continue;
    const is_hint = /hint|help|note|desc|error|instruction|example|format/i.test(one.className + one.id) || one.matches("span,small,em,i") || /\b(for example|e\.g\.|such as|must|format|dd|enter|at least|characters|like this|optional|required|use)\b/i.test(said);
    if (is_hint) {
      say("hint-apart", one);
      return;
    }
  }
}

// A field marked as wrong must say so in words, and say what would be right.
function wrong(field) {
  if (field.disabled || field.readOnly) return;
  const css = style(field), told = error_words(field);
  const red = ["Top", "Left", "Bottom"].some((s) => parseFloat(css[`border${s}Width`]) >= 1 && is_reddish(colour(css[`border${s}Color`]))) || (css.outlineStyle !== "none" && is_reddish(colour(css.outlineColor)));
  const red_ground = is_reddish(colour(css.backgroundColor)) && colour(css.backgroundColor)[3] > 0 || is_pinkish(colour(css.backgroundColor));
  const marked = field.getAttribute("aria-invalid") === "true" || /\b(?:error|invalid|is-invalid|has-error|wrong)\b/i.test(field.className.toString().replace(/[-_]/g, " ")) || /\b(?:error|invalid|is-invalid|has-error)\b/i.test((field.parentElement?.className || "").toString().replace(/[-_]/g, " "));
  if (FORCED) return;
  if ((red || red_ground) && !told && others_differ(field)) {
    say("wrong-by-colour", field);
  } else if (marked && !told) {
    say("wrong-without-words", field);
  }
}

const is_pinkish = ([r, g, b, a]) => a > 0 && r > 230 && r - g > 25 && r - b > 15;

function others_differ(field) {
  const others = every(FIELDS, field.form || document).filter((o) => o !== field && o.localName === field.localName || o.type === "text");
  return others.length < 2 || others.some((o) => style(o).borderTopColor !== style(field).borderTopColor || style(o).backgroundColor !== style(field).backgroundColor) || field.matches(".error,[class*=error],[aria-invalid=true]");
}

function error_words(field) {
  const joined = squeeze(described(field) + " " + squeeze((field.getAttribute("aria-errormessage") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ")));
  const holder = field.closest("div,p,li,td,fieldset") || field.parentElement;
  const near = words_of(holder).replace(squeeze(field.labels?.[0] && !/error|wrong|enter|must|invalid|valid|need/i.test(words_of(field.labels[0])) ? field.labels[0].textContent : ""), "");
  return joined || (SAYS_WHAT.test(near) ? near : "") || group_error(field);
}

const SAYS_WHAT = /\b(error|wrong|enter|must|invalid|valid|missing|required|check|cannot|can't|need|please|choose|select|tell us|forgot|not)\b/i;

// What is said once for a group of fields, such as the three of a date, counts for each of them.
function group_error(field) {
  const group = field.closest("fieldset,[role=group],[role=radiogroup]");
  if (!group) return "";
  const ids = squeeze(["aria-describedby", "aria-errormessage"].map((key) => group.getAttribute(key) || "").join(" ")).split(" ");
  const told = [...ids.map((id) => id && document.getElementById(id)), ...every("[role=alert],[class*=error i],[id*=error i]", group)];
  const is_error = (one) => /error|invalid|alert/i.test(one.className + one.id + (one.getAttribute("role") || "")) || /\b(error|wrong|invalid|missing|problem)\b/i.test(words_of(one));
  return told.filter((one) => one && !one.matches(FIELDS) && !one.querySelector(FIELDS) && words_of(one) && visible(one) && is_error(one)).map(words_of).join(" ");
}

// Messages about mistakes that leave people alone with them.
const BARE = /^(?:(?:an? )?(?:error|mistake|problem)s?[!.:]?(?: (?:code|number|no\.?)?\s*[#\w]*\d+)?|(?:this |the |your )?(?:\w+ ){0,5}(?:is |are |was |has been )?(?:an? )?(?:invalid|incorrect|wrong|not valid|not correct|not recogni[sz]ed|not accepted|failed|rejected|bad|in the wrong format|an error)(?: (?:input|value|entry|data|format|field|\w+))?|(?:error|invalid|incorrect|wrong|bad)[:,]? (?:\w+ ?){1,4}|there (?:is|was|has been) (?:an?|some) (?:error|problem|mistake)s?(?: (?:with|in|on) (?:\w+ ?){1,6})?|something went wrong|validation (?:error|failed)|(?:please )?(?:correct|fix) (?:the |this |your )?errors?(?: below| above)?|please try again|form (?:error|invalid|not submitted))[!.]*$/i;

function errors_shown() {
  for (const one of every("[class*=error i],[class*=invalid i],[role=alert],[id*=error i],[class*=warning i],[class*=alert i],span,p,strong,label")) {
    if (!visible(one) || one.querySelector("input,select,textarea,p,li,div") || !one.closest("form,fieldset,[role=alert],[class*=error i],[class*=form i],main")) continue;
    const said = words_of(one);
    if (!said || said.length > 90) continue;
    const flagged = /error|invalid|alert|warn/i.test(one.className + one.id + (one.getAttribute("role") || "")) || is_reddish(colour(style(one).color));
    if (!flagged || !BARE.test(said.replace(/^error: /i, ""))) continue;
    if (one.parentElement?.matches("[class*=error i],[role=alert]") && words(words_of(one.parentElement)).length > words(said).length + 3) continue;
    say("error-without-help", one, { words: said });
  }
}

// Boxes or circles that belong together need a group with a name.
function groups() {
  for (const kind of ["radio", "checkbox"]) {
    const sets = new Map();
    for (const box of every(`input[type=${kind}]`)) {
      if (box.closest("fieldset,[role=radiogroup],[role=group],table,[role=listbox],[role=menu]")) continue;
      const holder = kind === "radio" ? "name:" + box.name + number(box.form || document.body) : "in:" + number(box.closest("ul,ol,form,section,fieldset") || document.body);
      sets.set(holder, [...(sets.get(holder) || []), box]);
    }
    for (const set of sets.values()) {
      if (set.length < 2 || (kind === "checkbox" && !close_together(set))) continue;
      for (const one of set.slice(0, 1)) say("group-missing", one, { count: set.length });
    }
  }
}

function close_together(set) {
  const between = every(FIELDS, document).filter((f) => set[0].compareDocumentPosition(f) & 4 && f.compareDocumentPosition(set[set.length - 1]) & 4);
  return between.every((f) => f.type === "checkbox");
}

// A field that must be filled in, told by colour alone.
function required() {
  if (FORCED) return;
  for (const field of every(FIELDS).filter(visible)) {
    const label = field.labels?.[0];
    if (!label || !(field.required || field.getAttribute("aria-required") === "true" || /required|mandatory/i.test(field.className + label.className + (label.parentElement?.className || "")))) continue;
    const said = words_of(label);
    const red = [label, ...every("*", label)].some((e) => is_reddish(colour(style(e).color)));
    const others = every("label").filter((l) => l !== label && l.control && !l.control.required && visible(l));
    if (red && !/\*|required|must|mandatory|needed/i.test(said + described(field)) && others.some((l) => !is_reddish(colour(style(l).color)))) {
      say("required-by-colour", label);
    }
  }
}

// Fields about the person that the browser could fill in.
const ABOUT_ME = [
  [/^(?:your )?(?:full )?name$|^full name/i, "name"], [/^(?:your )?(?:first|given) name/i, "given-name"], [/^(?:your )?(?:last name|surname|family name)/i, "family-name"],
  [/^(?:your )?e-?mail(?: address)?\b/i, "email"], [/^(?:your )?(?:tele)?(?:phone|mobile)(?: number)?\b/i, "tel"], [/^(?:your )?post ?code\b/i, "postal-code"],
  [/^(?:your )?date of birth\b/i, "bday"], [/^(?:your )?(?:home )?address(?: line 1)?$/i, "street-address"],
];

function purpose(field) {
  if (field.autocomplete && field.autocomplete !== "on" || field.hasAttribute("autocomplete") || !/^(?:text|email|tel|url|textarea|)$/.test(field.type) || field.disabled) return;
  const said = name_of(field);
  const found = ABOUT_ME.find(([pattern]) => pattern.test(said));
  if (found && !/child|their|partner|other|school|friend/i.test(said)) {
    say("autocomplete", field, { kind: found[1] });
  }
}
