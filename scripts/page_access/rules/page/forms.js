// Forms: labels, hints, groups and mistakes.

function forms() {
  for (const field of every(FIELDS).filter((f) => visible(f) || style(f).opacity === "0")) {
    labels_of(field);
    hint(field);
    wrong(field);
    purpose(field);
  }
  for (const field of every("select[onchange],input[onchange]")) {
    if (/submit|location|href|window\.open|open\(/.test(field.getAttribute("onchange"))) moves_on(field);
  }
  every("label").forEach(label);
  same_labels();
  groups();
  errors_shown();
  required();
}

function moves_on(field) {
  fault("moves-on-change", field, "Choosing something here takes people to another place at once. With a keyboard nobody can look through the choices first.", "Add a button, and go on only when it is pressed.", ["3.2.2"]);
}

function labels_of(field) {
  if (silent(field) || field.closest("[hidden]")) return;
  const named = squeeze(field.getAttribute("aria-label")) || field.hasAttribute("aria-labelledby") || (field.labels?.length && [...field.labels].some((one) => squeeze(one.textContent)));
  if (!named) {
    const how = squeeze(field.placeholder) ? "Only the grey words in it say what to type here. They vanish when people begin to type." : field.title ? "Only a title says what this field is for. People with a keyboard or a touch screen never see it." : "Nothing says what this field is for. A screen reader only says that there is one.";
    fault("field-without-label", field, how, "Add a <label> with its words beside the field, and join the two with for and id.", ["3.3.2", "4.1.2"]);
  } else if (field.labels?.length) {
    const hidden = [...field.labels].find((one) => { const css = style(one); return css.display === "none" || css.visibility === "hidden"; });
    if (hidden) fault("hidden-label", hidden, "This label is hidden from everybody, so a screen reader does not read it either.", "Show it. To hide it from sight only, move it off the screen in the style sheet.", ["1.3.1", "3.3.2"]);
    if (field.labels.length > 1) {
      doubt("two-labels", field.labels[1], "This field has two labels. Screen readers differ in which they read.", "Keep one label for each field.", ["3.3.2"]);
    }
    const one = field.labels[0];
    if (field.labels.length === 1 && one.htmlFor && visible(one) && !/checkbox|radio/.test(field.type)) far_away(one, field);
  } else if (!visible_words_near(field) && !field.closest("[role=search]") && field.type !== "search" && !squeeze(field.placeholder)) {
    doubt("no-visible-label", field, "This field has a name for screen readers, but nobody can see what it is for.", "Show a label beside it.", ["3.3.2"]);
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
    doubt("label-far-away", one, "This label stands far from its field. People who enlarge the page see one without the other.", "Put the label above the field.", ["1.3.1"]);
  }
}

function label(one) {
  if (!squeeze(name_of(one)) && !one.querySelector("img[alt]")) {
    fault("empty-label", one, "This label has no words.", "Write into it what the field is for, or take it out.", ["3.3.2", "2.4.6"]);
    return;
  }
  if (one.hasAttribute("for")) {
    const target = document.getElementById(one.htmlFor);
    if (!target) fault("label-for-nothing", one, "This label names a field that is not there, so it belongs to none.", "Give the field this name as its id.", ["1.3.1", "4.1.2"]);
    else if (!target.matches("input,select,textarea,button,meter,output,progress") && !target.localName.includes("-")) {
      fault("label-for-nothing", one, "This label names something that is no field.", "Join it to the field: its for must be the id of the field.", ["1.3.1"]);
    }
  } else if (!one.control && !one.querySelector("slot")) {
    doubt("label-for-nothing", one, "This label belongs to no field. A screen reader does not read it with one.", "Join it to its field with for and id.", ["1.3.1", "3.3.2"]);
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
      doubt("same-label", at, `Two fields have the label "${said.slice(0, 50)}". People cannot tell which is which.`, "Give each field its own words.", ["2.4.6", "3.3.2"]);
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
      fault("hint-apart", one, "These words help with the field beside them, but are not joined to it. A screen reader does not read them with the field.", "Give them an id, and write that id into the field's aria-describedby.", ["1.3.1"]);
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
    fault("wrong-by-colour", field, "Only its colour shows that something is wrong with this field. People who cannot see the colour do not know.", "Write beside the field what is wrong, and join the words to it with aria-describedby.", ["1.4.1", "3.3.1"]);
  } else if (marked && !told) {
    fault("wrong-without-words", field, "This field is marked as wrong, but no words say what is wrong.", "Write beside the field what is wrong and what to do.", ["3.3.1", "3.3.3"]);
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
    if (!flagged || !BARE.test(said)) continue;
    if (one.parentElement?.matches("[class*=error i],[role=alert]") && words(words_of(one.parentElement)).length > words(said).length + 3) continue;
    doubt("error-without-help", one, `The message "${said}" does not say what would be right.`, 'Say what to do, such as "Enter a date like 31 3 2026".', ["3.3.3"]);
  }
}

// Boxes or circles that belong together need a group with a name.
function groups() {
  for (const group of every("fieldset")) {
    const legend = group.querySelector(":scope > legend");
    if (!legend && !group.getAttribute("aria-label") && !group.getAttribute("aria-labelledby")) {
      fault("group-without-name", group, "These fields are a group, but nothing says what the group asks.", "Add a <legend> with the question as the first thing in the <fieldset>.", ["1.3.1", "3.3.2"]);
    }
  }
  for (const legend of every("legend")) {
    if (!squeeze(name_of(legend))) fault("empty-legend", legend, "The name of this group has no words.", "Write the question into it.", ["1.3.1", "3.3.2"]);
  }
  for (const kind of ["radio", "checkbox"]) {
    const sets = new Map();
    for (const box of every(`input[type=${kind}]`)) {
      if (box.closest("fieldset,[role=radiogroup],[role=group],table,[role=listbox],[role=menu]")) continue;
      const holder = kind === "radio" ? "name:" + box.name + number(box.form || document.body) : "in:" + number(box.closest("ul,ol,form,section,fieldset") || document.body);
      sets.set(holder, [...(sets.get(holder) || []), box]);
    }
    for (const set of sets.values()) {
      if (set.length < 2 || (kind === "checkbox" && !close_together(set))) continue;
      for (const one of set.slice(0, 1)) fault("group-missing", one, `These ${set.length} choices belong together, but nothing joins them. A screen reader does not read the question with them.`, "Put them into a <fieldset> with the question as its <legend>.", ["1.3.1", "3.3.2"]);
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
      fault("required-by-colour", label, "Only its colour shows that this field must be filled in.", 'Write "(required)" into the label, or "(optional)" into the others.', ["1.4.1", "3.3.2"]);
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
    fault("autocomplete", field, "This field asks about the person, but the browser cannot fill it in for them. That is hard for people who type with effort or forget.", `Add autocomplete="${found[1]}".`, ["1.3.5"]);
  }
}
