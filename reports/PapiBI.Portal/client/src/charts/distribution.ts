import type { SeriesRole } from "../spec";
import { seriesOf, valueAt } from "../spec";
import { chart, feeler, line, marks, rect, type ChartOption, type Drawing } from "./drawing";
import { axisBelow, axisHeight, dots } from "./dots";
import { drawNumbers, numbersBeside, rowsOf } from "./rows";
import { scaleOf } from "./scale";
import { categoryTip } from "./tips";

const ofTheField: readonly SeriesRole[] = ["lowest", "lowerQuartile", "median", "upperQuartile", "best"];
const lowerLane = 0.36;

/** A field's spread per category: a hair from the lowest to the best, an open box between the quartiles, a tick at the median; the subject on it, others just below. */
export function distribution(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const scale = scaleOf(spec);
  const numbers = numbersBeside(drawing);
  const rows = rowsOf(drawing, { left: 14, right: 16, axis: axisHeight, numbers });
  const half = rows.thickness(0.27, 4, 9);
  const data = spec.categories.map((_, row) => ({ value: [row, ...ofTheField.map((role) => valueAt(spec, role, row) ?? Number.NaN)] }));
  const has = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value);
  const nameOf = (role: SeriesRole): string => seriesOf(spec, role)?.name ?? "";
  const hairInk = theme.inks.median;

  return chart(drawing, {
    ...rows.axes(axisBelow(drawing, scale)),
    series: [
      marks(`${nameOf("lowest")} – ${nameOf("best")}`, hairInk, data, (at, [row, lowest, lower, median, upper, best]) => {
        const y = rows.middle(row!);
        const x = (value: number): number => at(value, 0)[0];
        const [inner, outer] = [[lower, median, best].find(has), [upper, median].find(has)];
        return [
          ...(has(lowest) ? [line([x(lowest), y - half / 2], [x(lowest), y + half / 2], hairInk, 1.25), ...(has(inner) ? [line([x(lowest), y], [x(inner), y], hairInk, 1.25)] : [])] : []),
          ...(has(best) && has(outer) ? [line([x(outer), y], [x(best), y], hairInk, 1.25)] : []),
          ...(has(best) ? [line([x(best), y - half * 0.7], [x(best), y + half * 0.7], theme.inks.best, 3)] : []),
        ];
      }),
      marks(`${nameOf("lowerQuartile")} – ${nameOf("upperQuartile")}`, hairInk, data, (at, [row, , lower, , upper]) => {
        if (!has(lower) || !has(upper)) {
          return [];
        }
        const y = rows.middle(row!);
        return [rect(at(lower, 0)[0], y - half, at(upper, 0)[0] - at(lower, 0)[0], half * 2, { fill: theme.paper, stroke: hairInk, lineWidth: 1.25 })];
      }),
      marks(nameOf("median"), hairInk, data, (at, [row, , , median]) => {
        if (!has(median)) {
          return [];
        }
        const [x] = at(median, 0);
        return [line([x, rows.middle(row!) - half - 2], [x, rows.middle(row!) + half + 2], hairInk, 3)];
      }, 3),
      drawNumbers(drawing, rows, numbers),
      feeler(
        spec.categories.map((_, row) => ({ value: [row, row], name: categoryTip(spec, row, language) })),
        (_, [row]) => [rect(rows.left, rows.lanes[row!]!.top, box.width - rows.left - rows.right, rows.lanes[row!]!.height, { fill: "transparent" })],
      ),
      ...spec.series.filter((series) => !ofTheField.includes(series.role)).map((series) => dots(drawing, series.name, series.role, series.values.flatMap((value, row) => (value === null ? [] : [{
        value: [value, rows.middle(row) + (series.role === "subject" ? 0 : rows.lanes[row]!.height * lowerLane)],
      }])))),
    ],
  });
}
