import type { Column, Row, Value } from "./answer";

export type Direction = "ascending" | "descending";

const collator = new Intl.Collator("vi", { numeric: true });

/** The order in which rows are shown when sorted by a column; what is missing comes last, and equals keep the order they came in. */
export function orderBy(rows: readonly Row[], columns: readonly Column[], at: number, direction: Direction): Uint32Array {
  const sign = direction === "ascending" ? 1 : -1;
  const isNumber = columns[at]!.isNumber;
  const keys: Value[] = rows.map((row) => {
    const value = row[at]!;
    return isNumber && typeof value === "string" ? Number(value) : value;
  });
  return Uint32Array.from(rows.keys()).sort((one, other) => {
    const [a, b] = [keys[one]!, keys[other]!];
    return a === null || b === null ? (a === null ? 1 : 0) - (b === null ? 1 : 0) || one - other
      : sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b))) || one - other;
  });
}
