import { decimalsOf, fixed, missing } from "../numbers";
import type { ChartSeries, ChartSpec, Language } from "../spec";

/** A value as a label says it: in the format of the chart, or in the words of the document. */
export function valueText(spec: ChartSpec, series: ChartSeries, category: number, language: Language): string {
  const value = series.values[category];
  return value === null || value === undefined ? missing : series.labels?.[category] || fixed(value, decimalsOf(spec.labelFormat), language);
}

/** What a reader is told of one point: category, whose value, the value with what belongs to it. */
export const pointTip = (spec: ChartSpec, series: ChartSeries, category: number, language: Language): string =>
  withBasis(spec, [spec.categories[category]!, said(spec, series, category, language)]);

/** What a reader is told of a category: the values of all. */
export const categoryTip = (spec: ChartSpec, category: number, language: Language): string =>
  withBasis(spec, [spec.categories[category]!, ...spec.series.map((series) => said(spec, series, category, language))]);

function said(spec: ChartSpec, series: ChartSeries, category: number, language: Language): string {
  const beside = series.tips?.[category];
  return `${series.name}: ${valueText(spec, series, category, language)}${beside ? ` (${beside})` : ""}`;
}

const withBasis = (spec: ChartSpec, lines: readonly string[]): string => [...lines, ...(spec.basis === undefined ? [] : [spec.basis])].join("\n");
