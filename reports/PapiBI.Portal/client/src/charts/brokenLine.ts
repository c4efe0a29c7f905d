import type { LineSeriesOption } from "echarts/charts";
import { textWidth } from "../letters";
import type { ChartSeries, ChartSpec, SeriesRole } from "../spec";
import { chart, feeler, marks, rect, text, textSize, type ChartOption, type Drawing, type Mark, type Point } from "./drawing";
import { Places } from "./places";
import { scaleOf, tickText } from "./scale";
import { categoryTip, valueText } from "./tips";

const right = 14;
const top = 16;
const bottom = 24;

/** Lines over years. At a break stands a year without a name and without values, filled by a labelled band. */
export function brokenLine(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const scale = scaleOf(spec);
  const name = tickText(scale, language);
  const slots = slotsOf(spec);
  const left = Math.max(...scale.ticks.map((tick) => textWidth(name(tick), textSize))) + 10;
  const slotWidth = (box.width - left - right) / slots.length;
  const span = scale.max - scale.min || 1;
  const pixel = (slot: number, value: number): Point => {
    const height = (value - scale.min) / span;
    return [left + (slot + 0.5) * slotWidth, top + (spec.isReversed ? height : 1 - height) * (box.height - top - bottom)];
  };
  const slotOf = (category: number): number => slots.indexOf(category);
  const every = Math.max(1, Math.ceil((Math.max(...spec.categories.map((category) => textWidth(category, textSize))) + 6) / slotWidth));
  const last = spec.categories.length - 1;

  return chart(drawing, {
    grid: { left, right, top, bottom, outerBoundsMode: "none" },
    xAxis: {
      type: "category",
      data: slots.map((category) => (category === null ? "" : spec.categories[category]!)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.rule }, onZero: false },
      position: "bottom",
      axisLabel: {
        color: theme.text,
        fontSize: textSize,
        interval: (slot: number) => slots[slot] !== null && (last - slots[slot]!) % every === 0,
      },
    },
    yAxis: {
      type: "value",
      min: scale.min,
      max: scale.max,
      inverse: spec.isReversed,
      axisTick: { show: false, customValues: [...scale.ticks] },
      axisLine: { show: false },
      axisLabel: { color: theme.quiet, fontSize: textSize, customValues: [...scale.ticks], formatter: name, margin: 6 },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    series: [
      bands(drawing, slots, slotWidth, left),
      ...spec.series.map((series) => lineOf(drawing, series, slots)),
      labels(drawing, slotOf, pixel, slots, { left, slotWidth }),
      feeler(
        spec.categories.map((_, category) => ({ value: [slotOf(category), scale.min], name: categoryTip(spec, category, language) })),
        (_, [slot]) => [rect(left + slot! * slotWidth, 0, slotWidth, box.height, { fill: "transparent" })],
      ),
    ],
  });
}

/** Categories in order, null where a series breaks. */
function slotsOf(spec: ChartSpec): (number | null)[] {
  return spec.categories.flatMap((_, category) => (spec.breaks.some((cut) => cut.afterCategory === category && category < spec.categories.length - 1) ? [category, null] : [category]));
}

function lineOf({ spec, theme }: Drawing, series: ChartSeries, slots: readonly (number | null)[]): LineSeriesOption {
  const isSubject = series.role === "subject";
  const values = slots.map((category) => (category === null ? null : (series.values[category] ?? null)));
  return {
    type: "line",
    name: series.name,
    z: isSubject ? 4 : 3,
    connectNulls: false,
    silent: true,
    emphasis: { disabled: true },
    color: theme.inks[series.role],
    symbol: isSubject ? (spec.isReversed ? "rect" : "circle") : "none",
    symbolSize: isSubject ? 7 : 5,
    showAllSymbol: true,
    lineStyle: { width: isSubject ? 2.5 : 1.75, type: dashOf(series.role) },
    // A value between two gaps has no line, so it is a dot.
    data: values.map((value, slot) => (value !== null && (values[slot - 1] ?? null) === null && (values[slot + 1] ?? null) === null && !isSubject ? { value, symbol: "circle" } : value)),
  };
}

export function dashOf(role: SeriesRole): "solid" | "dashed" | "dotted" {
  switch (role) {
    case "nation":
    case "previous":
      return "dashed";
    case "region":
    case "lowest":
      return "dotted";
    default:
      return "solid";
  }
}

function bands({ spec, theme, box }: Drawing, slots: readonly (number | null)[], slotWidth: number, left: number) {
  const cuts = slots.flatMap((category, slot) => (category === null ? [{ slot, label: spec.breaks.find((cut) => cut.afterCategory === slots[slot - 1])!.label }] : []));
  return marks("breaks", theme.band, cuts.map(({ slot, label }) => ({ value: [slot, spec.min ?? 0], words: label })), (_, [slot], index) => {
    const width = Math.min(slotWidth, 26);
    const middle = left + (slot! + 0.5) * slotWidth;
    const label = cuts[index]!.label;
    return [
      rect(middle - width / 2, top, width, box.height - top - bottom, { fill: theme.band }),
      text(label, [middle, top + (box.height - top - bottom) / 2], theme.quiet, { size: 11, align: "center", ...(label.length > 2 ? { rotation: Math.PI / 2 } : {}) }),
    ];
  }, 1);
}

/** Values that the document wants said, the latest first, then the names of lines where nothing is in their way. */
function labels({ spec, theme, language, box }: Drawing, slotOf: (category: number) => number, pixel: (slot: number, value: number) => Point, slots: readonly (number | null)[], frame: { left: number; slotWidth: number }) {
  const places = new Places({ left: frame.left + 1, right: box.width, top: 0, bottom: box.height - bottom });
  slots.forEach((category, slot) => {
    if (category === null) {
      const middle = frame.left + (slot + 0.5) * frame.slotWidth;
      const half = Math.min(frame.slotWidth, 26) / 2;
      places.addArea({ left: middle - half, right: middle + half, top, bottom: box.height - bottom });
    }
  });
  for (const series of spec.series) {
    series.values.forEach((value, category) => {
      if (value === null) {
        return;
      }
      const at = pixel(slotOf(category), value);
      const next = series.values[category + 1] ?? null;
      const isCut = slotOf(category + 1) !== slotOf(category) + 1;
      places.addLine(at, next === null || isCut ? at : pixel(slotOf(category + 1), next));
      if (series.role === "subject") {
        places.addLine([at[0] - 4, at[1]], [at[0] + 4, at[1]]);
      }
    });
  }
  const said: { at: Point; words: string; ink: string; isBold: boolean; size: number }[] = [];
  const subjectsFirst = [...spec.series].sort((a, b) => Number(b.role === "subject") - Number(a.role === "subject"));
  for (const series of subjectsFirst) {
    for (const category of Object.keys(series.labels ?? {}).map(Number).sort((a, b) => b - a)) {
      const value = series.values[category] ?? null;
      if (value === null) {
        continue;
      }
      const isSubject = series.role === "subject";
      const isLatest = isSubject && category === spec.categories.length - 1;
      const words = valueText(spec, series, category, language);
      const slope = 2 * value - (series.values[category - 1] ?? value) - (series.values[category + 1] ?? value);
      const at = places.place(pixel(slotOf(category), value), textWidth(words, textSize, isLatest), 14, isSubject, spec.isReversed ? slope > 0 : slope < 0);
      if (at !== null) {
        said.push({ at, words, ink: isSubject ? theme.inks.subject : theme.quiet, isBold: isLatest, size: textSize });
      }
    }
  }
  for (const series of spec.series.length > 1 ? subjectsFirst : []) {
    const ink = series.role === "subject" ? theme.inks.subject : theme.quiet;
    for (let category = series.values.length - 1; category >= 0; category--) {
      const value = series.values[category] ?? null;
      const at = value === null ? null : places.place(pixel(slotOf(category), value), textWidth(series.name, 11), 13, false);
      if (at !== null) {
        said.push({ at, words: series.name, ink, isBold: false, size: 11 });
        break;
      }
    }
  }
  return marks("labels", theme.text, said.map((label): Mark => ({ value: [0, spec.min ?? 0, ...label.at], words: label.words })), (_, __, index) => {
    const label = said[index]!;
    return [text(label.words, label.at, label.ink, { size: label.size, isBold: label.isBold, align: "center", halo: theme.paper })];
  }, 6);
}
