import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressOf, frameOf, languageOf, reportIdOf, visitOf } from "../embed/src/address";
import { models } from "../embed/src/index";
import { version } from "../embed/src/version";
import { isRequest, isResponse, requestOf, responseTo, toldBy } from "../embed/src/wire";

const year = { table: "score", column: "year" };

test("a basic filter is written as powerbi-models writes it", () => {
  assert.equal(
    JSON.stringify(new models.BasicFilter(year, "In", 2020, 2021)),
    '{"$schema":"http://powerbi.com/product/schema#basic","target":{"table":"score","column":"year"},"filterType":1,"operator":"In","values":[2020,2021],"requireSingleSelection":false}',
  );
  assert.deepEqual(new models.BasicFilter(year, "In", [2020, 2021]).values, [2020, 2021], "values may be a list");
  assert.deepEqual(new models.BasicFilter(year, "All").toJSON().values, []);
  assert.throws(() => new models.BasicFilter(year, "In"), /values must be a non-empty array/);
});

test("an advanced filter is written as powerbi-models writes it", () => {
  const filter = new models.AdvancedFilter({ table: "score", column: "province_code" }, "And", { operator: "Is", value: "92" });
  filter.displaySettings = { displayName: "Tỉnh" };
  assert.equal(
    JSON.stringify(filter),
    '{"$schema":"http://powerbi.com/product/schema#advanced","target":{"table":"score","column":"province_code"},"filterType":0,"displaySettings":{"displayName":"Tỉnh"},"logicalOperator":"And","conditions":[{"operator":"Is","value":"92"}]}',
  );
  assert.throws(() => new models.AdvancedFilter(year, "Or", { operator: "Is", value: 1 }), /must be "And"/);
  assert.throws(() => new models.AdvancedFilter(year, "And", [1, 2, 3].map((value) => ({ operator: "Is" as const, value }))), /more than two conditions. You passed: 3/);
});

test("numbers of enums are those that go over the wire", () => {
  const { TokenType, FiltersOperations, FilterType, Permissions, BackgroundType, LayoutType, DisplayOption, ViewMode, ContrastMode } = models;
  assert.deepEqual(
    [TokenType.Embed, FiltersOperations.Replace, FilterType.Basic, Permissions.All, BackgroundType.Transparent, LayoutType.MobilePortrait, DisplayOption.ActualSize, ViewMode.Edit, ContrastMode.HighContrastWhite],
    [1, 3, 1, 7, 1, 2, 2, 1, 4],
  );
});

test("a token is sent by https, or to one's own machine", () => {
  for (const good of ["https://portal.example/embed/province-brief?site=abc", "http://localhost:5080/embed/x", "http://127.0.0.1/embed/x"]) {
    assert.equal(addressOf(good).href, good);
  }
  for (const bad of ["http://portal.example/embed/x", "http://localhost.example/embed/x", "javascript:alert(1)", "data:text/html,x", "/embed/x", "//portal.example/x", "https://portal.example@elsewhere.example/x"]) {
    assert.throws(() => addressOf(bad), /Invalid embed URL/, bad);
  }
  for (const none of [undefined, "", 7]) {
    assert.throws(() => addressOf(none), /Embed Url is required/);
  }
});

test("what an address gets is encoded, and stands before nothing", () => {
  const frame = frameOf(addressOf("https://portal.example/embed/province-brief?site=abc&uid=old#p2"), { language: "en&x=1", formatLocale: "vi-VN" });
  assert.equal(frame.href, "https://portal.example/embed/province-brief?site=abc&language=en%26x%3D1&formatLocale=vi-VN");
  assert.equal(visitOf(frame, "u 1"), `${frame.href}&uid=u+1`);
});

test("report and language are read from an address", () => {
  const of = (address: string) => [reportIdOf(new URL(address)), languageOf(new URL(address))];
  assert.deepEqual(of("https://portal.example/embed/province-brief?site=abc"), ["province-brief", "vi"]);
  assert.deepEqual(of("https://portal.example/en/embed/explore"), ["explore", "en"]);
  assert.deepEqual(of("https://portal.example/reportEmbed?reportId=league&language=en-GB"), ["league", "en"]);
  assert.deepEqual(of("https://portal.example/en/embed/explore?language=vi"), ["explore", "vi"]);
});

test("a request is data in an envelope, filters as their JSON and functions left out", () => {
  const request = requestOf("PUT", "/report/filters", { id: "1", uid: "u", "x-sdk-wrapper-version": undefined }, [new models.BasicFilter(year, "In", 2021)]);
  assert.deepEqual(request, {
    method: "PUT",
    url: "/report/filters",
    headers: { id: "1", uid: "u" },
    body: [{ $schema: "http://powerbi.com/product/schema#basic", target: year, filterType: 1, operator: "In", values: [2021], requireSingleSelection: false }],
  });
  assert.deepEqual(structuredClone(requestOf("POST", "/report/load", {}, { id: "x", hook: () => 1 }).body), { id: "x" });
  assert.equal(requestOf("POST", "/report/token", {}, "token").body, "token");
  assert.equal(requestOf("POST", "/report/print", {}, null).body, null);
  assert.equal("body" in requestOf("GET", "/report/pages", {}), false);
});

test("an answer has the id of what it answers, and is told from a request", () => {
  const request = requestOf("POST", "/ready/u", { id: "f1" });
  const answer = responseTo(request, 200);
  assert.deepEqual(answer, { statusCode: 200, headers: { id: "f1" }, body: null });
  assert.deepEqual([isRequest(request), isResponse(request), isRequest(answer), isResponse(answer)], [true, false, false, true]);
  for (const noise of [null, "webpackHotUpdate", 1, {}, { method: "POST" }, { statusCode: "200", headers: {} }, { method: "POST", url: "/x", headers: null }]) {
    assert.deepEqual([isRequest(noise), isResponse(noise)], [false, false]);
  }
});

test("what a frame tells is read off its routes", () => {
  const told = (url: string, method = "POST") => toldBy({ method, url, headers: {} });
  assert.deepEqual(told("/ready/u"), { kind: "ready" });
  assert.deepEqual(told("/reports/u/events/loaded"), { kind: "event", uid: "u", name: "loaded" });
  assert.deepEqual(told("/reports/u/pages/p1/events/rendered"), { kind: "event", uid: "u", name: "rendered" });
  assert.deepEqual(told("/reports/u/pages/p1/visuals/v%201/events/visualRendered"), { kind: "event", uid: "u", name: "visualRendered" });
  assert.deepEqual(told("/reports/u/eventHooks/newAccessToken"), { kind: "newAccessToken", uid: "u" });
  for (const other of ["/", "/reports/u", "/reports/u/events", "/reports/u/x/events/loaded", "/reports/u/eventHooks/preQuery", "/dashboards/u/events/loaded", "/reports/%/y"]) {
    assert.deepEqual(told(other), { kind: "unknown" }, other);
  }
  assert.deepEqual(told("/reports/u/events/loaded", "GET"), { kind: "unknown" });
});

test("the version on the wire is that of the package", () => {
  assert.equal(version, (JSON.parse(readFileSync("embed/package.json", "utf8")) as { version: string }).version);
});
