import { decimalsOf, fixed } from "../numbers";
import { valuesOf, type ChartSpec, type Language } from "../spec";

/** Bounds and named values of an axis: those of the spec, else round numbers around the values. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  readonly decimals: number;
}

const steps = 5;

export function scaleOf(spec: ChartSpec): Scale {
  const values = valuesOf(spec);
  const low = spec.min ?? (values.length === 0 ? 0 : Math.min(...values));
  const high = spec.max ?? (values.length === 0 ? 1 : Math.max(...values));
  if (spec.isReversed) {
    // Places count from 1: the first, the middle and the last are named.
    const first = spec.min ?? 1;
    const last = Math.max(high, first + 2);
    return { min: first, max: last, ticks: [first, Math.round((first + last) / 2), last], decimals: 0 };
  }
  const step = roundStep((high - low) / steps);
  const min = spec.min ?? tidy(Math.floor(low / step) * step);
  const end = spec.max ?? tidy(Math.ceil(high / step) * step);
  const max = end > min ? end : min + step;
  const from = Math.ceil(min / step - 1e-9);
  const ticks = Array.from({ length: Math.floor(max / step + 1e-9) - from + 1 }, (_, i) => tidy((from + i) * step));
  // The worst that a scale allows is said, too, where no round number stands for it.
  const named = min < ticks[0]! && ticks[0]! - min >= step / 2 ? [min, ...ticks] : ticks;
  return { min, max, ticks: named, decimals: named.every(Number.isInteger) ? 0 : Math.max(decimalsOf(spec.labelFormat) && 1, -Math.floor(Math.log10(step) + 1e-9)) };
}

export const tickText = (scale: Scale, language: Language) => (value: number): string => fixed(value, scale.decimals, language);

function roundStep(rough: number): number {
  if (rough <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((factor) => factor >= rough / power - 1e-9)! * power;
}

const tidy = (value: number): number => Number(value.toPrecision(12));
