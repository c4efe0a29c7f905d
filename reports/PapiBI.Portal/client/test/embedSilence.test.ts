// A frame, or somebody before it, who does not answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { models, service, type IError } from "../embed/src/index";
import { address, answer, clock, embedded, later, loaded, record, started } from "./embedded";
import { FakeFrame } from "./fakeFrame";
import { settled } from "./fakePage";

test("an answer that does not come in time is an error", async (t) => {
  const { report, frame } = await loaded(t, { requestTimeoutMs: 5_000 });
  frame.serves.set("PUT /report/filters", null);
  const asked = later(report.setFilters([]));
  clock.tick(4_999);
  await settled();
  clock.tick(1);

  await assert.rejects(asked, (error: IError) => {
    assert.deepEqual(error, {
      message: "RequestTimedOut",
      errorCode: "RequestTimedOut",
      detailedMessage: "Báo cáo không trả lời PUT /report/filters đúng hạn.",
      level: models.TraceType.UnexpectedError,
      technicalDetails: { requestId: String(frame.last("/report/filters").headers["id"]) },
    });
    return true;
  });
});

test("somebody may take their time at the printer", async (t) => {
  const { report, frame } = await loaded(t);
  frame.serves.set("POST /report/print", null);
  const printed = report.print();
  clock.tick(120_000);
  await settled();
  answer(frame, "/report/print", 200);
  await printed;
});

test("a frame that says nothing is blocked: the host hears of it, and no promise hangs", async (t) => {
  const { page, report, frame, heard } = embedded(t, { embedUrl: address.replace("/embed/", "/en/embed/") });
  const pages = later(report.getPages());
  // The browser shows a page of its own, and tells that it is loaded.
  frame.iframe.dispatchEvent(new Event("load"));
  clock.tick(9_999);
  await settled();
  assert.deepEqual(heard, []);
  clock.tick(1);
  await settled();

  const error = {
    message: "FrameBlocked",
    errorCode: "FrameBlocked",
    detailedMessage: "The report's frame from https://portal.example does not answer: the server cannot be reached, or this page is not among those that may embed it.",
    level: models.TraceType.UnexpectedError,
  };
  assert.deepEqual(heard, [["error", error]]);
  await assert.rejects(pages, error);
  await assert.rejects(report.setFilters([]), error);

  const again = report.reload();
  assert.equal(page.frames.length, 2, "trying again fetches again");
  new FakeFrame(page, page.frames[1]!).open();
  await again;
  assert.equal((await report.getPages()).length, 2);
});

test("a browser that is busy fetching many frames has longer until one counts as blocked", async (t) => {
  const { frame, heard } = embedded(t);
  clock.tick(50_000);
  await settled();
  assert.equal(heard.length, 0);
  frame.iframe.dispatchEvent(new Event("load"));
  clock.tick(9_999);
  await settled();
  assert.equal(heard.length, 0);
  clock.tick(1);
  await settled();
  assert.deepEqual(heard.map(([name]) => name), ["error"]);

  const never = embedded(t);
  clock.tick(59_999);
  await settled();
  assert.equal(never.heard.length, 0);
  clock.tick(1);
  await settled();
  assert.deepEqual(never.heard.map(([name]) => name), ["error"]);
});

test("a frame that comes late is shown all the same", async (t) => {
  const { report, frame, heard } = embedded(t, { timeoutMs: 2_000 });
  frame.iframe.dispatchEvent(new Event("load"));
  clock.tick(2_000);
  await settled();
  assert.deepEqual(heard.map(([name]) => name), ["error"]);

  frame.open();
  await settled();
  frame.raise("loaded");
  await settled();

  assert.equal(heard.at(-1)![0], "loaded");
  assert.equal((await report.getPages()).length, 2);
});

test("a frame on no page yet is not expected to speak", async (t) => {
  const page = started(t);
  const element = page.element();
  element.parent = null;
  const report = new service.Service().embed(element, { embedUrl: address, accessToken: "token-1" });
  const errors = record(report, ["error"]);
  clock.tick(60_000);
  await settled();
  assert.deepEqual(errors.filter(([, error]) => (error as IError).message === "FrameBlocked"), []);

  element.parent = page;
  page.change();
  clock.tick(60_000);
  await settled();
  void report.reload().catch(() => {});
  clock.tick(60_000);
  await settled();
  assert.equal((errors.at(-1)![1] as IError).message, "FrameBlocked");
});
