// Asks the two engines that run inside the page, and helps to measure what one of them leaves open.
// What they say comes in one shape:
// {rule, element, criteria, level, help, detail}. An element is the start of its own HTML.
(() => {
  const LONGEST = 200;
  const html = (one) => (one && one.outerHTML ? one.outerHTML.slice(0, LONGEST) : "");

  // axe marks its rules with "wcag143" for 1.4.3, and "wcag1411" for 1.4.11.
  const numbers = (tags) =>
    tags
      .map((tag) => /^wcag(\d)(\d)(\d{1,2})$/.exec(tag))
      .filter(Boolean)
      .map((found) => found.slice(1).join("."));

  // In forced colours the browser paints a plate of the reader's own colour behind each text,
  // which axe does not know of. Only where a page opts out do its colours count.
  const plated = (one) =>
    matchMedia("(forced-colors: active)").matches &&
    (!one || getComputedStyle(one).forcedColorAdjust === "auto");

  const shown = (data) =>
    data && data.contrastRatio
      ? `It is ${data.contrastRatio} to 1, and must be ${parseFloat(data.expectedContrastRatio)} to 1.`
      : "";

  // What breaks a criterion of WCAG is an error. Good practice, and what axe itself still tries
  // out, is for a person to weigh.
  const sure = (tags) => numbers(tags).length && !tags.includes("experimental");

  // axe leaves this open on each page that has no style sheet: then nothing can lock the page.
  const NEVER_SURE = ["css-orientation-lock"];

  // A number alone, however large it is set, is no heading.
  const wordless = (id, one) => id === "p-as-heading" && one && !/\p{L}{2}/u.test(one.textContent);

  // A comma more in a name makes it another to axe; our own rule compares the words of these.
  const compared = (id, one) => id === "label-content-name-mismatch" && one && one.matches("a[href],button");

  async function askAxe({ rules, tags, extra, unasked }) {
    const run = {
      elementRef: true,
      resultTypes: ["violations", "incomplete"],
      rules: { "target-size": { enabled: true } },
      runOnly: rules.length ? { type: "rule", values: rules } : { type: "tag", values: tags },
    };
    if (!rules.length) {
      for (const rule of extra) run.rules[rule] = { enabled: true };
      for (const rule of unasked) run.rules[rule] = { enabled: false };
    }
    const said = await axe.run(document, run);
    const faults = [];
    window.__unmeasured = [];
    const each = (results, unsure) => {
      for (const result of results) {
        const colours = result.id === "color-contrast";
        for (const node of result.nodes) {
          const element = node.element || null;
          if (colours && plated(element)) continue;
          if (wordless(result.id, element) || compared(result.id, element) || (unsure && NEVER_SURE.includes(result.id))) continue;
          const data = node.any.length ? node.any[0].data : null;
          const fault = {
            rule: `axe-${result.id}`,
            element: html(element) || node.html.slice(0, LONGEST),
            criteria: numbers(result.tags),
            level: unsure || !sure(result.tags) ? "warning" : "error",
            help: result.help,
            detail: colours && !unsure ? shown(data) : "",
          };
          if (colours && unsure && element) {
            window.__unmeasured.push({ element, fault, needs: data && data.expectedContrastRatio });
          } else {
            faults.push(fault);
          }
        }
      }
    };
    each(said.violations, false);
    each(said.incomplete, true);
    return faults;
  }

  // The first link of a page, to a place on it, may stand before every landmark (WCAG's own
  // technique G1 puts it there). Of what sure rules say only "FAIL" is a fault: "POTENTIAL" and
  // "MANUAL" ask a person to look, on every page alike, at what our own checks try out.
  const skips = (one) => {
    const first = document.querySelector("a[href]");
    return one && (one === first || one.contains(first)) && first.getAttribute("href")[0] === "#";
  };

  async function askIbm() {
    const checker = new ace.Checker();
    const asked = checker.rulesets.find((one) => one.id === "WCAG_2_2");
    const criteria = {};
    for (const point of asked.checkpoints)
      for (const rule of point.rules || []) (criteria[rule.id] = criteria[rule.id] || []).push(point.num);
    const said = await checker.check(document, ["WCAG_2_2"]);
    return said.results
      .filter((one) => one.value[1] === "FAIL")
      .filter((one) => !(one.ruleId === "aria_content_in_landmark" && skips(one.node)))
      .map((one) => ({
        rule: `ibm-${one.ruleId.replace(/_/g, "-")}`,
        element: html(one.node) || one.snippet.slice(0, LONGEST),
        criteria: (one.value[0] === "VIOLATION" && criteria[one.ruleId]) || [],
        level: one.value[0] === "VIOLATION" ? "error" : "warning",
        help: one.message,
        detail: "",
      }));
  }

  // Where the text is that axe left open, its colour, and the contrast that it needs.
  function placeOf(n) {
    const { element, needs } = window.__unmeasured[n];
    element.scrollIntoView({ block: "center", inline: "center" });
    const { x, y, width, height } = element.getBoundingClientRect();
    const look = getComputedStyle(element);
    const size = parseFloat(look.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(look.fontWeight) >= 700);
    const parts = (look.color.match(/[\d.]+/g) || []).map(Number);
    const colour = look.color.startsWith("rgb") ? parts : null;
    return { x, y, width, height, colour, needs: parseFloat(needs) || (large ? 3 : 4.5) };
  }

  // Makes that text clear as glass, or gives it its colours back.
  const GLASS = { color: "transparent", "-webkit-text-fill-color": "transparent", "text-shadow": "none", transition: "none" };
  function makeClear([n, clear]) {
    const { element } = window.__unmeasured[n];
    for (const one of [element, ...element.querySelectorAll("*")]) {
      if (clear) {
        one.__was = one.getAttribute("style");
        for (const name in GLASS) one.style.setProperty(name, GLASS[name], "important");
      } else if (one.__was === null) one.removeAttribute("style");
      else one.setAttribute("style", one.__was);
    }
  }

  window.__localOffer = { askAxe, askIbm, placeOf, makeClear };
})();
