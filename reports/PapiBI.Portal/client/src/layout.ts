import type { Box } from "./charts/drawing";
import type { ChartSpec } from "./spec";

/** Room below the rows for an axis with its values, and above them for months: as much as portal.css leaves. */
const below = 22;

/** Paper is read closer than a screen, and the first page of a brief has to be one sheet. */
const onPaper = 0.85;

/** The room for a chart that stands for itself. */
export function boxOf(place: HTMLElement, isPaper = false): Box {
  const height = Number(place.dataset["height"]) || 240;
  return { width: Math.floor(place.clientWidth), height: isPaper ? Math.round(height * onPaper) : height };
}

/** Puts a chart into the box that its table scrolls in, so that both move as one. */
export function layOver(place: HTMLElement, table: HTMLTableElement): void {
  table.parentElement!.append(place);
  place.style.position = "absolute";
}

/** Lays a chart over its column of the table, and tells where each row is: in pixels from the chart's top, as the browser has laid them out. */
export function boxOver(place: HTMLElement, table: HTMLTableElement, spec: ChartSpec): Box {
  const header = table.tHead!.rows[0]!;
  const column = [...header.cells].findIndex((cell) => cell.classList.contains("chart-col"));
  const rows = [...table.tBodies[0]!.rows];
  if (column < 0 || rows.length !== spec.categories.length) {
    throw new RangeError(`A chart of ${spec.categories.length} categories lies over a table of ${rows.length} rows.`);
  }
  const outer = table.getBoundingClientRect();
  const cell = header.cells[column]!.getBoundingClientRect();
  const lanes = rows.map((row) => row.getBoundingClientRect());
  // Months stand in the header, the values of an axis below the last row.
  const top = spec.kind === "timeline" ? cell.top : (lanes[0]?.top ?? cell.bottom);
  const bottom = (lanes.at(-1)?.bottom ?? cell.bottom) + (spec.kind === "distribution" ? below : 0);
  place.style.left = `${table.offsetLeft + cell.left - outer.left}px`;
  place.style.top = `${table.offsetTop + top - outer.top}px`;
  place.style.width = `${cell.width}px`;
  place.style.height = `${bottom - top}px`;
  return { width: cell.width, height: bottom - top, rows: lanes.map((lane) => ({ top: lane.top - top, height: lane.height })) };
}
