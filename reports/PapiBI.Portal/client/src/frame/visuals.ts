import type { ChartSpec } from "../spec";

/** A table, chart or map of a page, as hosts know it. */
export interface Visual {
  readonly name: string;
  readonly title: string;
  readonly type: "table" | "chart" | "map";
  readonly layout: { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly displayState: { readonly mode: 0 } };
  readonly element: HTMLElement;
}

/** The visuals of a page, in its order. */
export function visualsOf(page: HTMLElement): Visual[] {
  const { left, top } = page.getBoundingClientRect();
  return [...page.querySelectorAll<HTMLElement>("figure.block")].map((element, i) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return {
      name: `v${i + 1}`,
      title: (element.querySelector("figcaption h3, figcaption .contents")?.textContent ?? "").trim(),
      type: element.querySelector(".map") !== null ? "map" : element.dataset["table"] !== undefined ? "table" : "chart",
      layout: { x: Math.round(x - left), y: Math.round(y - top), width: Math.round(width), height: Math.round(height), displayState: { mode: 0 } },
      element,
    };
  });
}

/** The numbers of a chart as CSV: a line each category. Null where there are none. */
export function dataOf(visual: HTMLElement): string | null {
  const written = visual.querySelector('.chart script[type="application/json"]')?.textContent ?? specs.get(visual) ?? null;
  if (written === null) {
    return null;
  }
  const spec = JSON.parse(written) as ChartSpec;
  const lines = [[spec.dataTitle, ...spec.series.map((series) => series.name)], ...spec.categories.map((category, i) => [category, ...spec.series.map((series) => String(series.values[i] ?? ""))])];
  return lines.map((line) => line.map(field).join(",")).join("\r\n");
}

/** The header of a CSV and the first of its rows. */
export function firstRows(csv: string, rows: number): string {
  let [isQuoted, lines] = [false, 0];
  for (let i = 0; i < csv.length; i++) {
    if (csv[i] === '"') {
      isQuoted = !isQuoted;
    } else if (csv[i] === "\n" && !isQuoted && ++lines > rows) {
      return csv.slice(0, i + 1);
    }
  }
  return csv;
}

const specs = new WeakMap<HTMLElement, string>();

/** Drawing takes the numbers out of the page. */
export function keepSpecs(page: HTMLElement): void {
  page.querySelectorAll<HTMLElement>("figure.block").forEach((visual) => {
    const written = visual.querySelector('.chart script[type="application/json"]')?.textContent;
    if (written != null) {
      specs.set(visual, written);
    }
  });
}

/** As the portal writes its own files: what a spreadsheet would take for a formula is a text. */
function field(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
