import type { ScatterSeriesOption } from "echarts/charts";
import type { SeriesRole } from "../spec";
import { textSize, type Axis, type Drawing, type Mark } from "./drawing";
import { tickText, type Scale } from "./scale";

const shapes: Partial<Record<SeriesRole, readonly [symbol: string, size: number]>> = {
  subject: ["circle", 11],
  previous: ["circle", 9],
  region: ["rect", 8],
  nation: ["diamond", 11],
  best: ["triangle", 10],
  peer: ["circle", 6],
};

/** Whose dot it is can be told from its shape and size, too. */
export function dotOf(role: SeriesRole): readonly [symbol: string, size: number] {
  const shape = shapes[role];
  if (shape === undefined) {
    throw new RangeError(`No dot for a series of role "${role}".`);
  }
  return shape;
}

/** Dots of one role. */
export function dots({ theme }: Drawing, name: string, role: SeriesRole, data: readonly Mark[]): ScatterSeriesOption {
  const [symbol, symbolSize] = dotOf(role);
  return {
    type: "scatter",
    name,
    symbol,
    symbolSize,
    clip: false,
    z: role === "subject" ? 6 : role === "peer" ? 4 : 5,
    itemStyle: { color: theme.inks[role], borderColor: theme.paper, borderWidth: role === "peer" ? 0.5 : 1, opacity: 1 },
    emphasis: { scale: 1.3 },
    data: data.map(({ value, name: tip }) => ({ value, name: tip ?? "" })),
  };
}

/** The axis below rows: hair lines at round values, which are named. */
export function axisBelow({ theme, language }: Drawing, scale: Scale): Axis {
  return {
    type: "value",
    min: scale.min,
    max: scale.max,
    axisTick: { show: false, customValues: [...scale.ticks] },
    axisLabel: { show: true, customValues: [...scale.ticks], formatter: tickText(scale, language), color: theme.quiet, fontSize: textSize, margin: 5 },
    splitLine: { show: true, lineStyle: { color: theme.grid } },
  } as Axis;
}

export const axisHeight = 22;
