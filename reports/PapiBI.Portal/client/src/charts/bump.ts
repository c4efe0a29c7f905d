import type { LineSeriesOption } from "echarts/charts";
import { textWidth } from "../letters";
import type { ChartSeries } from "../spec";
import { dashOf } from "./brokenLine";
import { chart, line, marks, rect, text, textSize, type Axis, type ChartOption, type Drawing, type Point } from "./drawing";
import { spread } from "./spread";
import { pointTip, valueText } from "./tips";

const edge = 10;
const yearRoom = 22;
const lead = 16;
const mostNames = 0.42;
const bandWidth = 16;
const symbols = ["circle", "rect", "triangle", "diamond"] as const;
const dashes = ["solid", "dashed", "dotted"] as const;

interface Label { readonly x: number; readonly y: number; readonly words: string; readonly ink: string; readonly isBold: boolean; readonly hasLead: boolean }

interface Look { readonly ink: string; readonly wordInk: string; readonly isSubject: boolean; readonly dash: "solid" | "dashed" | "dotted"; readonly symbol: string; readonly size: number; readonly width: number }

/** Places over years, the first on top, each line named at its end and led to its name. */
export function bump(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const looks = spec.series.map((series, index) => lookOf(drawing, series, index));
  const x = positions(spec.categories);
  const first = spec.min ?? 1;
  const last = Math.max(spec.max ?? 0, first + 1, ...spec.series.flatMap((series) => series.values.map((value) => value ?? 0)));
  const right = rightLabels(drawing, looks, x);
  const left = leftLabels(drawing, looks, x, first);
  const longest = (labels: readonly Label[]): number => Math.max(1, ...labels.map((label) => textWidth(label.words, textSize, label.isBold)));
  const room = (labels: readonly Label[]): number => Math.min(longest(labels) + lead + 8, box.width * mostNames);
  const [leftRoom, rightRoom] = [room(left), room(right)];
  const height = box.height - 2 * edge - yearRoom;
  const [start, end] = [x[0]!, x.at(-1)!];
  const pixel = (at: number, place: number): Point => [
    leftRoom + ((at - start) / (end - start || 1)) * (box.width - leftRoom - rightRoom),
    edge + ((place - first) / (last - first)) * height,
  ];
  // Letters as large as all names have room for, across and down.
  const across = Math.min(1, (leftRoom - lead - 4) / longest(left), (rightRoom - lead - 4) / longest(right));
  const size = Math.max(8, Math.min(textSize * (left.length === 0 ? Math.min(1, (rightRoom - lead - 4) / longest(right)) : across), height / Math.max(right.length, left.length, 1)));
  const every = Math.ceil((textWidth("2000", textSize) + 8) / Math.max(1, pixel(x[1] ?? start + 1, first)[0] - pixel(start, first)[0]));

  return chart(drawing, {
    grid: { left: leftRoom, right: rightRoom, top: edge, bottom: edge + yearRoom, outerBoundsMode: "none" },
    xAxis: {
      type: "value", min: start, max: end === start ? start + 1 : end, axisTick: { show: false, customValues: x }, axisLine: { show: false }, splitLine: { show: false },
      axisLabel: { customValues: x.filter((_, i) => (x.length - 1 - i) % every === 0), formatter: (at: number) => spec.categories[x.indexOf(at)] ?? "", color: theme.text, fontSize: textSize, margin: edge + 4, hideOverlap: false },
      position: "bottom",
    } as Axis,
    yAxis: { type: "value", min: first, max: last, inverse: spec.isReversed, show: false },
    series: [
      bounds(),
      ...spec.series.map((series, index) => lineOf(drawing, series, looks[index]!, x)),
      names("names", right, 1),
      names("starts", left, -1),
    ],
  });

  function bounds() {
    const cuts = spec.breaks.filter((cut) => cut.afterCategory >= 0 && cut.afterCategory < x.length - 1);
    return marks("breaks", theme.band, [{ value: [start, first] }, ...cuts.map((cut) => ({ value: [(x[cut.afterCategory]! + x[cut.afterCategory + 1]!) / 2, first], words: cut.label }))], (_, [at], index) => {
      if (index === 0) {
        return [first, last].map((place) => line(pixel(start, place), pixel(end, place), theme.grid, 1));
      }
      const [middle] = pixel(at!, first);
      return [
        rect(middle - bandWidth / 2, edge, bandWidth, height, { fill: theme.band }),
        text(cuts[index - 1]!.label, [middle, edge + height / 2], theme.quiet, { size: 11, align: "center", rotation: Math.PI / 2, halo: theme.band }),
      ];
    }, 1);
  }

  function names(name: string, labels: readonly Label[], side: 1 | -1) {
    const heights = spread(labels.map((label) => pixel(label.x, label.y)[1]), size * 1.18, edge, edge + height);
    const column = side > 0 ? box.width - rightRoom + lead : leftRoom - lead;
    return marks(name, theme.text, labels.map((label) => ({ value: [label.x, label.y], words: label.words })), (_, __, index) => {
      const label = labels[index]!;
      const from = pixel(label.x, label.y);
      const at: Point = [column, heights[index]!];
      return [
        ...(label.hasLead ? [line([from[0] + side * 5, from[1]], [at[0] - side * 2, at[1]], theme.rule, 0.75)] : []),
        text(label.words, [at[0] + side * 2, at[1]], label.ink, { size, isBold: label.isBold, align: side > 0 ? "left" : "right", halo: theme.paper }),
      ];
    }, 6);
  }

  function rightLabels({ spec }: Drawing, looks: readonly Look[], x: readonly number[]): Label[] {
    return spec.series.flatMap((series, index) => {
      const at = series.values.findLastIndex((value) => value !== null);
      return at < 0 ? [] : [{
        x: x[at]!,
        y: series.values[at]!,
        words: `${valueText(spec, series, at, language)} ${series.name}${at === x.length - 1 ? "" : ` (${spec.categories[at]})`}`,
        ink: looks[index]!.wordInk,
        isBold: looks[index]!.isSubject,
        hasLead: at === x.length - 1,
      }];
    });
  }
}

/** The years themselves where the categories are years. */
function positions(categories: readonly string[]): number[] {
  const years = categories.map((category) => (/^\d{4}$/.test(category) ? Number(category) : Number.NaN));
  return years.every((year, i) => !Number.isNaN(year) && (i === 0 || year > years[i - 1]!)) ? years : categories.map((_, i) => i + 1);
}

/** One province among quiet others, or equals told apart by ink, dash and dot, which a photocopy keeps. */
function lookOf({ spec, theme }: Drawing, series: ChartSeries, index: number): Look {
  if (series.role === "subject") {
    return { ink: theme.inks.subject, wordInk: theme.inks.subject, isSubject: true, dash: "solid", symbol: "circle", size: 9, width: 3 };
  }
  if (spec.series.some((other) => other.role === "subject")) {
    return { ink: theme.inks[series.role], wordInk: theme.quiet, isSubject: false, dash: dashOf(series.role), symbol: "circle", size: 5, width: 1.25 };
  }
  const equals = [theme.inks.subject, theme.inks.best, theme.inks.region, theme.inks.previous];
  const ink = equals[index % equals.length]!;
  const turn = Math.floor(index / equals.length);
  return { ink, wordInk: theme.text, isSubject: false, dash: dashes[turn % dashes.length]!, symbol: symbols[(index + turn) % symbols.length]!, size: 8, width: 1.75 };
}

function lineOf({ spec, language }: Drawing, series: ChartSeries, look: Look, x: readonly number[]): LineSeriesOption {
  const data = series.values.flatMap((value, at) => {
    const point = { value: [x[at]!, value ?? Number.NaN], name: pointTip(spec, series, at, language) };
    // A gap after a break cuts the line there.
    return spec.breaks.some((cut) => cut.afterCategory === at && at < x.length - 1) ? [point, { value: [(x[at]! + x[at + 1]!) / 2, Number.NaN], name: "" }] : [point];
  });
  return {
    type: "line",
    name: series.name,
    z: look.isSubject ? 5 : 3,
    connectNulls: false,
    clip: false,
    color: look.ink,
    symbol: look.symbol,
    symbolSize: look.size,
    showAllSymbol: true,
    lineStyle: { width: look.width, type: look.dash },
    emphasis: { scale: 1.5, lineStyle: { width: look.width + 1 } },
    data: data.map(({ value, name }) => ({ value: value.map((number) => (Number.isNaN(number) ? "-" : number)), name })),
  };
}

/** Where each member began; with its name on a slope chart. The ends of the scale where nobody stands. */
function leftLabels({ spec, theme, language }: Drawing, looks: readonly Look[], x: readonly number[], first: number): Label[] {
  if (x.length === 1) {
    return [];
  }
  const starts = spec.series.flatMap((series, index): Label[] => {
    const value = series.values[0] ?? null;
    const place = valueText(spec, series, 0, language);
    return value === null ? [] : [{ x: x[0]!, y: value, words: x.length === 2 ? `${series.name} ${place}` : place, ink: looks[index]!.wordInk, isBold: looks[index]!.isSubject, hasLead: true }];
  });
  const ends = [first, spec.max ?? 0].filter((end) => end > 0 && starts.every((label) => Math.abs(label.y - end) >= 1));
  return [...starts, ...ends.map((end): Label => ({ x: x[0]!, y: end, words: `${end}`, ink: theme.quiet, isBold: false, hasLead: false }))];
}
