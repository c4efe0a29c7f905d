import assert from "node:assert/strict";
import { test } from "node:test";
import { models, service, factories, type ICustomEvent, type IError, type Page, type Report } from "../embed/src/index";
import { address, answer, clock, embedded, expired, later, loaded, record, started } from "./embedded";
import { FakeFrame } from "./fakeFrame";
import { settled } from "./fakePage";

test("a report is loaded, then rendered, and its host hears of both", async (t) => {
  const { report, frame, heard } = embedded(t, { settings: { localeSettings: { language: "vi" } } });

  assert.equal(frame.iframe.src, `${address}&language=vi&uid=${report.config.uniqueId}`);
  assert.equal(report.getId(), "province-brief", "at once, before anybody has answered");
  assert.equal(frame.asked.length, 0, "a frame that does not listen yet is told nothing");

  frame.open();
  const { id, ...headers } = frame.asked[0]!.headers;
  assert.match(String(id), /^[0-9a-f-]{36}$/);
  assert.deepEqual({ ...frame.asked[0], headers }, {
    method: "POST",
    url: "/report/load",
    headers: {
      "x-sdk-type": "papibi-embed",
      "x-sdk-version": "1.0.0",
      sdkSessionId: report.service.getSdkSessionId(),
      sdkVersion: "1.0.0",
      uid: report.config.uniqueId,
    },
    body: { type: "report", id: "province-brief", embedUrl: address, accessToken: "token-1", settings: { localeSettings: { language: "vi" } }, uniqueId: report.config.uniqueId },
  });

  await settled();
  frame.raise("loaded");
  frame.raise("rendered", { pages: 2 });
  await settled();
  assert.deepEqual(heard, [["loaded", {}], ["rendered", { pages: 2 }]]);
  assert.deepEqual(frame.answers, [1, 2].map((n) => ({ statusCode: 200, headers: { id: `frame-${n}` }, body: null })));
});

test("a frame that is ready gets the configuration before the page has finished", async (t) => {
  const { report, frame } = embedded(t);
  frame.window.origin = frame.origin;

  frame.tell(`/ready/${report.config.uniqueId}`);
  await settled();

  assert.equal(frame.answers[0]!.statusCode, 200);
  assert.deepEqual(frame.routes(), ["POST /frontload/config"]);
  assert.equal((frame.asked[0]!.body as { accessToken: string }).accessToken, "token-1");
  frame.open();
  assert.deepEqual(frame.routes(), ["POST /frontload/config", "POST /report/load"]);
});

test("what is asked before the report is loaded waits for that", async (t) => {
  const { report, frame } = embedded(t);
  const pages = later(report.getPages());
  frame.serves.set("POST /report/load", null);
  frame.open();
  await settled();
  assert.deepEqual(frame.routes(), ["POST /report/load"]);

  answer(frame, "/report/load", 202);

  assert.deepEqual((await pages).map((page) => [page.name, page.displayName, page.isActive]), [["p1", "Tổng quan", true], ["p2", "Trục nội dung", false]]);
});

test("every method asks by its route and gives what the frame answers", async (t) => {
  const { report, frame } = await loaded(t);
  const filter = new models.BasicFilter({ table: "score", column: "year" }, "In", 2021);

  assert.equal((await report.setFilters([filter])).statusCode, 202);
  await report.updateFilters(models.FiltersOperations.Replace, [filter]);
  await report.removeFilters();
  assert.deepEqual(await report.getFilters(), []);
  await report.setPage("p2");
  await (await report.getPageByName("p2")).setActive();
  const active = await report.getActivePage();
  await active.getFilters().catch(() => {});
  const [visual] = await active.getVisuals();
  assert.deepEqual(await visual!.exportData(models.ExportDataType.Summarized, 10), { data: "Trục,Điểm\n1,4.5\n" });
  await report.updateSettings({ background: models.BackgroundType.Transparent });
  await report.switchLayout(models.LayoutType.MobilePortrait);
  await report.print();
  await report.refresh();
  await report.applyTheme({ themeJson: { background: "#ffffff" } });
  await report.resetTheme();
  assert.deepEqual(await report.getTheme(), { themeJson: { foreground: "#1b1f27" } });
  assert.equal(await report.getCorrelationId(), "c-1");
  await report.setAccessToken("token-2");
  await report.reload();

  assert.deepEqual(frame.routes(), [
    "POST /report/load", "PUT /report/filters", "POST /report/filters", "POST /report/filters", "GET /report/filters", "PUT /report/pages/active", "GET /report/pages",
    "PUT /report/pages/active", "GET /report/pages", "GET /report/pages/p1/filters", "GET /report/pages/p1/visuals", "POST /report/pages/p1/visuals/v1/exportData",
    "PATCH /report/settings", "PATCH /report/settings", "POST /report/print", "POST /report/refresh", "PUT /report/theme", "PUT /report/theme", "GET /report/theme",
    "GET /getCorrelationId", "POST /report/token", "POST /report/load",
  ]);
  assert.deepEqual(frame.asked[2]!.body, { filtersOperation: 3, filters: [filter.toJSON()] });
  assert.deepEqual(frame.asked[5]!.body, { name: "p2", displayName: null, isActive: true });
  assert.equal(frame.last("/report/token").body, "token-2");
  assert.equal((frame.last("/report/load").body as { accessToken: string }).accessToken, "token-2");
  assert.ok(frame.asked.every((asked) => asked.headers["uid"] === report.config.uniqueId && asked.headers["x-sdk-type"] === "papibi-embed"));
});

test("what a frame refuses rejects with its body", async (t) => {
  const { report } = await loaded(t);
  await assert.rejects(report.switchMode(models.ViewMode.Edit), { message: "NotSupported", detailedMessage: "Khung nhúng không phục vụ “switchMode”." });
  await assert.rejects(report.getPageByName("p9"), { message: "PowerBIEntityNotFound", detailedMessage: "p9" });
});

test("a message from another window, or from another origin, is as if it had not been said", async (t) => {
  const { page, report, frame, heard } = await loaded(t);
  const spoof = { method: "POST", url: `/reports/${report.config.uniqueId}/events/error`, headers: { id: "x" }, body: { message: "Spoofed" } };
  const stranger = { postMessage: () => assert.fail("a stranger is answered nothing") };
  const pages = later(report.getPages());
  frame.serves.set("GET /report/pages", null);
  const asked = frame.last("/report/pages");

  page.arrive(spoof, stranger, frame.origin);
  page.arrive(spoof, frame.window, "https://elsewhere.example");
  page.arrive(spoof, null, frame.origin);
  page.arrive({ statusCode: 200, headers: { id: asked.headers["id"] }, body: [] }, stranger, frame.origin);
  page.arrive("webpackHotUpdate", frame.window, frame.origin);
  await settled();

  assert.deepEqual(heard, []);
  assert.equal((await pages).length, 2, "the answer is the frame's");
});

test("a token goes to the origin of the address and nowhere else", async (t) => {
  const { frame } = embedded(t);
  frame.open();
  await settled();
  frame.window.origin = "https://elsewhere.example";
  frame.iframe.dispatchEvent(new Event("load"));
  await settled();

  assert.deepEqual([...new Set(frame.window.posted.map((each) => each.origin))], ["https://portal.example"]);
  assert.equal(frame.asked.length, 1, "and who has come into its place hears nothing");
});

test("a refused load is told once, whether the answer or the event comes first", async (t) => {
  const refusal = { message: "ReportNotAllowed", errorCode: "ReportNotAllowed", detailedMessage: "Thẻ không cho xem báo cáo này." };
  for (const isEventFirst of [true, false]) {
    const { report, frame, heard } = embedded(t);
    const pages = later(report.getPages());
    frame.serves.set("POST /report/load", null);
    frame.open();
    if (isEventFirst) {
      frame.raise("error", refusal);
      await settled();
    }
    answer(frame, "/report/load", 403, refusal);
    await settled();
    if (!isEventFirst) {
      frame.raise("error", refusal);
      await settled();
    }

    assert.deepEqual(heard, [["error", refusal]]);
    await assert.rejects(pages, refusal);
    frame.raise("error", refusal);
    await settled();
    assert.equal(heard.length, 2, "what happens again is told again");
  }
});

test("an error that nobody listens for is not lost", async (t) => {
  const page = started(t);
  const unheard: IError[] = [];
  new service.Service(factories.hpmFactory, factories.wpmpFactory, factories.routerFactory, { onError: (error) => unheard.push(error) }).embed(page.element(), { embedUrl: address, accessToken: "token-1" });
  clock.tick(60_000);
  await settled();
  assert.deepEqual(unheard.map((error) => error.message), ["FrameBlocked"]);
});

test("an element that is taken off the page ends what waits, and is loaded again should it come back", async (t) => {
  const { page, report, frame, element } = await loaded(t, { accessTokenProvider: () => Promise.reject(new Error("HTTP 502")) });
  frame.serves.set("GET /report/pages", null);
  const pages = later(report.getPages());
  frame.raise("tokenExpiring", {});
  await settled();

  element.parent = null;
  page.change();
  await assert.rejects(pages, { message: "Removed", detailedMessage: "Báo cáo đã được gỡ khỏi trang." });
  await assert.rejects(report.getFilters(), { message: "Removed" });
  assert.equal(page.window.listeners, 0);
  assert.equal(page.isObserved, false);
  assert.equal(report.service.getNumberOfComponents(), 0);

  frame.serves.clear();
  element.parent = page;
  frame.open();
  await settled();
  assert.deepEqual(frame.routes().slice(-1), ["POST /report/load"]);
  assert.equal((await report.getPages()).length, 2);
  assert.equal(page.window.listeners, 1);
});

test("a frame that fetches itself anew, as when its element is moved, is told again what to show", async (t) => {
  const { report, frame } = await loaded(t);
  frame.open();
  await settled();
  assert.deepEqual(frame.routes(), ["POST /report/load", "POST /report/load"]);
  assert.equal((await report.getPages()).length, 2);
});

test("other changes of the page are nothing to a report", async (t) => {
  const { page, report, frame } = await loaded(t);
  page.change();
  assert.equal((await report.getPages()).length, 2);
  assert.equal(frame.routes().filter((route) => route === "POST /report/load").length, 1);
});

test("reset takes everything off", async (t) => {
  const { page, report, frame, element, heard } = await loaded(t);
  frame.serves.set("GET /report/pages", null);
  const pages = later(report.getPages());
  report.service.reset(element);

  await assert.rejects(pages, { message: "Removed" });
  assert.deepEqual([element.children.length, page.window.listeners, report.service.embeds.length], [0, 0, 0]);
  assert.throws(() => report.service.get(element), /no associated instance/);
  element.dispatchEvent(new Event("loaded"));
  assert.deepEqual(heard, []);
});

test("another report of the same address keeps the frame and hears nothing of the one before", async (t) => {
  const { page, report, frame, element, heard } = await loaded(t);
  const before = report.config.uniqueId;

  assert.equal(report.service.embed(element, { type: "report", embedUrl: address, accessToken: "token-2", pageName: "p2" }), report);
  assert.equal(page.frames.length, 1);
  assert.notEqual(report.config.uniqueId, before);
  await settled();
  frame.tell(`/reports/${before}/events/rendered`);
  frame.raise("loaded");
  await settled();

  assert.deepEqual(heard, [["loaded", {}]]);
  assert.equal((frame.last("/report/load").body as { pageName: string }).pageName, "p2");
  assert.equal(report.service.find(report.config.uniqueId), report);
});

test("a load that another has overtaken changes nothing any more", async (t) => {
  const { report, frame, element, heard } = embedded(t);
  frame.serves.set("POST /report/load", (body) => ((body as { pageName?: string }).pageName === "p2" ? { statusCode: 202 } : { statusCode: 403, body: { message: "ReportNotAllowed" } }));
  report.service.embed(element, { embedUrl: address, accessToken: "token-2", pageName: "p2" });
  frame.open();
  await settled();
  assert.deepEqual(heard, [], "that the first would be refused is no news");
  assert.equal(frame.asked.length, 1, "nor is it sent, when that is known in time");
  assert.equal((await report.getPages()).length, 2);

  frame.serves.set("POST /report/load", null);
  const first = later(report.reload());
  const asked = frame.last("/report/load");
  frame.serves.delete("POST /report/load");
  await report.reload();
  frame.answer(asked, 403, { message: "ReportNotAllowed" });
  await assert.rejects(first, { message: "ReportNotAllowed" });
  assert.deepEqual(heard, []);
  assert.equal((await report.getPages()).length, 2);

  let give!: (token: string) => void;
  report.service.embed(element, { embedUrl: address, accessTokenProvider: () => new Promise((resolve) => (give = resolve)), pageName: "p1" });
  await settled();
  report.service.embed(element, { embedUrl: address, accessToken: "token-3", pageName: "p2" });
  give("token-late");
  await settled();
  assert.deepEqual(heard, []);
  assert.ok(frame.asked.every((asked) => !JSON.stringify(asked.body ?? "").includes("token-late")));
  assert.equal(report.config.accessToken, "token-3");
});

test("a report that is loaded again while it waits for a token is loaded once", async (t) => {
  let give!: (token: string) => void;
  const { report, frame } = embedded(t, { accessToken: undefined, accessTokenProvider: () => new Promise((resolve) => (give = resolve)) });
  frame.open();
  await settled();
  const again = report.reload();
  give("token-1");
  await again;
  assert.deepEqual(frame.routes(), ["POST /report/load"]);
});

test("another address is another frame", async (t) => {
  const { page, report, frame, element } = await loaded(t);
  frame.serves.set("GET /report/pages", null);
  const pages = later(report.getPages());

  report.service.embed(element, { embedUrl: address.replace("province-brief", "national-league"), accessToken: "token-2" });
  await assert.rejects(pages, { message: "Overtaken" });
  const next = new FakeFrame(page, page.frames[1]!).open();
  await settled();

  assert.equal(frame.routes().filter((route) => route === "POST /report/load").length, 1);
  assert.equal((next.asked[0]!.body as { id: string }).id, "national-league");
  assert.deepEqual(element.children, [next.iframe]);
  assert.throws(() => report.service.embed(element, { embedUrl: "http://portal.example/embed/x", accessToken: "t" }), /Invalid embed URL/);
  assert.equal((await report.getPages()).length, 2, "what cannot be changes nothing");
});

test("a report may be prepared and rendered later", async (t) => {
  const page = started(t);
  const report = new service.Service().load(page.element(), { type: "report", embedUrl: address, accessToken: "token-1" });
  const frame = new FakeFrame(page, page.frames[0]!).open();
  await report.render();
  assert.deepEqual(frame.routes(), ["POST /report/prepare", "POST /report/render"]);
  assert.equal(frame.last("/report/render").body, null);
});

test("a frame may be fetched before there is a token", async (t) => {
  const page = started(t);
  const pbi = new service.Service();
  const element = page.element();
  const report = pbi.bootstrap(element, { type: "report", embedUrl: address });
  const frame = new FakeFrame(page, page.frames[0]!).open();
  frame.tell(`/ready/${report.config.uniqueId}`);
  clock.tick(60_000);
  await settled();
  assert.equal(frame.asked.length, 0);
  const uid = report.config.uniqueId;

  assert.equal(pbi.embed(element, { accessToken: "token-1" }), report);
  await settled();
  assert.deepEqual(frame.routes(), ["POST /report/load"]);
  assert.deepEqual([frame.uid, frame.asked[0]!.headers["bootstrapped"]], [uid, true]);
  assert.throws(() => pbi.bootstrap(element, { embedUrl: address }), /already a powerbi element/);
});

test("the page that is shown now comes as a page, which may be logged", async (t) => {
  const { report, frame } = await loaded(t);
  const seen: Page[] = [];
  report.on("pageChanged", (event) => seen.push(event.detail.newPage));
  frame.raise("pageChanged", { newPage: { name: "p2", displayName: "Trục nội dung" } });
  frame.raise("pageChanged", {});
  await settled();

  assert.equal(JSON.stringify(seen), '[{"name":"p2","displayName":"Trục nội dung","isActive":true}]');
  assert.deepEqual(frame.answers.map((each) => each.statusCode), [200, 400]);
  await seen[0]!.setActive();
  assert.equal(frame.last("/report/pages/active").method, "PUT");
});

test("handlers come and go, and a name that there is not is refused", async (t) => {
  const { report, frame, heard } = await loaded(t);
  const seen: string[] = [];
  const handler = (event: ICustomEvent<unknown>): unknown => seen.push(event.type);
  report.on("dataSelected", handler);
  report.on("dataSelected", () => seen.push("another"));
  frame.raise("dataSelected", { dataPoints: [] });
  frame.raise("click");
  await settled();
  report.off("dataSelected", handler);
  frame.raise("dataSelected", { dataPoints: [] });
  await settled();
  report.off("dataSelected");
  frame.raise("dataSelected", { dataPoints: [] });
  await settled();

  assert.deepEqual(seen, ["dataSelected", "another", "another"]);
  assert.equal(heard.length, 0, "off without a handler takes off all");
  assert.deepEqual(frame.answers.map((each) => each.statusCode), [200, 404, 200, 200], "a frame raises no event that is not a report's");
  assert.throws(() => report.on("loadde", () => {}), /eventName must be one of loaded,.*tokenExpiring. You passed: loadde/);
});

test("an error does not bubble to the window, where hosts count their own", async (t) => {
  const { frame, element } = await loaded(t);
  const bubbles: [string, boolean][] = [];
  for (const name of ["error", "rendered"]) {
    element.addEventListener(name, (event) => bubbles.push([event.type, event.bubbles]));
  }
  frame.raise("error", expired);
  frame.raise("rendered");
  await settled();
  assert.deepEqual(bubbles, [["error", false], ["rendered", true]]);
});

test("what can never be shown is refused at once", (t) => {
  const page = started(t);
  const pbi = new service.Service();
  assert.throws(() => pbi.embed(page.element(), { type: "dashboard", embedUrl: address, accessToken: "t" }), /There are reports alone/);
  assert.throws(() => pbi.embed(page.element(), { type: "report", embedUrl: address }), /No access token was found/);
  assert.throws(() => pbi.embed(page.element(), { type: "report", accessToken: "t" }), /Embed Url is required/);
  assert.throws(() => pbi.embed(page.element(), { embedUrl: "https://portal.example/", accessToken: "t" }), /Report id is required/);
  assert.equal(pbi.getNumberOfComponents(), 0);
});

test("two reports of one page hear each their own", async (t) => {
  const page = started(t);
  const pbi = new service.Service();
  const [one, two] = ["a", "b"].map((id) => pbi.embed(page.element(), { embedUrl: `https://portal.example/embed/${id}`, accessToken: id })) as [Report, Report];
  const frames = page.frames.map((iframe) => new FakeFrame(page, iframe).open());
  await settled();
  const heard = [record(one, ["loaded"]), record(two, ["loaded"])];
  frames[1]!.raise("loaded");
  await settled();
  assert.deepEqual(heard, [[], [["loaded", {}]]]);
  assert.equal(page.window.listeners, 1);
});
