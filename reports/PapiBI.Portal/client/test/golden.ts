import { readFileSync } from "node:fs";
import { chartOption } from "../src/chartOption";
import type { Box, ChartOption } from "../src/charts/drawing";
import type { ChartSpec } from "../src/spec";
import { light, type Theme } from "../src/theme";

const folder = "../../../tests/PapiBI.Tests/Golden/charts";

/** What a C# test has written down of each kind. */
export const golden = (name: string): ChartSpec => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as ChartSpec;

/** Rows of a table, the third twice as high. */
export const rowsBox = (count: number, head = 0): Box => {
  const heights = Array.from({ length: count }, (_, row) => (row === 2 ? 60 : 30));
  const rows = heights.map((height, row) => ({ height, top: head + heights.slice(0, row).reduce((sum, above) => sum + above, 0) }));
  return { width: 400, height: head + heights.reduce((sum, height) => sum + height, 0), rows };
};

interface Item {
  readonly value: number[];
  readonly name: string;
  readonly words?: string;
}

/** An option as a person reads it: series by name, their data and inks. */
export interface Read {
  readonly option: ChartOption;
  readonly x: Record<string, unknown>;
  readonly y: Record<string, unknown>;
  readonly names: string[];
  readonly series: (name: string) => Record<string, unknown>;
  readonly items: (name: string) => Item[];
  readonly shapes: (name: string, item: number) => Shape[];
}

export interface Shape {
  readonly type: string;
  readonly shape: Record<string, number>;
  readonly style: { readonly fill?: string; readonly stroke?: string; readonly text?: string };
}

export function read(spec: ChartSpec, box: Box = { width: 600, height: 320 }, theme: Theme = light, language: "vi" | "en" = "vi"): Read {
  const option = chartOption(spec, theme, language, box);
  const all = option.series as unknown as Record<string, unknown>[];
  const series = (name: string): Record<string, unknown> => {
    const found = all.filter((one) => one["name"] === name);
    if (found.length !== 1) {
      throw new Error(`${found.length} series are called "${name}".`);
    }
    return found[0]!;
  };
  const items = (name: string): Item[] => series(name)["data"] as Item[];
  return {
    option,
    x: option.xAxis as Record<string, unknown>,
    y: option.yAxis as Record<string, unknown>,
    names: all.map((one) => one["name"] as string),
    series,
    items,
    // Values themselves as pixels: a hundred to the unit across.
    shapes: (name, item) => (series(name)["renderItem"] as (params: unknown, api: unknown) => { children: Shape[] })({ dataIndex: item }, { coord: ([x, y]: number[]) => [x! * 100, y!] }).children,
  };
}

export const inkOf = (series: Record<string, unknown>): unknown => series["color"] ?? (series["itemStyle"] as { color: string }).color;

/** Every text in an option's own marks. */
export const wordsOf = (items: readonly Item[]): string[] => items.map((item) => item.words ?? "");
