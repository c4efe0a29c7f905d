import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { wrapped } from "../letters";
import { dark, light } from "../theme";
import type { Column, Row } from "./answer";
import { shown, t } from "./words";

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

const darkness = matchMedia("(prefers-color-scheme: dark)");

export type Kind = "bar" | "line";

/** The most marks that can be told apart in the chart. */
export const mostMarks = 200;

/** One column of numbers over one of names or years, as the rows stand. */
export class QuickChart {
  readonly #drawn: echarts.ECharts;
  #again: () => void = () => undefined;

  constructor(place: HTMLElement) {
    this.#drawn = echarts.init(place, null, { renderer: "svg" });
    new ResizeObserver(() => this.#drawn.resize()).observe(place);
    darkness.addEventListener("change", () => this.#again());
  }

  draw(rows: readonly Row[], columns: readonly Column[], x: number, y: number, kind: Kind): void {
    this.#again = () => this.#draw(rows.slice(0, mostMarks), columns, x, y, kind);
    this.#again();
  }

  #draw(rows: readonly Row[], columns: readonly Column[], x: number, y: number, kind: Kind): void {
    const chosen = document.documentElement.dataset["theme"];
    const theme = chosen === "dark" || (chosen !== "light" && darkness.matches) ? dark : light;
    const [category, measure] = [columns[x]!, columns[y]!];
    const text = { color: theme.text, fontFamily: getComputedStyle(document.body).fontFamily };
    const data = rows.map((row) => (row[y] === null ? null : Number(row[y])));
    this.#drawn.setOption({
      animation: false,
      grid: { left: 12, right: 24, top: 34, bottom: 12, containLabel: true },
      tooltip: {
        trigger: "axis",
        // Of elements: markup would carry styles that the page's policy refuses.
        formatter: (at: unknown) => {
          const first = (Array.isArray(at) ? at[0] : at) as { dataIndex: number };
          const row = rows[first.dataIndex]!;
          const said = document.createElement("div");
          said.textContent = `${shown(row[x]!, category)}: ${shown(row[y]!, measure)}`;
          return said;
        },
      },
      xAxis: {
        type: "category",
        data: rows.map((row) => shown(row[x]!, category)),
        axisLabel: { ...text, hideOverlap: true, formatter: (label: string) => wrapped(label, 110, 12, 1) },
        axisLine: { lineStyle: { color: theme.rule } },
        axisTick: { show: false },
      },
      yAxis: {
        type: "value",
        name: measure.name,
        nameTextStyle: { ...text, align: "left" },
        // A bar's length is its value, so it begins at nought; a line shows what moves.
        scale: kind === "line",
        axisLabel: { ...text, formatter: (value: number) => shown(value, measure) },
        splitLine: { lineStyle: { color: theme.grid } },
      },
      series: [kind === "bar"
        ? { type: "bar", data, itemStyle: { color: theme.inks.subject }, barMaxWidth: 36 }
        : { type: "line", data, lineStyle: { color: theme.inks.subject }, itemStyle: { color: theme.inks.subject }, showSymbol: rows.length <= 40, connectNulls: false }],
    }, { notMerge: true });
  }
}

export const cutWords = (rows: number): string =>
  rows > mostMarks ? t(`Biểu đồ vẽ ${mostMarks} dòng đầu.`, `The chart draws the first ${mostMarks} rows.`) : "";
