import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, applied, operations, parametersOf, type Filter } from "../src/frame/filters";
import { dressOf } from "../src/frame/look";
import { Pass } from "../src/frame/pass";
import { firstRows } from "../src/frame/visuals";
import { Refusal } from "../src/frame/wire";
import { speakerOf } from "../src/frame/words";

const speak = speakerOf("en");
const of = (column: string, ...values: (string | number)[]): Filter => ({ target: { table: "score", column }, operator: "In", values });
const asked = (filters: readonly unknown[], report = "national-league") => Object.fromEntries(parametersOf(filters as Filter[], report, speak));
const refusal = (code: string, words: RegExp) => (fault: unknown) => fault instanceof Refusal && fault.code === code && fault.status === 400 && words.test(fault.words);

test("filters are the parameters of a report", () => {
  assert.deepEqual(asked([of("index_code", "PAPI"), of("year", 2021)]), { index: "PAPI", year: "2021" });
  assert.deepEqual(asked([of("province_code", "92")], "province-brief"), { province: "92" });
  assert.deepEqual(asked([of("province_code", "92", "86")], "group-comparison"), { provinces: "92,86" });
  assert.deepEqual(asked([of("province_code", "92", "86")], "explore"), { among: "92,86" });
  assert.deepEqual(asked([{ target: { table: "edition", column: "year" }, logicalOperator: "And", conditions: [{ operator: "Is", value: 2019 }] }]), { year: "2019" });
  assert.deepEqual(asked([{ target: { table: "edition", column: "year" }, operator: "All", values: [] }]), {});
});

test("what no parameter says is refused by its place", () => {
  for (const [filters, words] of [
    [[of("year", 2021), of("constructor", "x")], /^filters\[1\]: there is no filter by “score\.constructor”/],
    [[null], /^filters\[0\]: this is no filter/],
    [[of("province_code", "92", "86")], /takes one value of province_code/],
    [[of("year", 2021), of("year", 2019)], /^filters\[1\]: year is filtered by another value already/],
    [[{ ...of("year", 2021), operator: "NotIn" }], /no operator “NotIn”/],
    [[{ target: { column: "year" }, conditions: null }], /no operator “undefined”/],
    [[{ target: { column: "year" }, logicalOperator: "Or", conditions: [null, { operator: "Is", value: 1 }] }], /no operator “ Or Is”/],
    [[of("year", "  ")], /a value is a text or a number/],
  ] as const) {
    assert.throws(() => asked(filters), refusal("InvalidFilter", words));
  }
});

test("operations work on the filters that there are", () => {
  const [year, province, otherYear] = [of("year", 2021), of("province_code", "92"), of("year", 2019)];
  assert.deepEqual(applied([year], operations.add, [province, year], speak), [year, province]);
  assert.deepEqual(applied([year, province], operations.replace, [otherYear], speak), [province, otherYear]);
  assert.deepEqual(applied([year], operations.replaceAll, [province], speak), [province]);
  assert.deepEqual(applied([year], operations.removeAll, [province], speak), []);
  assert.throws(() => applied([], 7, [], speak), refusal("InvalidFilter", /no filter operation 7/));
});

test("filters lie over the address, which stays below them", () => {
  const own = new URLSearchParams("index=PAPI&year=2019&region=DBSCL");
  assert.equal(String(addressOf(own, parametersOf([of("year", 2021), of("province_code", "92")], "explore", speak))), "index=PAPI&year=2021&among=92");
  assert.equal(String(addressOf(own, new Map())), "index=PAPI&year=2019&region=DBSCL");
});

test("a theme is refused where the report could not be read in it", () => {
  const dress = (themeJson: object) => dressOf({ themeJson }, speak);
  assert.deepEqual(dressOf({}, speak), { isDark: false, background: undefined, foreground: undefined, accent: undefined });
  assert.equal(dress({ background: "#171b22", foreground: "#e8eaee", tableAccent: "#9db9e8" }).isDark, true);
  assert.equal(dress({ background: "#101820" }).isDark, true);
  for (const [theme, words] of [
    [{ background: "#767676" }, /“background” on this background/],
    [{ foreground: "#cccccc" }, /“foreground” on this background has a contrast of 1\.6:1/],
    [{ tableAccent: "#f0f0f0" }, /“tableAccent”/],
    [{ dataColors: ["#f0f0f0"] }, /“dataColors\[0\]”/],
    [{ background: "white" }, /“white” is no colour/],
    [{ background: 7 }, /“7” is no colour/],
  ] as const) {
    assert.throws(() => dress(theme), refusal("InvalidTheme", words));
  }
});

test("of two tokens the one that was given later is used, whichever the portal answers first", async (t) => {
  const sent: unknown[] = [];
  t.mock.method(globalThis, "fetch", async (_: unknown, init: RequestInit) => {
    sent.push((init.headers as Record<string, string>)["Authorization"]);
    return new Response("");
  });
  const pass = new Pass({ path: "", report: "national-league" }, { expiring: () => undefined, expired: () => undefined });
  const [first, second] = [pass.next(), pass.next()];
  pass.use("later", second);
  pass.use("earlier", first);
  await pass.ask("token", "vi", "https://host.example");
  assert.deepEqual(sent, ["Bearer later"]);
});

test("of data, the first rows are had with their header, whatever stands in a field", () => {
  const csv = 'Tỉnh,"Ghi chú ""2021"""\r\n"Cần\nThơ",1\r\nHuế,"a""b"\r\nĐà Nẵng,3';
  assert.equal(firstRows(csv, 1), 'Tỉnh,"Ghi chú ""2021"""\r\n"Cần\nThơ",1\r\n');
  assert.equal(firstRows(csv, 2), 'Tỉnh,"Ghi chú ""2021"""\r\n"Cần\nThơ",1\r\nHuế,"a""b"\r\n');
  assert.equal(firstRows(csv, 3), csv);
  assert.equal(firstRows(csv, 30_000), csv);
});
