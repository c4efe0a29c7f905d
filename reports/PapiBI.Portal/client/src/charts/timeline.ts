import { textWidth } from "../letters";
import { dayText, missing, percent } from "../numbers";
import { valueAt, type ChartSpec, type Language, type SeriesRole } from "../spec";
import { chart, feeler, line, marks, rect, text, type Axis, type ChartOption, type Drawing } from "./drawing";
import { monthAxis } from "./months";
import { rowsOf } from "./rows";

const size = 11;
const sides = { left: 4, right: 4 };
const shortest = 3;
/** Room for the months and the day of the report above the first row, where no table header gives it. */
const head = 34;

/** A row's bar in days, its last day included. */
export interface Work {
  readonly row: number;
  readonly start: number;
  readonly done: number;
  readonly end: number;
  readonly isLate: boolean;
}

/** Tasks with a first and a last day; the part done is a share of the days. */
export function workOf(spec: ChartSpec): Work[] {
  return spec.categories.flatMap((_, row): Work[] => {
    const at = (role: SeriesRole): number | null => valueAt(spec, role, row);
    const start = at("start");
    const due = at("late") ?? at("remaining");
    if (start === null || due === null || due < start) {
      return [];
    }
    const share = Math.min(Math.max(at("done") ?? 0, 0), 1);
    return [{ row, start, done: start + share * (due + 1 - start), end: due + 1, isLate: at("late") !== null }];
  });
}

/** Tasks over the months, a row each: dark what is done, light what remains, an open box with lines where it is late; a line at the end of the report's day. */
export function timeline(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const rows = rowsOf(drawing, { ...sides, head });
  const top = rows.lanes[0]?.top ?? head;
  const days = [...spec.series.filter((series) => series.role !== "done").flatMap((series) => series.values), spec.mark?.at ?? null, spec.min ?? null, spec.max ?? null].filter((day) => day !== null);
  const width = box.width - rows.left - rows.right;
  const months = days.length === 0 ? { min: 0, max: 1, ticks: [] } : monthAxis(Math.min(...days), Math.max(...days), width, size, language);
  const bar = rows.thickness(0.46, 6, 14);
  const work = workOf(spec);
  const bars = (name: string, ink: string, role: SeriesRole, of: (task: Work) => readonly [number, number] | null) => marks(
    name,
    ink,
    work.flatMap((task) => {
      const days = of(task);
      return days === null || days[1] <= days[0] ? [] : [{ value: [...days, task.row] }];
    }),
    (at, [from, to, row]) => {
      const y = rows.middle(row!) - bar / 2;
      const [x] = at(from!, 0);
      const length = Math.max(at(to!, 0)[0] - x, shortest);
      switch (role) {
        case "done":
          return [rect(x, y, length, bar, { fill: ink })];
        case "remaining":
          return [rect(x, y + 0.5, length, bar - 1, { fill: theme.remainingArea, stroke: ink, lineWidth: 1 })];
        default:
          return [
            rect(x, y + 0.5, length, bar - 1, { fill: theme.paper, stroke: ink, lineWidth: 1.25 }),
            ...[1 / 3, 2 / 3].map((share) => line([x, y + bar * share], [x + length, y + bar * share], ink, 1)),
          ];
      }
    },
    3,
  );
  const nameOf = (role: SeriesRole): string => spec.series.find((series) => series.role === role)?.name ?? "";

  return chart(drawing, {
    ...rows.axes({ min: months.min, max: months.max } as Axis),
    series: [
      marks("months", theme.grid, months.ticks.map((tick) => ({ value: [tick.day, 0], words: tick.label })), (at, [day], index) => {
        const [x] = at(day!, 0);
        const tick = months.ticks[index]!;
        return [
          ...(tick.hasLine ? [line([x, top - 15], [x, box.height], theme.grid, 1)] : []),
          ...(tick.label === "" ? [] : [text(tick.label, [x + 3, top - 9], theme.quiet, { size, align: "left" })]),
        ];
      }, 1),
      bars(nameOf("done"), theme.inks.done, "done", (task) => [task.start, task.done]),
      bars(nameOf("remaining"), theme.inks.remaining, "remaining", (task) => (task.isLate ? null : [task.done, task.end])),
      bars(nameOf("late"), theme.inks.late, "late", (task) => (task.isLate ? [task.done, task.end] : null)),
      ...(spec.mark === undefined ? [] : [marks("mark", theme.text, [{ value: [spec.mark.at + 1, 0], words: spec.mark.label }], (at, [day]) => {
        const [x] = at(day!, 0);
        const half = textWidth(spec.mark!.label, size, true) / 2;
        const align = x - half < rows.left ? "left" : x + half > box.width ? "right" : "center";
        return [
          line([x, top - 18], [x, box.height], theme.text, 1.5),
          text(spec.mark!.label, [x, top - 25], theme.text, { size, isBold: true, align }),
        ];
      }, 5)]),
      feeler(
        spec.categories.map((_, row) => ({ value: [months.min, row], name: tip(spec, row, language) })),
        (_, [, row]) => [rect(0, rows.lanes[row!]!.top, box.width, rows.lanes[row!]!.height, { fill: "transparent" })],
      ),
    ],
  });
}

function tip(spec: ChartSpec, row: number, language: Language): string {
  const lines = spec.series.flatMap((series) => {
    const value = series.values[row] ?? null;
    return value === null && series.role !== "start" ? [] : [`${series.name}: ${value === null ? missing : series.role === "done" ? percent(value, language) : dayText(value, language)}`];
  });
  return [spec.categories[row], ...lines].join("\n");
}
