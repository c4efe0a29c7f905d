import { textWidth, wrapped } from "../letters";
import { change, decimalsOf, fixed } from "../numbers";
import { signInk } from "./clusteredBar";
import { chart, line, marks, rect, text, textSize, type ChartOption, type Drawing, type Point, type Shape } from "./drawing";
import { rowsOf } from "./rows";
import { pointTip } from "./tips";

const margin = 0.25;
const narrowest = 62;

/** A level or a step of the way from the first to the last. */
export interface Step {
  readonly category: number;
  readonly isLevel: boolean;
  readonly low: number;
  readonly high: number;
  readonly change: number;
}

/** First and last value are levels, those between are steps; a missing one leaves its place empty. */
export function stepsOf(values: readonly (number | null)[]): Step[] {
  const steps: Step[] = [];
  let running = 0;
  values.forEach((value, category) => {
    if (value === null) {
      return;
    }
    const isLevel = category === 0 || category === values.length - 1;
    const next = isLevel ? value : running + value;
    steps.push({ category, isLevel, low: isLevel ? 0 : Math.min(running, next), high: isLevel ? value : Math.max(running, next), change: value });
    running = next;
  });
  return steps;
}

/** Columns where names have room beside each other, else rows. */
export function waterfall(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const series = spec.series[0]!;
  const steps = stepsOf(series.values);
  const isUpright = box.width / spec.categories.length >= narrowest;
  const decimals = decimalsOf(spec.labelFormat);
  const levels = steps.filter((step) => step.isLevel).map((step) => step.high);
  const lowest = Math.min(...steps.filter((step) => !step.isLevel).map((step) => step.low), ...levels);
  const highest = Math.max(...steps.map((step) => step.high));
  const room = Math.max(highest - lowest, 0.01);
  const min = spec.min ?? Math.max(0, Math.floor((lowest - room * 0.6) * 10) / 10);
  const max = spec.max ?? highest + (isUpright ? room * margin : 0);
  const label = (step: Step): string => (step.isLevel ? fixed(step.change, decimals, language) : change(step.change, decimals, language));
  const inkOf = (step: Step): string => (step.isLevel ? theme.inks.subject : signInk(drawing, step.change));
  const data = steps.map((step) => ({ value: [step.category, step.low, step.high], name: pointTip(spec, series, step.category, language) }));
  const ends = steps.map((step) => (step.isLevel || step.change > 0 ? step.high : step.low));

  if (!isUpright) {
    const rows = rowsOf(drawing, { left: 2, right: 8 + Math.max(...steps.map((step) => textWidth(label(step), textSize, step.isLevel))) });
    const bar = rows.thickness(0.6, 8, 20);
    return chart(drawing, {
      ...rows.axes({ min, max }),
      series: [
        marks(series.name, theme.inks.subject, data, (at, _, index) => {
          const step = steps[index]!;
          const y = rows.middle(step.category);
          const [from, to] = [at(Math.max(step.low, min), 0)[0], at(step.high, 0)[0]];
          return [
            rect(from, y - bar / 2, Math.max(to - from, 1), bar, { fill: inkOf(step) }),
            text(label(step), [to + 5, y], theme.text, { isBold: step.isLevel, align: "left" }),
            ...hair(index, (value) => at(value, 0)[0], (x, next) => [[x, y + bar / 2], [x, rows.middle(next) - bar / 2]]),
          ];
        }),
      ],
    });
  }

  const foot = 44;
  const column = box.width / spec.categories.length;
  const bar = Math.min(column * 0.66, 60);
  return chart(drawing, {
    grid: { left: 0, right: 0, top: 4, bottom: foot, outerBoundsMode: "none" },
    xAxis: {
      type: "category",
      data: [...spec.categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.rule }, onZero: false },
      axisLabel: { interval: 0, color: theme.text, fontSize: 11, lineHeight: 13, formatter: (name: string) => wrapped(name, column - 6, 11) },
    },
    yAxis: { type: "value", min, max, show: false },
    series: [
      marks(series.name, theme.inks.subject, data, (at, _, index) => {
        const step = steps[index]!;
        const [x, top] = at(step.category, step.high);
        const [, end] = at(step.category, Math.max(step.low, min));
        const words = label(step);
        return [
          rect(x - bar / 2, top, bar, Math.max(end - top, 1), { fill: inkOf(step) }),
          text(words, [x, top - 9], theme.text, { isBold: step.isLevel, align: "center", size: Math.min(textSize, (textSize * (column - 2)) / textWidth(words, textSize)) }),
          ...hair(index, (value) => at(step.category, value)[1], (y, next) => [[x + bar / 2, y], [at(next, 0)[0] - bar / 2, y]]),
        ];
      }),
    ],
  });

  // From where one step ends to where the next begins; none over a missing one.
  function hair(index: number, place: (value: number) => number, between: (at: number, next: number) => [Point, Point]): Shape[] {
    const next = steps[index + 1];
    return next === undefined || next.category !== steps[index]!.category + 1 ? [] : [line(...between(place(ends[index]!), next.category), theme.rule, 1)];
  }
}
