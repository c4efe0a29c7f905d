import assert from "node:assert/strict";
import { test } from "node:test";
import { chartOption } from "../src/chartOption";
import { runsAround } from "../src/charts/radar";
import { stepsOf } from "../src/charts/waterfall";
import { chartKinds, type ChartSpec } from "../src/spec";
import { dark, light } from "../src/theme";
import { golden, inkOf, read, rowsBox, wordsOf } from "./golden";

test("every kind of the house is drawn, in both themes, and nothing in it moves", () => {
  for (const kind of chartKinds) {
    for (const theme of [light, dark]) {
      const option = chartOption(golden(kind), theme, "vi", { width: 600, height: 320 });
      assert.ok((option.series as unknown[]).length > 0, kind);
      assert.equal(option.animation, false, kind);
    }
  }
});

test("the same chart in the same box is the same option", () => {
  for (const kind of chartKinds) {
    const json = (): string => JSON.stringify(chartOption(golden(kind), light, "vi", { width: 600, height: 320 }));
    assert.equal(json(), json(), kind);
  }
});

test("a kind that nobody draws fails loudly and says which", () => {
  const pie = { ...golden("radar"), kind: "pie" } as unknown as ChartSpec;
  assert.throws(() => chartOption(pie, light, "vi", { width: 600, height: 320 }), /No chart of kind "pie"/);
  assert.throws(() => chartOption({ ...pie, kind: "toString" } as unknown as ChartSpec, light, "vi", { width: 600, height: 320 }), /"toString"/);
});

test("a series that lacks a value for a category is a fault, not a gap", () => {
  const spec = golden("radar");
  const short = { ...spec, series: [{ ...spec.series[0]!, values: [1, 2] }] };
  assert.throws(() => chartOption(short, light, "vi", { width: 600, height: 320 }), /"Cần Thơ" has 2 values for 8 categories/);
});

test("bars with marks: the subject's bar from the least of the scale, ticks of three others over it, each row in its own middle", () => {
  const spec = golden("barsWithMarks");
  const chart = read(spec, rowsBox(8));
  assert.deepEqual(chart.names, ["Cần Thơ", "TB 60 tỉnh, thành phố", "TB 13 tỉnh vùng", "Tỉnh cao nhất", "numbers", ""]);
  assert.deepEqual(chart.names.slice(0, 4).map((name) => inkOf(chart.series(name))), ["#1f3864", "#7c8593", "#5b6b80", "#b7791f"]);
  assert.deepEqual(chart.items("Cần Thơ").map((item) => item.value[0]), [4.21, 4.6, 4.1, 6.77, 7.1, 7.55, 4.27, 2.62]);
  const [bar] = chart.shapes("Cần Thơ", 2);
  assert.equal(bar!.shape["x"], 100, "the scale begins at 1");
  assert.equal(Math.round(bar!.shape["width"]!), 310);
  assert.equal(bar!.shape["y"]! + bar!.shape["height"]! / 2, 90, "the third row runs from 60 to 120");
  assert.equal(chart.items("")[0]!.name, "1. Tham gia của người dân ở cấp cơ sở\nCần Thơ: 4,21\nTB 13 tỉnh vùng: 4,19\nTB 60 tỉnh, thành phố: 4,60\nTỉnh cao nhất: 5,56");
});

test("bars with marks: a missing value has no bar", () => {
  const spec = golden("barsWithMarks");
  const gap = { ...spec, series: spec.series.map((series) => ({ ...series, values: series.values.map((value, i) => (i === 1 ? null : value)) })) };
  const chart = read(gap, rowsBox(8));
  assert.deepEqual(chart.shapes("Cần Thơ", 1), []);
  assert.equal(chart.items("")[1]!.name, "2. Công khai, minh bạch\nCần Thơ: –\nTB 13 tỉnh vùng: –\nTB 60 tỉnh, thành phố: –\nTỉnh cao nhất: –");
});

test("broken line: the line is cut after 2017 and the cut says why", () => {
  const chart = read(golden("brokenLine"));
  assert.deepEqual(chart.x["data"], ["2011", "2012", "2013", "2014", "2015", "2016", "2017", "", "2018", "2019", "2020", "2021"]);
  assert.deepEqual(chart.series("Cần Thơ")["data"], [35.61, 36.7, 37.35, 34.22, 39.36, 39.57, 38.3, null, 46.06, 45.7, 42.89, 41.23]);
  assert.equal(chart.series("Cần Thơ")["connectNulls"], false);
  assert.deepEqual(wordsOf(chart.items("breaks")), ["6 → 8 trục"]);
  assert.equal(chart.items("breaks")[0]!.value[0], 7);
  assert.equal(chart.y["inverse"], false);
  assert.deepEqual([chart.y["min"], chart.y["max"]], [30, 50]);
});

test("broken line: the subject in navy with dots and its values said, the mean dashed and named", () => {
  const chart = read(golden("brokenLine"));
  assert.equal(inkOf(chart.series("Cần Thơ")), "#1f3864");
  assert.equal(chart.series("Cần Thơ")["symbol"], "circle");
  assert.deepEqual(chart.series("Trung bình tỉnh")["lineStyle"], { width: 1.75, type: "dashed" });
  const said = wordsOf(chart.items("labels"));
  assert.deepEqual(said.filter((words) => /\d/.test(words)), ["41,23", "46,06", "39,57", "34,22", "35,61"]);
  assert.ok(said.includes("Trung bình tỉnh"));
});

test("broken line: ranks have the first on top and say of how many", () => {
  const chart = read(golden("brokenLine-ranks"));
  assert.equal(chart.y["inverse"], true);
  assert.deepEqual((chart.y["axisLabel"] as { customValues: number[] }).customValues, [1, 32, 63]);
  assert.deepEqual(new Set(wordsOf(chart.items("labels"))), new Set(["42/60", "8/61", "1/63", "55/61", "33/63"]));
  assert.equal(chart.series("Cần Thơ")["symbol"], "rect");
});

test("broken line: no text lies on another", () => {
  const items = read(golden("brokenLine"), { width: 340, height: 170 }).items("labels");
  const areas = items.map(({ value: [, , x, y], words }) => ({ left: x! - words!.length * 3, right: x! + words!.length * 3, top: y! - 6, bottom: y! + 6 }));
  areas.forEach((a, i) => areas.slice(i + 1).forEach((b) => assert.ok(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top)));
});

test("broken line: a value between two gaps is a dot", () => {
  const spec = golden("brokenLine");
  const lonely = { ...spec, series: [spec.series[0]!, { ...spec.series[1]!, values: spec.series[1]!.values.map((value, i) => (i === 1 ? value : null)) }] };
  assert.deepEqual((read(lonely).series("Trung bình tỉnh")["data"] as unknown[])[1], { value: 36.4, symbol: "circle" });
});

test("radar: the subject over the others, from 0, and a gap opens the circle instead of reaching for the centre", () => {
  const chart = read(golden("radar"), { width: 600, height: 320 });
  assert.deepEqual(chart.names, ["net", "TB 60 tỉnh, thành phố", "Tỉnh cao nhất", "Cần Thơ", ""]);
  assert.deepEqual(chart.items("Cần Thơ").map((item) => item.value[1]), [4.21, 4.6, 4.1, 6.77, 7.1, 7.55, 4.27, 2.62]);
  assert.equal(chart.shapes("Cần Thơ", 0)[0]!.type, "polygon");
  assert.deepEqual(runsAround([1, 2, null, 4, 5, null]), [{ categories: [3, 4], isClosed: false }, { categories: [0, 1], isClosed: false }]);
});

test("clustered bars: one series is a change, told by colour, glyph, sign and side", () => {
  const chart = read(golden("clusteredBar"));
  const [first, text] = chart.shapes("Cần Thơ", 0);
  assert.equal(text!.style.text, "▼ −0,39");
  assert.equal(first!.style.fill, light.fall);
  const [rise, rose] = chart.shapes("Cần Thơ", 5);
  assert.equal(rose!.style.text, "▲ +0,63");
  assert.equal(rise!.style.fill, light.rise);
  assert.equal(rise!.shape["x"], 0, "a rise begins at nothing");
  assert.equal(Math.round(first!.shape["x"]! + first!.shape["width"]!), 0, "a fall ends there");
});

test("clustered bars: several series keep the inks of their roles, and each is named at a bar", () => {
  const chart = read(golden("clusteredBar-benchmarks"), { width: 900, height: 360 });
  assert.deepEqual(chart.names.slice(0, 3).map((name) => inkOf(chart.series(name))), ["#1f3864", "#5b6b80", "#7c8593"]);
  assert.equal(chart.shapes("Cần Thơ", 0)[1]!.style.text, "4,21 Cần Thơ");
  assert.equal(chart.shapes("Cần Thơ", 1)[1]!.style.text, "4,60");
});

test("waterfall: two levels and eight steps that lead from one to the other", () => {
  const spec = golden("waterfall");
  const steps = stepsOf(spec.series[0]!.values);
  assert.deepEqual(steps.map((step) => step.isLevel), [true, ...Array.from({ length: 8 }, () => false), true]);
  const beforeLast = steps[8]!;
  assert.ok(Math.abs((beforeLast.change < 0 ? beforeLast.low : beforeLast.high) - steps[9]!.high) < 1e-9);
  const chart = read(spec, { width: 900, height: 220 });
  assert.equal(chart.shapes("Cần Thơ", 2)[1]!.style.text, "▼ −0,76");
  assert.equal(chart.shapes("Cần Thơ", 2)[0]!.style.fill, light.fall);
  assert.equal(chart.shapes("Cần Thơ", 9)[1]!.style.text, "41,22");
  assert.equal(chart.shapes("Cần Thơ", 9)[0]!.style.fill, "#1f3864");
});

test("waterfall: a missing step leaves its place empty and no hair crosses it", () => {
  const steps = stepsOf([10, 2, null, -1, 11]);
  assert.deepEqual(steps.map((step) => step.category), [0, 1, 3, 4]);
  const spec = golden("waterfall");
  const gap = { ...spec, series: [{ ...spec.series[0]!, values: spec.series[0]!.values.map((value, i) => (i === 2 ? null : value)) }] };
  assert.deepEqual(read(gap, { width: 900, height: 220 }).shapes("Cần Thơ", 1).map((shape) => shape.type), ["rect", "text"]);
});

test("waterfall: in a narrow box it lies on its side, so that names can be read", () => {
  assert.equal(read(golden("waterfall"), { width: 340, height: 270 }).x["type"], "value");
  assert.equal(read(golden("waterfall"), { width: 900, height: 270 }).x["type"], "category");
});

test("dot strip: a field of 24 in one ink, the subject above it and its values beside the names, each role with a shape of its own", () => {
  const spec = golden("dotStrip");
  const chart = read(spec, { width: 700, height: 330 });
  const field = chart.names.find((name) => name.startsWith("Tỉnh 1, "))!;
  const values = spec.series.filter((series) => series.role === "peer").flatMap((series) => series.values);
  assert.equal(values.filter((value) => value === null).length, 1);
  assert.equal(chart.items(field).length, 24 * 8 - 1);
  assert.equal(chart.items(field)[0]!.name.split("\n")[1]!.startsWith("Tỉnh 1: "), true);
  assert.deepEqual(wordsOf(chart.items("numbers")), ["4,21", "4,60", "4,10", "6,77", "7,10", "7,55", "4,27", "2,62"]);
  assert.ok(chart.items("Cần Thơ")[0]!.value[1]! < chart.items(field)[0]!.value[1]!);
  assert.deepEqual(["Cần Thơ", "TB 13 tỉnh vùng", "TB 60 tỉnh, thành phố", "Tỉnh cao nhất"].map((name) => chart.series(name)["symbol"]), ["circle", "rect", "diamond", "triangle"]);
});

test("bump: the first on top, the subject heavy, every line named at its last place, who left early with the year", () => {
  const spec = golden("bump");
  const chart = read(spec, { width: 900, height: 330 });
  assert.equal(chart.y["inverse"], true);
  assert.deepEqual([chart.y["min"], chart.y["max"]], [1, 13]);
  const names = wordsOf(chart.items("names"));
  assert.equal(names.length, 13);
  assert.equal(names[0], `${spec.series[0]!.values[10]} Cần Thơ`);
  assert.equal(names[4], `${spec.series[4]!.values[9]} Trà Vinh (2020)`);
  assert.deepEqual((chart.series("Cần Thơ")["lineStyle"] as { width: number }).width, 3);
  assert.equal((chart.series("Long An")["lineStyle"] as { width: number }).width, 1.25);
  assert.deepEqual(wordsOf(chart.items("breaks")).slice(1), ["6 → 8 trục"]);
  const line = chart.items("Cần Thơ");
  assert.deepEqual(line.map((item) => item.value[0]), [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2017.5, 2018, 2019, 2020, 2021]);
  assert.equal(line[7]!.value[1] as unknown, "-", "cut at the break");
});

test("bump: equals without a subject differ in dash or dot, not in ink alone", () => {
  const spec = golden("bump");
  const chart = read({ ...spec, series: spec.series.map((series) => ({ ...series, role: "peer" as const })) });
  const looks = spec.series.slice(0, 12).map(({ name }) => [chart.series(name)["symbol"], (chart.series(name)["lineStyle"] as { type: string }).type].join(" "));
  assert.equal(new Set(looks).size, 12);
});

test("distribution: the field's five statistics a row, the subject on its box, the region just below", () => {
  const spec = golden("distribution");
  const chart = read(spec, rowsBox(8));
  assert.deepEqual(chart.items("Trung vị")[0]!.value.slice(1), ["lowest", "lowerQuartile", "median", "upperQuartile", "best"].map((role) => spec.series.find((series) => series.role === role)!.values[0]));
  const [box] = chart.shapes("Tứ phân vị dưới – Tứ phân vị trên", 0);
  assert.equal(box!.style.stroke, "#5b6b80");
  assert.equal(Math.round(box!.shape["width"]!), 65);
  assert.equal(chart.items("Cần Thơ")[2]!.value[1], 90);
  assert.ok(chart.items("TB 13 tỉnh vùng")[2]!.value[1]! > 90);
  assert.deepEqual(chart.items("numbers"), [], "the table prints the numbers");
  assert.deepEqual(wordsOf(read(spec, { width: 600, height: 300 }).items("numbers")).slice(0, 2), ["4,21", "4,60"]);
});

test("timeline: dark to the share that is done, an open box where it is late, no bar without days, the report's day at its end", () => {
  const spec = golden("timeline");
  const chart = read(spec, rowsBox(6, 40));
  const start = 44211; // 15/1/2021
  assert.deepEqual(chart.items("Đã làm (tỷ lệ báo cáo)").map((item) => item.value[2]), [0, 1, 2, 3], "the fifth has nothing done, the sixth no days");
  const [from, to] = chart.items("Đã làm (tỷ lệ báo cáo)")[0]!.value;
  assert.equal(from, start);
  assert.equal(Math.round((to! - start) * 10), Math.round(0.6 * 106 * 10), "60 % of 106 days");
  assert.deepEqual(chart.items("Còn lại, quá hạn").map((item) => item.value[2]), [0, 4]);
  assert.equal(chart.shapes("Còn lại, quá hạn", 0).length, 3, "a box and two lines");
  assert.deepEqual(wordsOf(chart.items("mark")), ["đến 30/6/2021"]);
  assert.equal(chart.items("mark")[0]!.value[0], spec.mark!.at + 1);
  assert.ok(wordsOf(chart.items("months")).includes("Q1/2021"));
  assert.equal(chart.items("")[0]!.name, "1. Niêm yết danh sách hộ nghèo tại nhà văn hóa ấp, khu vực\nBắt đầu: 15/1/2021\nĐã làm (tỷ lệ báo cáo): 60 %\nCòn lại, quá hạn: 30/4/2021");
});

test("timeline: without a table it names its tasks and keeps room for the months above them", () => {
  const spec = golden("timeline");
  const chart = read(spec, { width: 900, height: 274 });
  const labels = chart.y["axisLabel"] as { customValues: number[]; formatter: (y: number) => string };
  assert.deepEqual(labels.customValues, [54, 94, 134, 174, 214, 254]);
  assert.equal(labels.formatter(94), "2. Công khai thu, chi ngân sách cấp xã");
  assert.ok((chart.option.grid as { left: number }).left > 200);
});

test("bullet: each row on its own scale, a better rank farther right, no bar without a result", () => {
  const chart = read(golden("bullet"), rowsBox(6));
  assert.deepEqual(wordsOf(chart.items("scales")), ["10 – 80", "63 – 1", "1 – 10", "1 – 10", "0,33 – 3,33", "63 – 1"]);
  assert.deepEqual(chart.items("Kết quả 2021").map((item) => item.value[1]), [0, 1, 2, 3, 5]);
  assert.equal(chart.items("Kết quả 2021")[0]!.value[0], (41.23 - 10) / 70);
  assert.equal(chart.items("Kết quả 2021")[1]!.value[0], (63 - 42) / 62);
  assert.ok(chart.items("Kết quả 2021")[4]!.value[0]! > chart.items("Chỉ tiêu")[5]!.value[0]!, "rank 4 beats the target of 5");
  assert.equal(inkOf(chart.series("Chỉ tiêu")), "#b7791f");
  assert.equal(chart.items("")[4]!.name, "2.2. Công khai thu, chi ngân sách cấp xã\nKết quả 2021: –\nChỉ tiêu: 1,90\nNăm 2020: 1,75");
});

test("English readers get points where Vietnamese readers get commas", () => {
  assert.ok(wordsOf(read(golden("brokenLine"), { width: 600, height: 170 }, light, "en").items("labels")).includes("41.23"));
  assert.equal(read(golden("clusteredBar"), { width: 600, height: 320 }, light, "en").shapes("Cần Thơ", 0)[1]!.style.text, "▼ −0.39");
});

test("in the dark the roles keep their order of inks", () => {
  const chart = read(golden("barsWithMarks"), rowsBox(8), dark);
  assert.deepEqual(chart.names.slice(0, 4).map((name) => inkOf(chart.series(name))), ["#9db9e8", "#8a94a4", "#b4becc", "#e0a850"]);
});
