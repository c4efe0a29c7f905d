import assert from "node:assert/strict";
import test from "node:test";
import { readAnswer, type Column, type Row } from "../src/workbench/answer";
import { orderBy } from "../src/workbench/order";

const streamOf = (...parts: string[]): ReadableStream<Uint8Array> => {
  const bytes = parts.map((part) => new TextEncoder().encode(part));
  return new ReadableStream({ start: (to) => { bytes.forEach((part) => to.enqueue(part)); to.close(); } });
};

test("an answer is read whole wherever its bytes are cut", async () => {
  const text = '{"columns":[{"name":"tỉnh","type":"Varchar","isNumber":false}]}\n{"rows":[["Đắk Lắk"],[null]],"to":2}\n{"end":{"rows":2,"seconds":0.5}}\n';
  const bytes = new TextEncoder().encode(text);
  for (const cut of [1, 20, 40, 75, bytes.length - 3]) {
    const columns: Column[] = [];
    const rows: Row[] = [];
    const body = new ReadableStream<Uint8Array>({ start: (to) => { to.enqueue(bytes.slice(0, cut)); to.enqueue(bytes.slice(cut)); to.close(); } });
    const end = await readAnswer(body, { columns: (c) => columns.push(...c), rows: (r) => rows.push(...r) });
    assert.deepEqual([columns[0]!.name, rows, end], ["tỉnh", [["Đắk Lắk"], [null]], { rows: 2, seconds: 0.5 }]);
  }
});

test("an answer that breaks off has no end", async () => {
  assert.equal(await readAnswer(streamOf('{"rows":[[1]],"to":1}\n'), { columns: () => undefined, rows: () => undefined }), null);
});

test("rows are sorted by number or by Vietnamese letters, what is missing last", () => {
  const columns: Column[] = [{ name: "n", type: "HugeInt", isNumber: true }, { name: "w", type: "Varchar", isNumber: false }];
  const rows: Row[] = [[10, "Đà Nẵng"], [null, "An Giang"], ["9", "Dĩ An"], [2, null], [10, "Hà Nội"]];
  assert.deepEqual([...orderBy(rows, columns, 0, "ascending")], [3, 2, 0, 4, 1]);
  assert.deepEqual([...orderBy(rows, columns, 0, "descending")], [0, 4, 2, 3, 1]);
  assert.deepEqual([...orderBy(rows, columns, 1, "ascending")], [1, 2, 0, 4, 3]);
});
