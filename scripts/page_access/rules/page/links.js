// Links.

const VAGUE = new Set(("click here|here|click|this|this page|this link|link|more|read more|find out more|learn more|more info|"
  + "more information|info|information|see here|see more|continue|continue reading|details|more details|website|web site|page|download|go|view|"
  + "view more|read this|read on|start|open|next|tap here|press here|full story|visit|visit website|visit site|our website|follow this link|follow link|this website|over here|"
  + "click for more|click this|click this link|click here for more|click here for more information|link here|show more|see this|see details|view details|article|document|file|pdf|for more|another link|click me|button").split("|"));
const FILES = /\.(pdf|docx?|xlsx?|pptx?|csv|zip|odt|ods|rtf|epub|mp3|mp4)(?:[?#]|$)/i;
const FILE_WORDS = /\b(pdf|word|excel|powerpoint|doc|docx|xls|xlsx|csv|zip|odt|ods|rtf|document|spreadsheet|slides|epub|mp3|mp4|video|audio|\d+ ?(kb|mb|pages?))\b/i;
const NEW_WINDOW = /\bnew (window|tab)\b|\bopens in\b|\banother (window|tab)\b/i;

function links() {
  const goes = new Map();
  const all = every("a[href],area[href],[role=link]");
  for (const link of all) {
    const name = name_of(link), plain = name.toLowerCase().replace(/[\s.:!>»›→…]+$/u, "").replace(/^[\s>»›→]+/u, "");
    const href = link.getAttribute("href") || "";
    if (!name) { title_only(link); continue; }
    title_only(link);
    if (VAGUE.has(plain) && !(plain === "download" && !FILES.test(href))) vague(link, name);
    else if (/^(?:please )?(?:click|tap|press) (?:here|on|this)\b/i.test(plain)) vague(link, name);
    else if (/^(https?:\/\/|www\.)\S+$/i.test(plain)) {
      doubt("address-as-words", link, "A web address stands as the words of this link. A screen reader spells it out, letter by letter.", "Use the name of the page as its words.", ["2.4.4"]);
    } else if (/^(?:link|hyperlink) to\b/i.test(plain)) {
      doubt("link-says-link", link, 'This link begins with "link to". A screen reader says "link" already.', "Take these words out.");
    } else if (plain.length === 1 && /\p{L}/u.test(plain) && !link.closest("nav,ul,ol,table")) {
      doubt("vague-link", link, `The link "${name}" does not say where it goes.`, "Use the name of the page as its words.", ["2.4.4"]);
    }
    if (name.length > 200) doubt("long-link", link, `The words of this link are ${name.length} letters long. A screen reader reads all of them before anything else.`, "Link only the words that name the page.");
    if (link.target === "_blank" && !NEW_WINDOW.test(name + " " + link.title + " " + described(link))) {
      doubt("new-window", link, "This link opens a new window and does not say so. People lose their way, since Back does not work there.", 'Take target="_blank" out, or write "(opens in a new tab)" into the link.', ["3.2.5"]);
    }
    const file = FILES.exec(href);
    if (file && !FILE_WORDS.test(name + " " + near(link))) {
      doubt("file-link", link, `This link opens a ${file[1].toUpperCase()} file and does not say so. Some phones and readers cannot open it.`, `Write the kind and size of the file into the link, such as "(${file[1].toUpperCase()}, 200 KB)".`, ["2.4.4"]);
    }
    if (link.localName === "a") nowhere(link, href);
    if (squeeze(link.title) && squeeze(link.title).toLowerCase() === name.toLowerCase() && words_of(link)) {
      doubt("title-repeats", link, "The title of this link says its words once more. Some screen readers read both.", "Take the title out.");
    }
    if (!href || href.startsWith("#")) continue;
    const key = plain, before = goes.get(key);
    if (before && before.href !== link.href && same_place(before) === same_place(link) && !VAGUE.has(plain)) {
      doubt("same-words", link, `The link "${name.slice(0, 60)}" leads to another place than the link of the same words before it.`, "Give each its own words, or the same address.", ["2.4.4"]);
    } else if (!before) goes.set(key, link);
  }
  beside(all);
  told_apart(all);
}

function described(element) {
  const ids = squeeze(element.getAttribute("aria-describedby")).split(" ").filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent || "").join(" ");
}

// What stands in the same sentence or line as a link.
function near(link) {
  const after = link.nextSibling?.nodeType === 3 ? link.nextSibling.data : "";
  const next = link.nextElementSibling && !link.nextElementSibling.matches("a") ? words_of(link.nextElementSibling) : "";
  return after.slice(0, 60) + " " + next.slice(0, 60);
}

// A heading or row above gives the same words another meaning: "Email" under each person.
function same_place(link) {
  const row = link.closest("tr,article,.card,[role=row],[role=group],dd");
  if (row) return number(row);
  const item = link.closest("li");
  return item && words_of(item).length > words_of(link).length + 3 && !item.querySelector("li") ? words_of(item) : 0;
}

function vague(link, name) {
  const holder = link.closest("p,li,td,dd,h1,h2,h3,h4,figcaption,div") || link.parentElement;
  const around = words(words_of(holder)).length - words(words_of(link)).length;
  const note = around < 3 ? fault : doubt;
  note("vague-link", link, `The link "${name}" does not say where it goes. People who hear a list of the links cannot choose.`, "Use the name of the page or service as its words.", ["2.4.4"]);
}

function title_only(link) {
  if (squeeze(link.title) && !name_of_without_title(link)) {
    doubt("title-only", link, "Only its title gives this its name. People who use a keyboard or a touch screen never see it.", "Write the words into the page.", ["2.4.4"]);
  }
}

function name_of_without_title(element) {
  const title = element.title;
  return name_of(element) !== squeeze(title) || said_in(element) === squeeze(title) || element.ariaLabel === title;
}

function nowhere(link, href) {
  if (/^javascript:/i.test(href)) {
    doubt("link-nowhere", link, "This link runs a script and leads to no page. It cannot be opened in a new tab, and without scripts it does nothing.", "Use a button where something happens on this page.", ["4.1.2"]);
  } else if (href === "#" || href === "") {
    if (!link.matches("[role]")) doubt("link-nowhere", link, "This link leads nowhere.", "Give it an address, or use a button where something happens on this page.", ["2.4.4"]);
  } else if (href.startsWith("#") && !/^#(?:top|:~:.*|\/.*)$/i.test(href)) {
    const id = decodeURIComponent(href.slice(1));
    if (!document.getElementById(id) && !every("a[name]").some((a) => a.name === id)) {
      fault("link-nowhere", link, "This link leads to a part of the page that is not there, so nothing happens.", "Correct the name behind the # sign, or give the part that name as its id.", /skip|jump/i.test(name_of(link)) ? ["2.4.1"] : ["2.4.4"]);
    }
  }
}

// Two links side by side to one place: the keyboard stops twice, and it is read twice.
function beside(all) {
  for (const link of all) {
    const next = link.nextElementSibling;
    const text = link.nextSibling?.nodeType === 3 ? squeeze(link.nextSibling.data) : "";
    if (next?.matches("a[href]") && !text && link.href && next.href === link.href) {
      doubt("link-twice", next, "Two links stand side by side and lead to the same place. The keyboard stops twice, and a screen reader reads both.", "Make them one link.");
    }
  }
}

// Links inside running text must differ from it by more than their colour.
function told_apart(all) {
  if (FORCED) return;
  for (const link of all) {
    const holder = link.closest("p,li,dd,td,blockquote,figcaption");
    if (!holder || !visible(link) || link.querySelector("img,svg")) continue;
    const around = words(words_of(holder)).length - every("a", holder).reduce((n, a) => n + words(words_of(a)).length, 0);
    if (around < 3 || /block|flex|grid/.test(style(link).display)) continue;
    const at = link.closest("p,li,dd,td,blockquote,figcaption,span,em,strong") || holder;
    const css = style(link), base = style(at === link ? holder : at);
    const marked = [link, ...every("*", link)].some((e) => /underline/.test(style(e).textDecorationLine) || parseFloat(style(e).borderBottomWidth) > 0 && style(e).borderBottomStyle !== "none");
    if (marked || colour(css.backgroundColor)[3] > 0 && css.backgroundColor !== base.backgroundColor) continue;
    if (+css.fontWeight - +base.fontWeight >= 200 || css.fontStyle !== base.fontStyle || css.backgroundImage !== "none" || css.outlineStyle !== "none" || css.boxShadow !== "none") continue;
    const behind = backdrop(link);
    if (!behind) continue;
    const ratio = contrast(over(colour(css.color), behind), over(colour(base.color), behind));
    if (ratio < 3) {
      fault("link-by-colour", link, "Only its colour tells this link from the words around it. People who cannot see the colour do not find it.", "Underline links inside text.", ["1.4.1"]);
    } else {
      doubt("link-by-colour", link, "This link is not underlined. In running text many people do not see that it is a link.", "Underline links inside text.", ["1.4.1"]);
    }
  }
}
