// What each page holds, read once: for all tests that only look.
() => {
  const seen = el => el.checkVisibility() && el.getClientRects().length > 0;
  const all = query => [...document.querySelectorAll(query)];
  const words = el => (el.innerText || "").replace(/\s+/g, " ").trim();
  const box = el => { const b = el.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; };
  const running = el => {
    const block = el.closest("p, li, dd, td, h2, h3");
    return Boolean(block) && words(block).length > words(el).length + 1
      && getComputedStyle(el).display === "inline";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const order = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.nodeValue.trim() || !seen(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    if (rect.width && rect.left >= 0) order.push([rect.top, node.nodeValue.trim().slice(0, 40)]);
  }
  return {
    title: document.title,
    description: (document.querySelector("meta[name=description]") || {}).content || "",
    lang: document.documentElement.lang,
    langs: all("body [lang]").map(el => el.lang),
    headings: all("h1, h2, h3, h4, h5, h6").filter(seen).map(el => [Number(el.tagName[1]), words(el)]),
    landmarks: ["header", "main", "footer", "nav"].map(name => all(name).length),
    pictures: all("img, picture, [role=img], canvas, input[type=image]").map(el => el.outerHTML),
    drawings: all("svg").map(el => [el.getAttribute("aria-hidden"), el.textContent.trim()]),
    media: all("audio, video, object, embed, iframe, marquee, blink").map(el => el.outerHTML),
    questions: all("input, select, textarea").map(el => [el.type, el.name, el.labels.length]),
    links: all("a[href]").filter(seen).map(el => ({
      words: words(el), name: el.getAttribute("aria-label") || words(el), href: el.href,
      inMain: Boolean(el.closest("main")), running: running(el), box: box(el),
      line: getComputedStyle(el).textDecorationLine
        + (el.firstElementChild ? getComputedStyle(el.firstElementChild).textDecorationLine : ""),
      bordered: getComputedStyle(el).borderTopWidth !== "0px",
    })),
    controls: all("button, summary, input, [role=button]").filter(seen).map(el => ({
      html: el.outerHTML.slice(0, 120), name: el.getAttribute("aria-label") || words(el)
        || (el.labels && el.labels[0] ? words(el.labels[0]) : ""), words: words(el), box: box(el),
    })),
    attributes: all("*").flatMap(el => el.getAttributeNames())
      .filter(name => /^on|^accesskey$|^draggable$|^tabindex$|^autofocus$/.test(name)),
    refresh: all("meta[http-equiv=refresh]").length,
    inline: all("script:not([src])").map(el => el.type).concat(all("style").map(() => "style")),
    policy: (document.querySelector("meta[http-equiv='Content-Security-Policy']") || {}).content,
    moving: all("*").filter(el => {
      const style = getComputedStyle(el);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length,
    words: words(document.querySelector("main")),
    order,
    phone: all(".band-phone, body > main > p a[href^='tel:']").map(el => words(el)).join(" "),
    path: all("header > *, .band-inner > *").map(el => el.className || el.tagName),
    foot: words(document.querySelector("footer.foot") || document.body).length,
  };
}
