import type { FakeElement, FakePage, FakeWindow } from "./fakePage";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, unknown>;
  readonly body?: unknown;
}

type Served = { readonly statusCode: number; readonly body?: unknown };

const pages = [
  { name: "p1", displayName: "Tổng quan", isActive: true, visibility: 0 },
  { name: "p2", displayName: "Trục nội dung", isActive: false, visibility: 0 },
];

/** The other side of the protocol, in the window of an iframe: what a report's frame answers and tells. */
export class FakeFrame {
  readonly asked: Asked[] = [];
  readonly answers: { readonly statusCode: number; readonly headers: Record<string, unknown>; readonly body: unknown }[] = [];
  readonly window: FakeWindow;
  uid = "";
  private said = 0;

  /** Answers by method and route; null: never. What is not here is answered as a report's frame does. */
  readonly serves = new Map<string, Served | null | ((body: unknown) => Served)>();

  constructor(
    private readonly page: FakePage,
    readonly iframe: FakeElement,
    readonly origin = "https://portal.example",
  ) {
    this.window = iframe.contentWindow!;
    this.uid = new URL(iframe.src).searchParams.get("uid")!;
    this.window.hear = (message) => this.hear(message);
  }

  /** The browser has fetched the page of the frame, and its scripts listen. */
  open(): this {
    this.window.origin = this.origin;
    this.iframe.dispatchEvent(new Event("load"));
    return this;
  }

  tell(url: string, body: unknown = {}): void {
    this.page.arrive({ method: "POST", url, headers: { id: `frame-${++this.said}` }, body }, this.window, this.origin);
  }

  /** An event of the report, as of the load that it has heard of last. */
  raise(name: string, body: unknown = {}): void {
    this.tell(`/reports/${this.uid}/events/${name}`, body);
  }

  /** Answers late what it left without an answer. */
  answer(asked: Asked, statusCode: number, body: unknown): void {
    this.page.arrive({ statusCode, headers: { id: asked.headers["id"] }, body }, this.window, this.origin);
  }

  routes(): string[] {
    return this.asked.map(({ method, url }) => `${method} ${url}`);
  }

  last(url: string): Asked {
    return this.asked.filter((each) => each.url === url).at(-1)!;
  }

  private hear(message: Asked | FakeFrame["answers"][number]): void {
    if (!("method" in message)) {
      this.answers.push(message);
      return;
    }
    this.asked.push(message);
    if (/\/report\/(load|prepare)$/.test(message.url)) {
      this.uid = String(message.headers["uid"]);
    }
    const key = `${message.method} ${message.url}`;
    const kept = this.serves.has(key) ? this.serves.get(key)! : usual(key, message.body);
    const served = typeof kept === "function" ? kept(message.body) : kept;
    if (served !== null) {
      queueMicrotask(() => this.page.arrive({ ...served, headers: { id: message.headers["id"] } }, this.window, this.origin));
    }
  }
}

function usual(key: string, body: unknown): Served {
  switch (key) {
    case "GET /report/pages":
      return { statusCode: 200, body: pages };
    case "GET /report/pages/p1/visuals":
      return { statusCode: 200, body: [{ name: "v1", title: "Điểm các trục", type: "table" }] };
    case "POST /report/pages/p1/visuals/v1/exportData":
      return { statusCode: 200, body: { data: "Trục,Điểm\n1,4.5\n" } };
    case "GET /report/theme":
      return { statusCode: 200, body: { themeJson: { foreground: "#1b1f27" } } };
    case "GET /report/filters":
      return { statusCode: 200, body: [] };
    case "GET /getCorrelationId":
      return { statusCode: 200, body: "c-1" };
    case "POST /report/switchMode/edit":
      return { statusCode: 400, body: { message: "NotSupported", detailedMessage: "Khung nhúng không phục vụ “switchMode”." } };
    default:
      return { statusCode: 202, body };
  }
}
