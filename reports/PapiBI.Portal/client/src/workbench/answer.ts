/** An answer to SQL as the portal sends it: lines of JSON, the columns, rows in portions, and the end. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNumber: boolean;
}

export type Value = string | number | boolean | null;
export type Row = readonly Value[];

export interface Refusal {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly line?: number;
  readonly column?: number;
}

export interface End {
  readonly rows: number;
  readonly cap?: "rows" | "bytes";
  readonly refusal?: Refusal;
  readonly seconds: number;
}

export interface Listener {
  columns(columns: readonly Column[]): void;
  rows(rows: readonly Row[]): void;
}

/** Reads an answer as it comes. Null: it broke off without an end. */
export async function readAnswer(body: ReadableStream<Uint8Array>, listener: Listener): Promise<End | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let end: End | null = null;
  const take = (line: string): void => {
    const said = JSON.parse(line) as { columns?: Column[]; rows?: Row[]; end?: End };
    if (said.columns !== undefined) {
      listener.columns(said.columns);
    }
    if (said.rows !== undefined) {
      listener.rows(said.rows);
    }
    end = said.end ?? end;
  };
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop()!;
    lines.filter((line) => line !== "").forEach(take);
    if (done) {
      return end;
    }
  }
}
