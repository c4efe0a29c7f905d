import type { TestContext } from "node:test";
import { service, factories, type IReportEmbedConfiguration, type Report } from "../embed/src/index";
import { FakeFrame } from "./fakeFrame";
import { FakePage, settled, type FakeElement } from "./fakePage";
import { StillClock } from "./stillClock";

export const address = "https://portal.example/embed/province-brief?site=abcdefghijkl";
export const expired = { message: "TokenExpired", errorCode: "TokenExpired", detailedMessage: "Thẻ đã hết hạn.", level: 4 };

/** Of the test that runs now. */
export let clock: StillClock;

export function started(t: TestContext): FakePage {
  clock?.stop();
  clock = new StillClock();
  t.after(() => clock.stop());
  return new FakePage();
}

export interface Embedded {
  readonly page: FakePage;
  readonly report: Report;
  readonly frame: FakeFrame;
  readonly element: HTMLElement & FakeElement;
  readonly heard: [string, unknown][];
}

export function embedded(t: TestContext, config: Omit<IReportEmbedConfiguration, "accessToken"> & { accessToken?: string | undefined } = {}): Embedded {
  const page = started(t);
  const element = page.element();
  const report = new service.Service(factories.hpmFactory, factories.wpmpFactory, factories.routerFactory).embed(element, {
    type: "report",
    embedUrl: address,
    accessToken: "token-1",
    ...config,
  } as IReportEmbedConfiguration);
  return { page, report, element, frame: new FakeFrame(page, page.frames[0]!), heard: record(report, ["loaded", "rendered", "error", "tokenExpiring"]) };
}

export async function loaded(t: TestContext, config: IReportEmbedConfiguration = {}): Promise<Embedded> {
  const all = embedded(t, config);
  all.frame.open();
  await settled();
  return all;
}

/** A promise that may break before anybody looks. */
export function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

export function record(report: Report, names: string[]): [string, unknown][] {
  const heard: [string, unknown][] = [];
  names.forEach((name) => report.on<unknown>(name, (event) => heard.push([event.type, event.detail])));
  return heard;
}

/** The frame answers what it was asked before. */
export function answer(frame: FakeFrame, url: string, statusCode: number, body: unknown = null): void {
  frame.answer(frame.last(url), statusCode, body);
}
