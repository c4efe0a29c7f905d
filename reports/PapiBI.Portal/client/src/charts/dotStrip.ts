import type { ChartSeries } from "../spec";
import { chart, line, marks, type ChartOption, type Drawing } from "./drawing";
import { axisBelow, axisHeight, dots } from "./dots";
import { drawNumbers, numbersBeside, rowsOf } from "./rows";
import { scaleOf } from "./scale";
import { pointTip } from "./tips";

// The subject above, the statistics in the middle, the others below: no dot hides one that matters more.
const lanes = { subject: 0.26, statistic: 0.54, peer: 0.8 } as const;

/** Every member of a field as a dot on one strip per category. */
export function dotStrip(drawing: Drawing): ChartOption {
  const { spec, theme, language } = drawing;
  const scale = scaleOf(spec);
  const numbers = numbersBeside(drawing);
  const rows = rowsOf(drawing, { left: 14, right: 16, axis: axisHeight, numbers });
  const across = (series: ChartSeries, category: number): number[] => {
    const lane = series.role === "subject" ? lanes.subject : series.role === "peer" ? lanes.peer : lanes.statistic;
    return [series.values[category]!, rows.lanes[category]!.top + rows.lanes[category]!.height * lane];
  };
  const dotsOf = (series: ChartSeries) => series.values.flatMap((value, category) => (value === null ? [] : [{
    value: across(series, category),
    name: pointTip(spec, series, category, language),
  }]));
  const peers = spec.series.filter((series) => series.role === "peer");
  const others = spec.series.filter((series) => series.role !== "peer");
  return chart(drawing, {
    ...rows.axes(axisBelow(drawing, scale)),
    series: [
      marks("rows", theme.grid, spec.categories.slice(1).map((_, row) => ({ value: [scale.min, row + 1] })), (at, [, row]) => [line([0, rows.lanes[row!]!.top], [at(scale.max, 0)[0], rows.lanes[row!]!.top], theme.grid, 1)], 1),
      drawNumbers(drawing, rows, numbers),
      ...(peers.length === 0 ? [] : [dots(drawing, peers.map((peer) => peer.name).join(", "), "peer", peers.flatMap(dotsOf))]),
      ...others.map((series) => dots(drawing, series.name, series.role, dotsOf(series))),
    ],
  });
}
