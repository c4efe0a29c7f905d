/** A4 less its margins, as portal.css prints. */
const paperWidth = "186mm";

/**
 * Charts have to be drawn for paper before the browser lays out the paper, and nothing says how wide a chart will be there.
 * So the rules for print are put on the screen for as long as it takes to draw.
 */
export function onPrint(draw: () => void, back: () => void): void {
  addEventListener("beforeprint", () => {
    const restore = asOnPaper();
    draw();
    restore();
  });
  addEventListener("afterprint", back);
}

function asOnPaper(): () => void {
  const media = [...document.styleSheets].flatMap(rulesOf).filter((rule) => rule instanceof CSSMediaRule);
  const changed = media.filter((rule) => /\bprint\b/.test(rule.media.mediaText)).map((rule) => ({ rule, before: rule.media.mediaText }));
  changed.forEach(({ rule }) => (rule.media.mediaText = "all"));
  document.body.style.width = paperWidth;
  return () => {
    changed.forEach(({ rule, before }) => (rule.media.mediaText = before));
    document.body.style.width = "";
  };
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // A reader's extension may have sheets of its own that no page may read.
    return [];
  }
}
