import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { ChartSpec, Language } from "../spec";
import type { Theme } from "../theme";

export type ChartOption = ComposeOption<LineSeriesOption | ScatterSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption>;
export type Series = LineSeriesOption | ScatterSeriesOption | CustomSeriesOption;
export type Axis = NonNullable<Exclude<ChartOption["xAxis"], readonly unknown[]>>;

/** A row of the table that a chart lies over, or one of equal rows, in pixels from the top of the chart's box. */
export interface Lane {
  readonly top: number;
  readonly height: number;
}

/** The room for a chart in pixels; with the rows of its table where it lies over one. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly rows?: readonly Lane[];
}

/** A chart to be drawn: what it means, in which inks and language, and where. */
export interface Drawing {
  readonly spec: ChartSpec;
  readonly theme: Theme;
  readonly language: Language;
  readonly box: Box;
}

export const textSize = 12;

/** What all charts share: nothing moves, and what is hovered says its name, which is its whole text. */
export function chart({ theme }: Drawing, parts: Pick<ChartOption, "grid" | "xAxis" | "yAxis"> & { series: readonly Series[] }): ChartOption {
  return {
    animation: false,
    textStyle: { fontSize: textSize, color: theme.text },
    tooltip: {
      trigger: "item",
      appendTo: "body",
      className: "chart-tip",
      transitionDuration: 0,
      backgroundColor: theme.paper,
      borderColor: theme.rule,
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { color: theme.text },
      formatter: (at) => (Array.isArray(at) ? at[0]!.name : at.name),
    },
    ...parts,
    series: [...parts.series],
  };
}

export type Point = [number, number];

/** Where marks go: values of the axes to pixels. */
export type ToPixels = (x: number, y: number) => Point;

/** A mark: the numbers that place it, what is written there, and what a reader who points at it is told. */
export interface Mark {
  readonly value: number[];
  readonly words?: string;
  readonly name?: string;
}

export type Shape =
  | { readonly type: "rect"; readonly shape: { x: number; y: number; width: number; height: number; r?: number }; readonly style: Style }
  | { readonly type: "line"; readonly shape: { x1: number; y1: number; x2: number; y2: number }; readonly style: Style }
  | { readonly type: "polygon" | "polyline"; readonly shape: { points: Point[] }; readonly style: Style }
  | { readonly type: "circle"; readonly shape: { cx: number; cy: number; r: number }; readonly style: Style }
  | { readonly type: "text"; readonly x: number; readonly y: number; readonly rotation?: number; readonly style: Style };

export interface Style {
  fill?: string;
  stroke?: string;
  lineWidth?: number;
  lineDash?: number[] | "solid";
  text?: string;
  fontSize?: number;
  fontWeight?: number;
  align?: "left" | "center" | "right";
  verticalAlign?: "top" | "middle" | "bottom";
  lineHeight?: number;
}

/** Marks of one ink that no ready-made series draws. */
export function marks(name: string, ink: string, data: readonly Mark[], draw: (at: ToPixels, value: number[], index: number) => readonly Shape[], z = 2): CustomSeriesOption {
  const tells = data.some((mark) => mark.name !== undefined);
  return {
    type: "custom",
    name,
    z,
    clip: false,
    silent: !tells,
    itemStyle: { color: ink },
    data: data.map(({ value, words, name }) => ({ value, name: name ?? "", ...(words === undefined ? {} : { words }) })),
    renderItem: (params, api) => {
      const shapes = draw((x, y) => api.coord([x, y]) as Point, data[params.dataIndex]!.value, params.dataIndex);
      return { type: "group", children: shapes.map((shape) => ({ ...shape, silent: !tells })) } as never;
    },
  };
}

export function text(words: string, [x, y]: Point, fill: string, style: Style & { size?: number; isBold?: boolean; rotation?: number; halo?: string } = {}): Shape {
  const { size = textSize, isBold = false, rotation, halo, ...rest } = style;
  return {
    type: "text",
    x,
    y,
    ...(rotation === undefined ? {} : { rotation }),
    style: { text: words, fill, fontSize: size, fontWeight: isBold ? 600 : 400, verticalAlign: "middle", ...(halo === undefined ? {} : { stroke: halo, lineWidth: 3 }), ...rest },
  };
}

export const rect = (x: number, y: number, width: number, height: number, style: Style): Shape => ({ type: "rect", shape: { x, y, width, height }, style });

export const line = ([x1, y1]: Point, [x2, y2]: Point, stroke: string, lineWidth: number, lineDash: number[] | "solid" = "solid"): Shape => ({
  type: "line", shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth, lineDash },
});

/** Nothing to see, but where a reader may point to be told. */
export const feeler = (data: readonly Mark[], draw: (at: ToPixels, value: number[], index: number) => readonly Shape[]): CustomSeriesOption => marks("", "transparent", data, draw, 10);
