import assert from "node:assert/strict";
import { contrast } from "../src/frame/colours";
import { test } from "node:test";
import { monthAxis } from "../src/charts/months";
import { scaleOf } from "../src/charts/scale";
import { spread } from "../src/charts/spread";
import { legendOf } from "../src/legend";
import { wrapped } from "../src/letters";
import { change, dayText, fixed, percent, plain } from "../src/numbers";
import { sparkOf } from "../src/spark";
import type { SeriesRole } from "../src/spec";
import { dark, light } from "../src/theme";
import { golden } from "./golden";

test("numbers are those of the reader's language", () => {
  assert.deepEqual([fixed(41.2304, 2, "vi"), fixed(41.2304, 2, "en")], ["41,23", "41.23"]);
  assert.equal(fixed(14732, 0, "vi"), "14.732");
  assert.equal(fixed(2.675, 2, "vi"), "2,68", "as a reader of printed parts expects");
  assert.equal(fixed(-0.004, 2, "vi"), "0,00", "what rounds to nothing has no sign");
  assert.equal(fixed(-1.66, 2, "en"), "−1.66");
  assert.equal(change(0.631, 2, "vi"), "▲ +0,63");
  assert.equal(change(-0.756, 2, "en"), "▼ −0.76");
  assert.equal(change(0.001, 2, "vi"), "0,00");
  assert.deepEqual([plain(10, "vi"), plain(0.33, "vi")], ["10", "0,33"]);
  assert.deepEqual([percent(0.6, "vi"), percent(0.6, "en")], ["60 %", "60%"]);
  assert.deepEqual([dayText(44377, "vi"), dayText(44377, "en")], ["30/6/2021", "30 Jun 2021"]);
});

test("every mark stands out from its paper, three to one, in light and dark", () => {
  for (const theme of [light, dark]) {
    for (const role of Object.keys(theme.inks) as SeriesRole[]) {
      assert.ok(contrast(theme.inks[role], theme.paper) >= 3, `${role} ${theme.inks[role]} on ${theme.paper}`);
    }
    for (const ink of [theme.rise, theme.fall, theme.rule]) {
      assert.ok(contrast(ink, theme.paper) >= 3, ink);
    }
    for (const ink of [theme.text, theme.quiet, theme.inks.subject]) {
      assert.ok(contrast(ink, theme.paper) >= 4.5, `${ink} is read`);
    }
    assert.ok(contrast(theme.quiet, theme.band) >= 4.5, "the reason of a break is read");
  }
});

test("an axis has round steps, and a rank axis its first, middle and last place", () => {
  assert.deepEqual(scaleOf(golden("brokenLine")).ticks, [30, 35, 40, 45, 50]);
  assert.deepEqual(scaleOf(golden("brokenLine-ranks")).ticks, [1, 32, 63]);
  assert.deepEqual(scaleOf({ ...golden("radar"), min: 0, max: 10 }).ticks, [0, 2, 4, 6, 8, 10]);
});

test("labels that would touch are spread, in their order, inside the bounds", () => {
  assert.deepEqual(spread([50, 51, 90], 10, 0, 100), [45.5, 55.5, 90]);
  assert.deepEqual(spread([0, 1, 2], 10, 0, 100), [0, 10, 20]);
  assert.deepEqual(spread([1, 2, 3], 50, 0, 40), [0, 20, 40]);
});

test("as many months are named as have room, the year where it changes", () => {
  const words = (width: number, language: "vi" | "en") => monthAxis(44197, 44561, width, 11, language).ticks.map((tick) => tick.label);
  assert.deepEqual(words(900, "vi").slice(0, 3), ["T1/2021", "T2", "T3"]);
  assert.deepEqual(words(900, "en").slice(0, 2), ["Jan 2021", "Feb"]);
  assert.deepEqual(words(300, "vi"), ["Q1/2021", "Q2", "Q3", "Q4"]);
});

test("names break between words, and what has no room is cut with a mark", () => {
  assert.equal(wrapped("Kiểm soát tham nhũng", 80, 12), "Kiểm soát\ntham nhũng");
  assert.match(wrapped("Kiểm soát tham nhũng trong khu vực công", 60, 12, 2), /^Kiểm\nsoát…$|…$/);
});

test("a spark keeps its gap, and marks the last value that there is", () => {
  const { lines, dots, last } = sparkOf([1, 2, null, 3, null]);
  assert.equal(lines.length, 1);
  assert.equal(dots.length, 1);
  assert.equal(last![0], 64.25, "the fourth of five");
  assert.deepEqual(sparkOf([null, null]), { lines: [], dots: [], last: null });
});

test("a legend has marks where ticks and dots mean nothing without, in the words of the document", () => {
  const bars = golden("barsWithMarks");
  assert.deepEqual(legendOf(bars, "Cần Thơ · TB vùng · TB 60 tỉnh · tỉnh cao nhất", "vi"), [
    { role: "subject", name: "Cần Thơ" }, { role: "region", name: "TB vùng" }, { role: "nation", name: "TB 60 tỉnh" }, { role: "best", name: "tỉnh cao nhất" },
  ]);
  assert.deepEqual(legendOf(golden("dotStrip"), "", "en")!.at(-1), { role: "peer", name: "other provinces" });
  assert.equal(legendOf(golden("brokenLine"), "Nét liền: Cần Thơ", "vi"), null, "lines may be told apart in words");
  assert.deepEqual(legendOf(golden("timeline"), "", "vi")!.map((entry) => entry.role), ["done", "remaining", "late"]);
});
