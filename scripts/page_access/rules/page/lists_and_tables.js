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
      else if (lines.length >= 4 && short.length === lines.length && !block.closest("address,blockquote,pre,.address,[class*=address i]") && !is_address(block, lines)) {
        say("looks-like-list/breaks", block);
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
}

// Lines with a postcode, or that what names them calls an address.
const ADDRESS = /\b(?:address|contact|post to|write to|where)\b/i;
const is_address = (block, lines) => named_above(block).some((one) => ADDRESS.test(words_of(one))) || lines.some((line) => /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/.test(line));
const named_above = (block) => [block.previousElementSibling, block.closest("dd")?.previousElementSibling, block.closest("tr")?.cells[0]].filter((one) => one?.matches("p,dt,th,td,label,strong,h1,h2,h3,h4,h5,h6"));
const is_row = (block) => !block.querySelector("p,div,ul,ol,table,form") && !block.closest("li,dl,table,nav[aria-label*=readcrumb]") && BULLET.test(block.textContent) && words(block.textContent).length > 0;

function fake_list(block) {
  say("looks-like-list", block);
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
      say("layout-table", table, {}, heads.length || table.caption ? "error" : "warning");
      continue;
    }
    if (!cells.length) continue;
    if (!heads.length && !every("[role=columnheader],[role=rowheader]", table).length) {
      say("table-without-headers", table);
    } else {
      for (const head of heads) {
        if (!name_of(head) && !(head.cellIndex === 0 && head.parentElement.rowIndex === 0)) say("empty-header", head);
        const scope = head.getAttribute("scope");
        if (scope) odd_scope(head, scope, table, rows);
      }
      header_gaps(table, rows, heads, wide);
    }
    if (!squeeze(table.caption?.textContent) && !table.getAttribute("aria-label") && !table.getAttribute("aria-labelledby") && rows.length > 2 && !headed(table)) {
      say("table-without-name", table);
    }
    for (const cell of cells) {
      const pointed = squeeze(cell.getAttribute("headers")).split(" ").filter(Boolean);
      if (pointed.some((id) => !table.querySelector("#" + CSS.escape(id)))) say("wrong-headers", cell);
    }
    const first = rows[0];
    if (first && first.cells.length === 1 && first.cells[0].colSpan > 1 && !table.caption && first.cells[0].colSpan >= wide) say("caption-as-row", first.cells[0]);
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
  if (scope === "row" && at === 0 && whole && rows.length > 1) say("wrong-scope/column", head);
  if (scope === "col" && at > 0 && head.cellIndex === 0 && !whole && row.cells.length > 1) say("wrong-scope/row", head);
}

// Headers above only some of the columns.
function header_gaps(table, rows, heads, wide) {
  const first = rows[0], cells = [...first.cells];
  const top = cells.filter((c) => c.localName === "th").length;
  if (top && top < cells.length && cells.length > 2 && top >= cells.length / 2) {
    const odd = cells.find((c, i) => c.localName !== "th" && i > 0 && words_of(c));
    if (odd) say("header-gap", odd);
  }
  const spanned = heads.some((h) => h.colSpan > 1 || h.rowSpan > 1);
  if (spanned && !heads.some((h) => h.id || /group/.test(h.scope)) && rows.filter((r) => [...r.cells].every((c) => c.localName === "th")).length > 1) {
    say("table-knotty", table);
  }
}

// Rows and cells made by the style sheet: they hold a page together as a layout table does.
function css_tables() {
  for (const one of every("div,section,ul,span")) {
    if (!/^(?:inline-)?table$/.test(style(one).display) || one.getAttribute("role") || one.className.toString().match(/clearfix|wrapper-table/)) continue;
    const cells = every("*", one).filter((c) => style(c).display === "table-cell" && words_of(c));
    if (cells.length > 1) say("css-table", one);
  }
}
