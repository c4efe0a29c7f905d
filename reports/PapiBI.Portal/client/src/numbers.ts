import type { Language } from "./spec";

export const missing = "–";

/** As NumberText.Fixed writes it: "41,23" in Vietnamese, "41.23" in English, "−" for minus, half away from zero; nothing has no sign. */
export function fixed(value: number, decimals: number, language: Language): string {
  const rounded = round(value, decimals);
  const digits = Math.abs(rounded).toLocaleString(language === "vi" ? "de-DE" : "en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return rounded < 0 ? "−" + digits : digits;
}

/** At most two decimals, none where none are needed. */
export const plain = (value: number, language: Language): string => fixed(value, Number.isInteger(value) ? 0 : 2, language);

/** A change with glyph and sign: "▲ +0,63", "▼ −0,76", "0,00". */
export function change(value: number, decimals: number, language: Language): string {
  const rounded = round(value, decimals);
  const digits = fixed(Math.abs(value), decimals, language);
  return rounded > 0 ? "▲ +" + digits : rounded < 0 ? "▼ −" + digits : digits;
}

export const percent = (share: number, language: Language): string => fixed(share * 100, 0, language) + (language === "vi" ? " %" : "%");

/** Decimals of an Excel format: 2 of "0.00". */
export const decimalsOf = (format: string): number => /\.([0#]+)/.exec(format)?.[1]?.length ?? 0;

const englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const monthName = (month: number, language: Language): string => (language === "vi" ? `T${month + 1}` : englishMonths[month]!);

const dayLength = 86_400_000;
const dayZero = Date.UTC(1899, 11, 30);

/** A day as Excel counts it: "30/6/2021", "30 Jun 2021". */
export function dayText(day: number, language: Language): string {
  const date = dateOf(day);
  return language === "vi"
    ? `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`
    : `${date.getUTCDate()} ${monthName(date.getUTCMonth(), language)} ${date.getUTCFullYear()}`;
}

export const dateOf = (day: number): Date => new Date(dayZero + Math.floor(day) * dayLength);

/** The first day of a month, counted from January of year 0, as Excel counts days. */
export const dayOfMonth = (month: number): number => (Date.UTC(Math.floor(month / 12), month % 12, 1) - dayZero) / dayLength;

// Fifteen digits, as the house's own rounding keeps: 2.675 is 2,68 to a reader.
function round(value: number, decimals: number): number {
  const size = Number(Math.abs(value).toPrecision(15));
  const shifted = Math.round(Number(`${size}e${decimals}`));
  return Number.isNaN(shifted) ? Math.sign(value) * size : Math.sign(value) * Number(`${shifted}e-${decimals}`);
}
