import type { SeriesRole } from "../spec";
import { valuesOf } from "../spec";
import { chart, feeler, marks, rect, type ChartOption, type Drawing } from "./drawing";
import { drawNumbers, numbersBeside, rowsOf } from "./rows";
import { categoryTip } from "./tips";

const headroom = 1.04;

/** The subject's bar in each row, the others as ticks across it: the nation's thick, the region's and the best one's thin and taller. */
export function barsWithMarks(drawing: Drawing): ChartOption {
  const { spec, theme, language } = drawing;
  const numbers = numbersBeside(drawing);
  const rows = rowsOf(drawing, { left: 4, right: 6, numbers });
  const min = spec.min ?? 0;
  const max = spec.max ?? Math.max(...valuesOf(spec), 1) * headroom;
  const bar = rows.thickness(0.42, 6, 16);
  // Ticks over bars, thick ones below thin ones.
  const order: SeriesRole[] = ["subject", "peer", "previous", "nation", "region", "best"];
  const drawn = [...spec.series].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return chart(drawing, {
    ...rows.axes({ min, max }),
    series: [
      ...drawn.map((series) => marks(
        series.name,
        theme.inks[series.role],
        series.values.map((value, row) => ({ value: [value ?? Number.NaN, row] })),
        (at, [value, row]) => {
          if (Number.isNaN(value)) {
            return [];
          }
          const [x, y] = at(value!, rows.middle(row!));
          if (series.role === "subject") {
            const [from] = at(min, 0);
            return [rect(from, y - bar / 2, x - from, bar, { fill: theme.inks.subject })];
          }
          const [width, reach] = series.role === "nation" ? [5, bar / 2 + 3] : [2.5, bar / 2 + 5];
          // Paper beside a tick keeps it apart from the bar.
          return [rect(x - width / 2 - 1, y - reach, width + 2, reach * 2, { fill: theme.paper }), rect(x - width / 2, y - reach, width, reach * 2, { fill: theme.inks[series.role] })];
        },
      )),
      drawNumbers(drawing, rows, numbers),
      feeler(
        spec.categories.map((_, row) => ({ value: [row, row], name: categoryTip(spec, row, language) })),
        (at, [row]) => {
          const lane = rows.lanes[row!]!;
          const [from] = at(min, 0);
          const [to] = at(max, 0);
          return [rect(from, lane.top, to - from, lane.height, { fill: "transparent" })];
        },
      ),
    ],
  });
}
