// Colours while a mouse passes over; it follows dom_helpers.js and controls.js.

globalThis.own_hover = {
  met: [],
  // Elements whose words seem too faint by a rule for :hover, and where they are.
  suspects() {
    if (FORCED) return [];
    for (const rule of style_rules()) {
      if (!/:hover/.test(rule.selectorText) || !(rule.style.color || rule.style.backgroundColor || rule.style.background || rule.style.opacity)) continue;
      for (const selector of rule.selectorText.split(",").filter((s) => /:hover/.test(s))) {
        let all = [];
        try { all = every(selector.replace(/:hover|:focus-visible|:focus-within|:focus|:active/g, "")); } catch { continue; }
        for (const e of all.filter((e) => words_of(e) && visible(e)).slice(0, 3)) if (!this.met.includes(e)) this.met.push(e);
      }
    }
    return this.met.slice(0, 8).map((_, i) => i);
  },
  place(i) {
    const e = this.met[i];
    e.scrollIntoView({ block: "center", behavior: "instant" });
    const r = e.getClientRects()[0];
    return r ? { x: r.left + r.width / 2, y: r.top + r.height / 2 } : null;
  },
  faint(i) {
    const e = this.met[i];
    if (!e.matches(":hover")) return null;
    for (const run of e.getAnimations({ subtree: true })) try { run.finish(); } catch { /* endless */ }
    for (const one of [e, ...every("*", e)]) {
      const behind = own_text(one) && backdrop(one);
      if (!behind) continue;
      const ratio = contrast(over(colour(style(one).color), behind), behind);
      if (ratio < (is_large(one) ? 3 : 4.5)) return { element: start(one), ratio };
    }
    return null;
  },
};
