import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { chartOption } from "./chartOption";
import { drawLegend, legendOf, type Entry } from "./legend";
import { boxOver, boxOf, layOver } from "./layout";
import { onPrint } from "./print";
import type { ChartSpec, Language } from "./spec";
import { dark, light, withHostColours, type Theme } from "./theme";

echarts.use([LineChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A chart of the page: its place, what it means, and the table that it lies over. */
interface Chart {
  readonly place: HTMLElement;
  readonly spec: ChartSpec;
  readonly table: HTMLTableElement | null;
  readonly legend: { readonly place: HTMLElement; readonly entries: readonly Entry[] } | null;
  readonly drawn: echarts.ECharts;
}

const darkness = matchMedia("(prefers-color-scheme: dark)");
let isPrinting = false;

let language: Language = document.documentElement.lang === "en" ? "en" : "vi";
const charts = new Set<Chart>();
const waiting = new Set<Chart>();

const resized = new ResizeObserver((entries) => {
  if (isPrinting) {
    return;
  }
  for (const chart of charts) {
    if (entries.some(({ target }) => target === chart.place || chart.table?.contains(target))) {
      waiting.add(chart);
    }
  }
  requestAnimationFrame(() => {
    const some = [...waiting];
    waiting.clear();
    redraw(some);
  });
});

const redraw = (some: Iterable<Chart> = charts): void => {
  for (const chart of some) {
    draw(chart, theme(), language);
  }
};

darkness.addEventListener("change", () => redraw());
new MutationObserver(() => redraw()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
void document.fonts.ready.then(() => redraw([...charts].filter((chart) => chart.table !== null)));
onPrint(
  () => {
    isPrinting = true;
    redraw();
  },
  () => {
    isPrinting = false;
    redraw();
  },
);

/** Draws the charts of a part of the page and keeps them right when sizes, letters or colours change. A mark that is clicked tells its place what it is of, as the event "choose". */
export function drawAll(places: readonly HTMLElement[], inLanguage?: Language): void {
  language = inLanguage ?? language;
  for (const place of places) {
    try {
      const chart = prepare(place, language);
      charts.add(chart);
      draw(chart, theme(), language);
      (chart.table === null ? [place] : [chart.table, ...chart.table.rows]).forEach((part) => resized.observe(part));
      chart.drawn.on("click", ({ data }) => {
        const key = (data as { key?: string } | undefined)?.key;
        if (key !== undefined) {
          place.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: key }));
        }
      });
    } catch (fault) {
      // The table of its numbers stands on the page; the others are drawn.
      console.error(fault);
      place.hidden = true;
    }
  }
}

/** Draws every chart anew, in this language. */
export function redrawAll(inLanguage: Language): void {
  language = inLanguage;
  redraw();
}

/** Lets go of the charts of a part of the page that is about to be replaced. */
export function forget(part: HTMLElement): void {
  for (const chart of charts) {
    if (part.contains(chart.place)) {
      charts.delete(chart);
      waiting.delete(chart);
      (chart.table === null ? [chart.place] : [chart.table, ...chart.table.rows]).forEach((watched) => resized.unobserve(watched));
      chart.drawn.dispose();
    }
  }
}

function theme(): Theme {
  if (isPrinting) {
    return light;
  }
  const chosen = document.documentElement.dataset["theme"];
  return withHostColours(chosen === "dark" || (chosen !== "light" && darkness.matches) ? dark : light);
}

function prepare(place: HTMLElement, language: Language): Chart {
  const figure = place.closest("figure")!;
  const spec = JSON.parse(place.querySelector('script[type="application/json"]')!.textContent!) as ChartSpec;
  const table = place.classList.contains("over-rows") ? figure.querySelector<HTMLTableElement>("table.with-chart") : null;
  if (table !== null) {
    layOver(place, table);
  }
  const canvas = document.createElement("div");
  canvas.className = "drawing";
  place.replaceChildren(canvas);
  const { width, height } = table === null ? boxOf(place) : boxOver(place, table, spec);
  const drawn = echarts.init(canvas, null, { renderer: "svg", width, height });
  return { place, spec, table, drawn, legend: legendFor(figure, spec, language) };
}

function legendFor(figure: HTMLElement, spec: ChartSpec, language: Language): Chart["legend"] {
  const words = figure.querySelector<HTMLElement>(":scope > .legend");
  const entries = legendOf(spec, words?.textContent ?? "", language);
  if (entries === null) {
    return null;
  }
  const place = words ?? document.createElement("p");
  place.className = "legend";
  figure.querySelector("figcaption")!.after(place);
  return { place, entries };
}

function draw({ place, spec, table, drawn, legend }: Chart, theme: Theme, language: Language): void {
  const box = table === null ? boxOf(place, isPrinting) : boxOver(place, table, spec);
  if (box.width < 1 || box.height < 1) {
    return;
  }
  if (legend !== null) {
    drawLegend(legend.place, legend.entries, spec, theme);
  }
  drawn.resize({ width: box.width, height: box.height, silent: true });
  drawn.setOption(told(chartOption(spec, theme, language, box)), { notMerge: true });
}

// As an element of text: a tooltip of markup would carry styles that the page's policy refuses.
function told(option: ReturnType<typeof chartOption>): ReturnType<typeof chartOption> {
  return {
    ...option,
    tooltip: {
      ...option.tooltip,
      formatter: (at) => {
        const [first, ...rest] = (Array.isArray(at) ? at[0]!.name : at.name).split("\n");
        const said = document.createElement("div");
        const head = document.createElement("strong");
        head.textContent = first!;
        said.append(head, ...rest.map((words) => {
          const line = document.createElement("div");
          line.textContent = words;
          return line;
        }));
        return first === "" ? "" : said;
      },
    },
  };
}
