/** What a chart means, as the page holds it: ChartSpec of PapiBI.Reports as JSON. A missing value is null, never 0. */
export interface ChartSpec {
  readonly kind: ChartKind;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly min?: number;
  readonly max?: number;
  readonly isReversed: boolean;
  readonly labelFormat: string;
  readonly breaks: readonly ChartBreak[];
  readonly scales: readonly (RowScale | null)[];
  readonly mark?: { readonly at: number; readonly label: string };
  /** What each category is of: "province:92". */
  readonly keys?: readonly string[];
  /** The last line of every tip: statistic, source, published or derived. */
  readonly basis?: string;
  readonly altText: string;
  readonly dataTitle: string;
}

export const chartKinds = [
  "barsWithMarks", "brokenLine", "radar", "clusteredBar", "waterfall", "dotStrip", "bump", "distribution", "timeline", "bullet",
] as const;

export type ChartKind = (typeof chartKinds)[number];

export type SeriesRole =
  | "subject" | "previous" | "region" | "nation" | "best" | "peer"
  | "lowest" | "lowerQuartile" | "median" | "upperQuartile"
  | "start" | "done" | "remaining" | "late"
  | "target" | "baseline";

export interface ChartSeries {
  readonly name: string;
  readonly role: SeriesRole;
  /** Whose numbers they are: "province:92". */
  readonly key?: string;
  readonly values: readonly (number | null)[];
  /** Category → text at that point; an empty text stands for the value itself. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One a category: what is told beside the value. */
  readonly tips?: readonly (string | null)[];
}

export interface ChartBreak {
  readonly afterCategory: number;
  readonly label: string;
}

export interface RowScale {
  readonly worst: number;
  readonly best: number;
}

export type Language = "vi" | "en";

export const valuesOf = (spec: ChartSpec): number[] => spec.series.flatMap((series) => series.values.filter((value) => value !== null));

export const seriesOf = (spec: ChartSpec, role: SeriesRole): ChartSeries | undefined => spec.series.find((series) => series.role === role);

export const valueAt = (spec: ChartSpec, role: SeriesRole, category: number): number | null => seriesOf(spec, role)?.values[category] ?? null;
