import { textWidth, wrapped } from "../letters";
import type { Axis, ChartOption, Drawing, Lane } from "./drawing";
import { textSize } from "./drawing";

/** Charts of rows: across in values, down in pixels, so that a mark stands in the middle of its row however high that is. */
export interface Rows {
  readonly lanes: readonly Lane[];
  readonly left: number;
  readonly right: number;
  readonly middle: (row: number) => number;
  readonly lowest: number;
  /** How thick bars are: a share of the lowest row, within bounds. */
  readonly thickness: (share: number, least: number, most: number) => number;
  readonly axes: (x: Axis) => Pick<ChartOption, "grid" | "xAxis" | "yAxis">;
}

const mostNames = 0.4;
const widestNames = 260;

/** The rows of the table below, or equal ones with their names beside them. */
export function rowsOf({ spec, theme, box }: Drawing, side: { left: number; right: number; axis?: number }): Rows {
  const count = spec.categories.length;
  const foot = side.axis ?? 0;
  const room = box.height - foot;
  const lanes = box.rows ?? Array.from({ length: count }, (_, row) => ({ top: (row * room) / count, height: room / count }));
  const longest = Math.max(...spec.categories.map((category) => textWidth(category, textSize)));
  const names = box.rows ? 0 : Math.min(longest + 8, widestNames, box.width * mostNames);
  const lowest = Math.min(...lanes.map((lane) => lane.height));
  const middle = (row: number): number => lanes[row]!.top + lanes[row]!.height / 2;
  const mostLines = Math.max(1, Math.floor(lowest / 14));
  const labels = new Map(lanes.map((_, row) => [middle(row).toFixed(3), wrapped(spec.categories[row] ?? "", names - 8, textSize, mostLines)]));
  return {
    lanes,
    left: names + side.left,
    right: side.right,
    middle,
    lowest,
    thickness: (share, least, most) => Math.min(Math.max(lowest * share, least), most),
    axes: (x) => ({
      grid: { left: names + side.left, right: side.right, top: 0, bottom: foot, outerBoundsMode: "none" },
      xAxis: { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, ...x, type: "value" } as Axis,
      yAxis: {
        type: "value",
        min: 0,
        max: room,
        inverse: true,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: box.rows
          ? { show: false }
          : {
              customValues: lanes.map((_, row) => middle(row)),
              formatter: (y: number) => labels.get(y.toFixed(3)) ?? "",
              color: theme.text,
              fontSize: textSize,
              lineHeight: 14,
              align: "left",
              margin: names + side.left,
              hideOverlap: false,
            },
      },
    }),
  };
}
