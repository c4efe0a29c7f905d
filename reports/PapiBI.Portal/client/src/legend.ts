import { dotOf } from "./charts/dots";
import { dashOf } from "./charts/brokenLine";
import type { ChartSpec, Language, SeriesRole } from "./spec";
import { elementOf } from "./svg";
import type { Theme } from "./theme";

/** A mark of a chart and whose it is. */
export interface Entry {
  readonly role: SeriesRole;
  readonly name: string;
}

const needMarks: readonly ChartSpec["kind"][] = ["barsWithMarks", "dotStrip", "distribution", "timeline", "bullet"];
const separator = "·";

// The order of the house's legends, which the words of a document follow: who is marked, then a field from left to right.
const order: readonly SeriesRole[] = ["subject", "previous", "region", "nation", "best", "peer"];
const orderOfBoxes: readonly SeriesRole[] = ["subject", "previous", "region", "nation", "peer", "lowest", "lowerQuartile", "median", "upperQuartile", "best"];

const [width, height] = [20, 14];

/**
 * Whose each mark is, named by the words of the document where these name the series one by one; null where the words say more
 * than that, or where lines are told apart by the names beside them.
 */
export function legendOf(spec: ChartSpec, words: string, language: Language): Entry[] | null {
  if (spec.kind === "bump" || spec.kind === "waterfall") {
    return null;
  }
  const isField = (spec.kind === "dotStrip" || spec.kind === "distribution") && spec.series.filter((series) => series.role === "peer").length > 1;
  const entries = spec.series
    .filter((series) => series.role !== "start")
    .map((series): Entry => ({ role: series.role, name: isField && series.role === "peer" ? (language === "vi" ? "các tỉnh, thành phố khác" : "other provinces") : series.name }))
    .filter((entry, i, all) => all.findIndex((other) => other.name === entry.name) === i)
    .sort((a, b) => (spec.kind === "dotStrip" ? order.indexOf(a.role) - order.indexOf(b.role) : spec.kind === "distribution" ? orderOfBoxes.indexOf(a.role) - orderOfBoxes.indexOf(b.role) : 0));
  const names = words.split(separator).map((name) => name.trim());
  const wordsAreNames = words !== "" && names.length === entries.length;
  if (entries.length < 2 || (words !== "" && !wordsAreNames && !needMarks.includes(spec.kind))) {
    return null;
  }
  return entries.map((entry, i) => (wordsAreNames ? { ...entry, name: names[i]! } : entry));
}

/** Puts marks before the names of a legend, in the inks that are on the page. */
export function drawLegend(place: HTMLElement, entries: readonly Entry[], spec: ChartSpec, theme: Theme): void {
  place.replaceChildren(...entries.map((entry) => {
    const key = document.createElement("span");
    key.className = "key";
    const picture = elementOf("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
    picture.append(...markOf(spec.kind, entry.role, theme));
    key.append(picture, entry.name);
    return key;
  }));
}

function markOf(kind: ChartSpec["kind"], role: SeriesRole, theme: Theme): SVGElement[] {
  const ink = theme.inks[role];
  const box = (x: number, y: number, w: number, h: number, more: Record<string, string | number> = { fill: ink }) => elementOf("rect", { x, y, width: w, height: h, ...more });
  const stroke = (d: string, strokeWidth: number, more: Record<string, string | number> = {}) => elementOf("path", { d, fill: "none", stroke: ink, "stroke-width": strokeWidth, ...more });
  switch (kind) {
    case "barsWithMarks":
      return role === "subject" ? [box(0, 3, 18, 8)] : role === "nation" ? [box(7, 1, 5, 12)] : [box(8, 0, 2.5, 14)];
    case "bullet":
      return role === "subject" ? [box(0, 3, 18, 8)] : role === "target" ? [box(7, 1, 4, 12)] : [box(8, 0, 1.5, 14)];
    case "timeline":
      return role === "done" ? [box(0, 2, 18, 10)]
        : role === "remaining" ? [box(0.5, 2.5, 17, 9, { fill: theme.remainingArea, stroke: ink })]
        : [box(0.5, 2.5, 17, 9, { fill: "none", stroke: ink }), stroke("M0 5.5H18M0 8.5H18", 1)];
    case "distribution":
      switch (role) {
        case "lowest":
          return [stroke("M6 3V11M6 7H16", 1.25)];
        case "best":
          return [elementOf("path", { d: "M4 7H14", fill: "none", stroke: theme.inks.median, "stroke-width": 1.25 }), stroke("M14 2V12", 3)];
        case "lowerQuartile":
          return [stroke("M14 2H7V12H14", 1.25)];
        case "upperQuartile":
          return [stroke("M6 2H13V12H6", 1.25)];
        case "median":
          return [stroke("M10 1V13", 3)];
        default:
          return [dotMark(role, ink)];
      }
    case "dotStrip":
      return [dotMark(role, ink)];
    case "clusteredBar":
      return [box(0, 3, 18, 8)];
    default: {
      const dash = dashOf(role);
      return [stroke("M0 7H20", role === "subject" ? 2.5 : 1.75, dash === "dashed" ? { "stroke-dasharray": "6 4" } : dash === "dotted" ? { "stroke-dasharray": "2 3" } : {}), ...(role === "subject" ? [elementOf("circle", { cx: 10, cy: 7, r: 3.5, fill: ink })] : [])];
    }
  }
}

function dotMark(role: SeriesRole, ink: string): SVGElement {
  const [symbol, size] = dotOf(role);
  const [x, y, half] = [width / 2, height / 2, size / 2];
  switch (symbol) {
    case "rect":
      return elementOf("rect", { x: x - half, y: y - half, width: size, height: size, fill: ink });
    case "diamond":
      return elementOf("path", { d: `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`, fill: ink });
    case "triangle":
      return elementOf("path", { d: `M${x} ${y - half}L${x + half} ${y + half}H${x - half}Z`, fill: ink });
    default:
      return elementOf("circle", { cx: x, cy: y, r: half, fill: ink });
  }
}
