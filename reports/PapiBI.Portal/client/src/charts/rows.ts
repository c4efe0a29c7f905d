import { textWidth, wrapped } from "../letters";
import { seriesOf } from "../spec";
import { marks, text, textSize, type Axis, type ChartOption, type Drawing, type Lane, type Series } from "./drawing";
import { valueText } from "./tips";

/** Charts of rows: across in values, down in pixels, so that a mark stands in the middle of its row however high that is. */
export interface Rows {
  readonly lanes: readonly Lane[];
  readonly left: number;
  readonly right: number;
  /** Where the numbers beside the names end. */
  readonly numbersEnd: number;
  readonly middle: (row: number) => number;
  readonly lowest: number;
  /** How thick bars are: a share of the lowest row, within bounds. */
  readonly thickness: (share: number, least: number, most: number) => number;
  readonly axes: (x: Axis) => Pick<ChartOption, "grid" | "xAxis" | "yAxis">;
}

const mostNames = 0.4;
const widestNames = 260;
const lineHeight = 13;

/** The rows of the table below, or equal ones with their names beside them. */
export function rowsOf({ spec, theme, box }: Drawing, side: { left: number; right: number; axis?: number; head?: number; numbers?: readonly string[] }): Rows {
  const count = spec.categories.length;
  const foot = side.axis ?? 0;
  const head = side.head ?? 0;
  const room = box.height - foot - head;
  const lanes = box.rows ?? Array.from({ length: count }, (_, row) => ({ top: head + (row * room) / count, height: room / count }));
  const longest = Math.max(...spec.categories.map((category) => textWidth(category, textSize)));
  const names = box.rows ? 0 : Math.min(longest + 8, widestNames, box.width * mostNames);
  const numbers = side.numbers === undefined || side.numbers.length === 0 ? 0 : Math.max(...side.numbers.map((number) => textWidth(number, textSize, true))) + 8;
  const left = names + numbers + side.left;
  const lowest = Math.min(...lanes.map((lane) => lane.height));
  const middle = (row: number): number => lanes[row]!.top + lanes[row]!.height / 2;
  const mostLines = Math.max(1, Math.floor(lowest / lineHeight));
  const labels = new Map(lanes.map((_, row) => [middle(row).toFixed(3), wrapped(spec.categories[row] ?? "", names - 8, textSize, mostLines)]));
  return {
    lanes,
    left,
    right: side.right,
    numbersEnd: names + numbers - 4,
    middle,
    lowest,
    thickness: (share, least, most) => Math.min(Math.max(lowest * share, least), most),
    axes: (x) => ({
      grid: { left, right: side.right, top: 0, bottom: foot, outerBoundsMode: "none" },
      xAxis: { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, ...x, type: "value" } as Axis,
      yAxis: {
        type: "value",
        min: 0,
        max: box.height - foot,
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
              lineHeight,
              align: "left",
              margin: left,
              hideOverlap: false,
            },
      },
    }),
  };
}

/** The numbers beside the names, where no table prints them: the subject's, or a field's median. */
export function numbersBeside({ spec, language, box }: Drawing): string[] {
  const shown = seriesOf(spec, "subject") ?? seriesOf(spec, "median");
  return box.rows || shown === undefined ? [] : shown.values.map((_, row) => valueText(spec, shown, row, language));
}

export function drawNumbers({ theme }: Drawing, rows: Rows, numbers: readonly string[]): Series {
  return marks("numbers", theme.text, numbers.map((words, row) => ({ value: [0, row], words })), (_, [, row]) => [
    text(numbers[row!]!, [rows.numbersEnd, rows.middle(row!)], theme.text, { isBold: true, align: "right" }),
  ]);
}
