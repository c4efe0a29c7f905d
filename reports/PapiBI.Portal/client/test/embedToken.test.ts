import assert from "node:assert/strict";
import { test } from "node:test";
import { models, type IError } from "../embed/src/index";
import { clock, embedded, expired, later, loaded } from "./embedded";
import { settled } from "./fakePage";

test("before a token ends a new one is had, once, and again where that fails", async (t) => {
  const asked: number[] = [];
  const outcomes = [new Error("mất mạng"), new Error("mất mạng"), { token: "token-2", expiration: "2026-01-01T00:00:00Z" }];
  const { report, frame, heard } = await loaded(t, {
    accessTokenProvider: async () => {
      asked.push(asked.length);
      const outcome = outcomes.shift()!;
      if (outcome instanceof Error) {
        throw outcome;
      }
      return outcome;
    },
  });
  assert.equal(frame.asked[0]!.headers["tokenProviderSupplied"], true);
  const expiring = { expiration: "2025-12-31T23:00:00Z", secondsLeft: 120 };

  frame.raise("tokenExpiring", expiring);
  frame.raise("tokenExpiring", expiring);
  frame.raise("error", expired);
  await settled();
  assert.equal(asked.length, 1, "one at a time");
  clock.tick(1_000);
  await settled();
  assert.equal(asked.length, 2);
  clock.tick(1_999);
  await settled();
  assert.equal(asked.length, 2, "later and later");
  clock.tick(1);
  await settled();

  assert.equal(asked.length, 3);
  assert.deepEqual(frame.routes(), ["POST /report/load", "POST /report/token"]);
  assert.equal(frame.last("/report/token").body, "token-2");
  assert.equal(report.config.accessToken, "token-2");
  assert.deepEqual(heard, [["tokenExpiring", expiring], ["tokenExpiring", expiring], ["error", expired]]);

  outcomes.push({ token: "token-3", expiration: "2026-01-01T01:00:00Z" });
  frame.raise("tokenExpiring", expiring);
  await settled();
  assert.equal(frame.last("/report/token").body, "token-3", "and the next time, too");
});

test("when no token can be had the host hears why", async (t) => {
  let asked = 0;
  const { frame, heard } = await loaded(t, {
    eventHooks: {
      accessTokenProvider: () => {
        asked++;
        throw new Error("HTTP 502");
      },
    },
  });
  frame.raise("tokenExpiring", { expiration: "", secondsLeft: 120 });
  frame.raise("error", expired);
  await settled();
  for (const wait of [1, 2, 4, 8, 16, 32]) {
    clock.tick(wait * 1_000);
    await settled();
  }
  assert.equal(asked, 7);
  const errors = heard.filter(([name]) => name === "error").map(([, error]) => error as IError);
  assert.deepEqual(errors.map((error) => error.message), ["TokenExpired", "TokenRenewalFailed"], "once, however many asked");
  assert.equal(errors[1]!.detailedMessage, "Không lấy được thẻ truy cập mới: HTTP 502");
});

test("a provider that never answers is asked again", async (t) => {
  let asked = 0;
  const { frame } = await loaded(t, { requestTimeoutMs: 5_000, accessTokenProvider: () => (++asked === 1 ? new Promise(() => {}) : "token-2") });
  frame.raise("tokenExpiring", {});
  await settled();
  clock.tick(5_000);
  await settled();
  clock.tick(1_000);
  await settled();
  assert.equal(frame.last("/report/token").body, "token-2");
});

test("a token that the host gives itself ends the waiting for one", async (t) => {
  let asked = 0;
  const { report, frame } = await loaded(t, {
    accessTokenProvider: () => {
      asked++;
      throw new Error("HTTP 502");
    },
  });
  frame.raise("tokenExpiring", {});
  await settled();
  await report.setAccessToken("token-9");
  clock.tick(100_000);
  await settled();
  assert.equal(asked, 1);
  assert.deepEqual(frame.asked.filter((each) => each.url === "/report/token").map((each) => each.body), ["token-9"]);
});

test("the first token may come from the provider, and one that has ended is replaced before anything is shown", async (t) => {
  const tokens = ["token-1", "token-2"];
  const tokenOf = (body: unknown): string => (body as { accessToken: string }).accessToken;
  const { report, frame, heard } = embedded(t, { accessToken: undefined, accessTokenProvider: async () => tokens.shift()! });
  frame.serves.set("POST /report/load", (body) => (tokenOf(body) === "token-1" ? { statusCode: 401, body: expired } : { statusCode: 202 }));
  const pages = later(report.getPages());
  frame.open();
  await settled();

  assert.deepEqual(frame.asked.filter((each) => each.url === "/report/load").map((each) => tokenOf(each.body)), ["token-1", "token-2"]);
  assert.equal((await pages).length, 2, "what was asked meanwhile is answered");
  assert.deepEqual(heard, [["error", expired]]);
});

test("a host that gives a new token when it hears of the end is shown the report, whether the load has been answered by then or not", async (t) => {
  for (const isEventFirst of [true, false]) {
    const { report, frame, heard } = embedded(t);
    report.on("error", ({ detail }) => {
      if (detail.message === models.CommonErrorCodes.TokenExpired) {
        void report.setAccessToken("token-2");
      }
    });
    const pages = later(report.getPages());
    frame.serves.set("POST /report/load", (body) => ((body as { accessToken: string }).accessToken === "token-2" ? { statusCode: 202 } : { statusCode: 401, body: expired }));
    if (isEventFirst) {
      frame.serves.set("POST /report/load", null);
    }
    frame.open();
    if (isEventFirst) {
      const asked = frame.last("/report/load");
      frame.serves.delete("POST /report/load");
      frame.raise("error", expired);
      frame.answer(asked, 401, expired);
    }
    await settled();

    assert.deepEqual(heard, [["error", expired]]);
    assert.equal((frame.last("/report/load").body as { accessToken: string }).accessToken, "token-2");
    if (isEventFirst) {
      assert.equal((await pages).length, 2);
    }
    assert.equal((await report.getPages()).length, 2);
  }
});

test("a frame may ask for a token itself", async (t) => {
  const { report, frame } = await loaded(t, { accessTokenProvider: () => ({ token: "token-2" }) });
  frame.tell(`/reports/${report.config.uniqueId}/eventHooks/newAccessToken`);
  frame.tell(`/reports/${report.config.uniqueId}/eventHooks/preQuery`);
  await settled();
  assert.deepEqual(frame.answers.map(({ statusCode, body }) => [statusCode, body]).sort(), [[200, "token-2"], [404, null]]);

  const without = await loaded(t);
  without.frame.tell(`/reports/${without.report.config.uniqueId}/eventHooks/newAccessToken`);
  await settled();
  assert.equal(without.frame.answers[0]!.statusCode, 404);
});
