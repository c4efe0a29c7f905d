import { decimalsOf, fixed, missing } from "../numbers";
import type { ChartSeries, ChartSpec, Language } from "../spec";

/** A value as a label says it: in the format of the chart, or in the words of the document. */
export function valueText(spec: ChartSpec, series: ChartSeries, category: number, language: Language): string {
  const value = series.values[category];
  return value === null || value === undefined ? missing : series.labels?.[category] || fixed(value, decimalsOf(spec.labelFormat), language);
}

/** What a reader is told of one point: category, whose value, the value. */
export const pointTip = (spec: ChartSpec, series: ChartSeries, category: number, language: Language): string =>
  `${spec.categories[category]}\n${series.name}: ${valueText(spec, series, category, language)}`;

/** What a reader is told of a category: the values of all. */
export const categoryTip = (spec: ChartSpec, category: number, language: Language): string =>
  [spec.categories[category], ...spec.series.map((series) => `${series.name}: ${valueText(spec, series, category, language)}`)].join("\n");
