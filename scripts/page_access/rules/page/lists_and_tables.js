// Lists and tables: whether what looks like one is one, and the other way round.

// Rows that begin with a dash, a star or a number, and are no list.
const BULLET = /^\s*(?:[-–—*•·●▪◦‣►>+~o]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)/;

function lists() {
  for (const block of every("p,div,td,dd,section,article,main,body")) {
    if (block.querySelector("br") && own_text(block)) {
      const lines = broken_lines(block);
      const marked = lines.filter((line) => BULLET.test(line));
      const short = lines.filter((line) => words(line).length > 0 && words(line).length <= 6);
      if (marked.length >= 2 && marked.length >= lines.length - 2) fake_list(block);
      else if (lines.length >= 4 && short.length === lines.length && !block.closest("address,blockquote,pre,.address,[class*=address i]") && !is_address(lines)) {
        doubt("looks-like-list", block, "These lines stand below each other by line breaks. If they are a list, people who listen are not told so, nor how long it is.", "Make them a real list: <ul> and <li>.", ["1.3.1"]);
      }
    }
  }
  const met = new Set();
  for (const block of every("p,div")) {
    if (met.has(block) || !is_row(block)) continue;
    let next = block, count = 0;
    while (next && is_row(next)) { met.add(next); count += 1; next = next.nextElementSibling; }
    if (count >= 2) fake_list(block);
  }
  for (const list of every("ul,ol")) {
    if (list.getAttribute("role")) continue;
    const stray = [...list.children].find((c) => !c.matches("li,script,template"));
    if (stray) fault("list-broken", list, "Something that is no item stands straight in this list. Screen readers count the items wrong.", "Put everything in the list into <li>.", ["1.3.1"]);
    else if (!list.children.length && visible(list)) doubt("list-empty", list, "This list has no items.", "Take it out.", ["1.3.1"]);
    const items = [...list.children].filter((c) => c.localName === "li");
    if (items.length && !stray && list.localName === "ul" && items.length > 1 && items.every((i) => /^\s*\(?\d{1,2}[.)]\s/.test(i.textContent))) doubt("looks-like-list", list, "The numbers of this list are typed by hand.", "Make it a numbered list: <ol>.", ["1.3.1"]);
  }
  for (const item of every("li")) {
    if (!item.parentElement.matches("ul,ol,menu,[role=list]") && !item.getAttribute("role")) fault("list-broken", item, "This item stands in no list.", "Put it into <ul> or <ol>.", ["1.3.1"]);
  }
  for (const list of every("dl")) {
    if (list.getAttribute("role")) continue;
    const parts = [...list.children].flatMap((c) => (c.localName === "div" ? [...c.children] : [c]));
    if (!parts.some((c) => c.localName === "dt") || !parts.some((c) => c.localName === "dd") || parts.some((c) => !c.matches("dt,dd,script,template"))) {
      fault("list-broken", list, "This list of words and their meanings lacks one of the two.", "Give each <dt> a <dd>.", ["1.3.1"]);
    }
  }
}

const is_address = (lines) => lines.some((line) => /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/.test(line));
const is_row = (block) => !block.querySelector("p,div,ul,ol,table,form") && !block.closest("li,dl,table,nav[aria-label*=readcrumb]") && BULLET.test(block.textContent) && words(block.textContent).length > 0;

function fake_list(block) {
  fault("looks-like-list", block, "These lines look like a list but are none. People who listen are not told that it is one, nor how long it is.", "Make them a real list: <ul> or <ol>, and <li>.", ["1.3.1"]);
}

function broken_lines(block) {
  const lines = [""];
  for (const node of block.childNodes) {
    if (node.nodeType === 1 && node.localName === "br") lines.push("");
    else if (node.nodeType === 3 || node.nodeType === 1) lines[lines.length - 1] += node.textContent;
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

function tables() {
  for (const table of every("table")) {
    if (/^(?:none|presentation)$/.test(table.getAttribute("role") || "")) continue;
    const rows = [...table.rows], cells = rows.flatMap((row) => [...row.cells]);
    const wide = Math.max(0, ...rows.map((row) => row.cells.length)), heads = cells.filter((cell) => cell.localName === "th");
    if (is_layout(table, rows, cells, wide, heads)) {
      fault("layout-table", table, "This table only arranges the page. People who listen hear rows and columns that mean nothing, and it does not fit a small screen.", "Arrange it in the style sheet.", ["1.3.1", "1.3.2"], heads.length || table.caption ? "error" : "warning");
      continue;
    }
    if (!cells.length) continue;
    if (!heads.length && !every("[role=columnheader],[role=rowheader]", table).length) {
      fault("table-without-headers", table, "No cell of this table is a header. People who listen hear figures without knowing what they are.", "Make the cells that name a column or a row <th>.", ["1.3.1"]);
    } else {
      for (const head of heads) {
        if (!name_of(head) && !(head.cellIndex === 0 && head.parentElement.rowIndex === 0)) fault("empty-header", head, "This header of a table is empty, so its cells have no name.", "Write what the column or row holds, or make it a <td>.", ["1.3.1"]);
        const scope = head.getAttribute("scope");
        if (scope !== null && !/^(?:row|col|rowgroup|colgroup)$/i.test(scope)) fault("wrong-scope", head, `The scope of this header is "${scope}", which means nothing.`, 'Write scope="col" or scope="row".', ["1.3.1"]);
        if (scope) odd_scope(head, scope, table, rows);
      }
      header_gaps(table, rows, heads, wide);
    }
    if (!squeeze(table.caption?.textContent) && !table.getAttribute("aria-label") && !table.getAttribute("aria-labelledby") && rows.length > 2 && !headed(table)) {
      doubt("table-without-name", table, "Nothing says what this table shows.", "Add a <caption> as the first thing in it.", ["1.3.1"]);
    }
    if (table.caption && !squeeze(table.caption.textContent)) fault("empty-caption", table.caption, "The name of this table has no words.", "Say what the table shows.", ["1.3.1"]);
    if (table.querySelector("table")) doubt("table-in-table", table.querySelector("table"), "A table stands inside a table. Few screen readers can follow that.", "Make them two tables.", ["1.3.1"]);
    for (const cell of cells) {
      const pointed = squeeze(cell.getAttribute("headers")).split(" ").filter(Boolean);
      if (pointed.some((id) => !table.querySelector("#" + CSS.escape(id)))) fault("wrong-headers", cell, "This cell names a header that is not in the table.", "Correct the names in its headers.", ["1.3.1"]);
    }
    const first = rows[0];
    if (first && first.cells.length === 1 && first.cells[0].colSpan > 1 && !table.caption && first.cells[0].colSpan >= wide) doubt("caption-as-row", first.cells[0], "The first row holds the name of the table, stretched over all columns.", "Make it the <caption>.", ["1.3.1"]);
  }
  css_tables();
}

function headed(table) {
  const holder = table.closest("figure,div,section") || table;
  for (const at of [table, holder]) if (at.previousElementSibling?.matches("h1,h2,h3,h4,h5,h6,p")) return at.previousElementSibling.matches("h1,h2,h3,h4,h5,h6");
  return Boolean(table.closest("figure")?.querySelector("figcaption"));
}

function is_layout(table, rows, cells, wide, heads) {
  if (heads.length && heads.some((h) => words_of(h)) && !cells.some((c) => c.querySelector("table,form,nav,main,h1,h2"))) return false;
  const big = cells.some((c) => c.querySelector("form,nav,main,h1,h2,table,fieldset,input:not([type=checkbox])") );
  if (cells.length && (rows.length === 1 || wide === 1) && !heads.length && cells.some((c) => words_of(c))) return true;
  return big && cells.length <= 12 && !(heads.length > 1 && !cells.some((c) => c.querySelector("form,nav,main,h1,h2,table")));
}

function odd_scope(head, scope, table, rows) {
  const row = head.parentElement, at = rows.indexOf(row);
  const across = [...row.cells].filter((c) => c.localName === "th").length, whole = across === row.cells.length && row.cells.length > 1;
  if (scope === "row" && at === 0 && whole && rows.length > 1) fault("wrong-scope", head, "This header stands above a column but says that it belongs to a row.", 'Write scope="col".', ["1.3.1"]);
  if (scope === "col" && at > 0 && head.cellIndex === 0 && !whole && row.cells.length > 1) fault("wrong-scope", head, "This header stands before a row but says that it belongs to a column.", 'Write scope="row".', ["1.3.1"]);
}

// Headers above only some of the columns.
function header_gaps(table, rows, heads, wide) {
  const first = rows[0], cells = [...first.cells];
  const top = cells.filter((c) => c.localName === "th").length;
  if (top && top < cells.length && cells.length > 2 && top >= cells.length / 2) {
    const odd = cells.find((c, i) => c.localName !== "th" && i > 0 && words_of(c));
    if (odd) doubt("header-gap", odd, "This cell stands among the headers but is none.", "Make it <th>.", ["1.3.1"]);
  }
  const spanned = heads.some((h) => h.colSpan > 1 || h.rowSpan > 1);
  if (spanned && !heads.some((h) => h.id || /group/.test(h.scope)) && rows.filter((r) => [...r.cells].every((c) => c.localName === "th")).length > 1) {
    doubt("table-knotty", table, "The headers of this table span several columns or rows. Screen readers cannot tell which belongs to which cell.", "Split it into simple tables, or give each cell its headers.", ["1.3.1"]);
  }
}

// Rows and cells made by the style sheet: they hold a page together as a layout table does.
function css_tables() {
  for (const one of every("div,section,ul,span")) {
    if (!/^(?:inline-)?table$/.test(style(one).display) || one.getAttribute("role") || one.className.toString().match(/clearfix|wrapper-table/)) continue;
    const cells = every("*", one).filter((c) => style(c).display === "table-cell" && words_of(c));
    if (cells.length > 1) doubt("css-table", one, "The style sheet makes a table of these boxes. On a narrow screen the columns cannot stand below each other.", "Use flex or grid, which can wrap.", ["1.3.1"]);
  }
}
