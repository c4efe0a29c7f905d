import type { Column, End, Refusal, Value } from "./answer";

export const isEnglish = document.documentElement.lang === "en";

/** A text in the reader's language. */
export const t = (vi: string, en: string): string => (isEnglish ? en : vi);

const whole = new Intl.NumberFormat(isEnglish ? "en" : "vi", { maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat(isEnglish ? "en" : "vi", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (rows: number): string => whole.format(rows);

/** A value as the reader sees it; a number in full, with the decimal sign of the language and no thousands, as a year is one, too. */
export const shown = (value: Value, column: Column): string =>
  value === null ? "–"
  : column.isNumber ? (isEnglish ? String(value) : String(value).replace(".", ",")).replace(/^-/, "−")
  : String(value);

export function endWords(end: End, maxMegabytes: number): string {
  const rows = end.cap === undefined ? t(`${count(end.rows)} dòng`, end.rows === 1 ? "1 row" : `${count(end.rows)} rows`)
    : end.cap === "rows" ? t(`${count(end.rows)} dòng đầu; còn nữa`, `The first ${count(end.rows)} rows; there are more`)
    : t(`${count(end.rows)} dòng đầu, đến giới hạn ${maxMegabytes} MB; còn nữa`, `The first ${count(end.rows)} rows, up to the limit of ${maxMegabytes} MB; there are more`);
  return `${rows} · ${seconds.format(end.seconds)} ${t("giây", "s")}`;
}

export const refusalWords = (refusal: Refusal): string =>
  refusal.line === undefined ? t(refusal.vi, refusal.en)
  : t(`Dòng ${refusal.line}, cột ${refusal.column}: ${refusal.vi}`, `Line ${refusal.line}, column ${refusal.column}: ${refusal.en}`);

/** Letters alone, so that "dau tu" finds "Đầu tư". */
export const folded = (text: string): string =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
