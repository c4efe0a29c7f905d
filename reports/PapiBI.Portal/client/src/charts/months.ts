import { textWidth } from "../letters";
import { dateOf, dayOfMonth, monthName } from "../numbers";
import type { Language } from "../spec";

/** A day at which a month, quarter or year begins, and its name to the right of it. */
export interface MonthTick {
  readonly day: number;
  readonly label: string;
  readonly hasLine: boolean;
}

export interface MonthAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly MonthTick[];
}

const gap = 8;
const steps = [1, 3, 12, 24, 60, 120, 240, 600];

/** An axis of days: as many months, quarters or years named as have room, the year said where it changes. */
export function monthAxis(from: number, to: number, width: number, size: number, language: Language): MonthAxis {
  const [first, last] = [monthOf(from), monthOf(to) + 1];
  for (const step of steps) {
    const round = Math.min(step, 3);
    const begin = down(first, round);
    const end = Math.max(down(last + round - 1, round), begin + 1);
    const perDay = width / (dayOfMonth(end) - dayOfMonth(begin));
    const months = Array.from({ length: end - begin }, (_, i) => begin + i).filter((month) => month % step === 0);
    const named = months.map((month, i): MonthTick => ({ day: dayOfMonth(month), label: nameOf(month, step, i === 0, language), hasLine: month > begin }));
    const ticks = step >= 12 && (months[0] ?? end) > begin ? [{ day: dayOfMonth(begin), label: yearOf(begin), hasLine: false }, ...named] : named;
    const fits = ticks.map((tick, i) => textWidth(tick.label, size) + gap <= ((ticks[i + 1]?.day ?? dayOfMonth(end)) - tick.day) * perDay);
    // Years at the ends may be too short for their name.
    if (fits.every(Boolean) || (step >= 12 && fits.slice(1, -1).every(Boolean)) || step === steps.at(-1)) {
      return { min: dayOfMonth(begin), max: dayOfMonth(end), ticks: ticks.map((tick, i) => (fits[i] ? tick : { ...tick, label: "" })) };
    }
  }
  throw new RangeError("The last step always returns.");
}

const down = (month: number, step: number): number => month - (month % step);

const yearOf = (month: number): string => `${Math.floor(month / 12)}`;

function monthOf(day: number): number {
  const date = dateOf(Math.max(day, 1));
  return Math.min(date.getUTCFullYear(), 9900) * 12 + date.getUTCMonth();
}

function nameOf(month: number, step: number, isFirst: boolean, language: Language): string {
  if (step >= 12) {
    return yearOf(month);
  }
  const part = step === 3 ? `Q${(month % 12) / 3 + 1}` : monthName(month % 12, language);
  return isFirst || month % 12 === 0 ? `${part}${language === "vi" ? "/" : " "}${yearOf(month)}` : part;
}
