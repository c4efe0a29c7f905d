import { elementOf } from "./svg";

const width = 88;
const height = 20;
const edge = 3.5;

/** The pieces of a small line: gaps stay gaps, a value alone is a dot, the last one is marked. */
export function sparkOf(values: readonly (number | null)[]): { lines: string[]; dots: [number, number][]; last: [number, number] | null } {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = (value: number, i: number): [number, number] => [
    round(edge + (i / Math.max(values.length - 1, 1)) * (width - 2 * edge)),
    round(high === low ? height / 2 : height - edge - ((value - low) / (high - low)) * (height - 2 * edge)),
  ];
  const runs: [number, number][][] = [[]];
  values.forEach((value, i) => (value === null ? runs.push([]) : runs.at(-1)!.push(at(value, i))));
  const lastAt = values.findLastIndex((value) => value !== null);
  return {
    lines: runs.filter((run) => run.length > 1).map((run) => run.map((point) => point.join(",")).join(" ")),
    dots: runs.filter((run) => run.length === 1).map((run) => run[0]!),
    last: lastAt < 0 ? null : at(values[lastAt]!, lastAt),
  };
}

/** Draws in the ink of the page's text, so that it follows dark and light by itself. */
export function drawSpark(place: HTMLElement): void {
  const { lines, dots, last } = sparkOf(JSON.parse(place.dataset["spark"]!) as (number | null)[]);
  const picture = elementOf("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  lines.forEach((points) => picture.append(elementOf("polyline", { points, class: "spark-line" })));
  dots.forEach(([cx, cy]) => picture.append(elementOf("circle", { cx, cy, r: 1.5, class: "spark-dot" })));
  if (last !== null) {
    picture.append(elementOf("circle", { cx: last[0], cy: last[1], r: 2.75, class: "spark-last" }));
  }
  place.replaceChildren(picture);
}

const round = (value: number): number => Math.round(value * 100) / 100;
