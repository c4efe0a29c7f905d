import { errorOf, ErrorCodes, type Language } from "./errors.js";
import type { IError } from "./configuration.js";
import { isKept, isRequest, isResponse, requestOf, responseTo, type Headers, type IHttpPostMessageResponse, type Method, type Request } from "./wire.js";

/** How far the frame has come. A request that comes too early waits, since a frame that does not listen yet would lose it. */
export enum Stage {
  Closed,
  Open,
  Loaded,
}

/** What a request needs beyond its route. */
export interface Terms {
  readonly stage: Stage;
  /** How long it may wait for its answer. */
  readonly timeoutMs: number;
  /** How long it may wait before that, until it can be sent; as long as for the answer where it is not said. */
  readonly waitMs?: number;
}

interface Pending {
  readonly request: Request;
  readonly stage: Stage;
  readonly timeoutMs: number;
  timer: ReturnType<typeof setTimeout>;
  readonly keep: (response: IHttpPostMessageResponse<unknown>) => void;
  readonly break: (error: unknown) => void;
  isPosted: boolean;
}

/** The line to one frame: posts to its origin alone, hears its window and origin alone, and leaves no request without an end. */
export class Line {
  private readonly pending = new Map<string, Pending>();
  private reached = Stage.Closed;
  private fault: IError | null = null;

  /**
   * @param frame The frame's window; null while it is not on the page.
   * @param origin Whom it has to be from.
   */
  constructor(
    private readonly frame: () => Window | null,
    readonly origin: string,
    private readonly language: Language,
  ) {}

  get stage(): Stage {
    return this.reached;
  }

  /** Asks the frame, at once or as soon as it has come far enough. Rejects with the error that it answers, or with why there is no answer. */
  ask<T>(method: Method, url: string, headers: Headers, body: unknown, { stage, timeoutMs, waitMs = timeoutMs }: Terms): Promise<IHttpPostMessageResponse<T>> {
    return new Promise((resolve, reject) => {
      if (this.fault !== null) {
        reject(this.fault);
        return;
      }
      const id = crypto.randomUUID();
      const asked: Pending = {
        request: requestOf(method, url, { ...headers, id }, body),
        stage,
        timeoutMs,
        timer: this.timer(id, `${method} ${url}`, waitMs),
        keep: resolve as Pending["keep"],
        break: reject,
        isPosted: false,
      };
      this.pending.set(id, asked);
      this.send(asked);
    });
  }

  /** Hears a message from the frame; a request in it is handed back, an answer settles what it answers, anything else is nothing. */
  hear(event: MessageEvent): Request | null {
    if (!this.isFrom(event)) {
      return null;
    }
    this.fault = null;
    if (isResponse(event.data)) {
      const response = event.data;
      this.end(String(response.headers["id"]), (pending) => (isKept(response) ? pending.keep(response) : pending.break(response.body)));
      return null;
    }
    return isRequest(event.data) ? event.data : null;
  }

  isFrom(event: MessageEvent): boolean {
    return event.source !== null && event.source === this.frame() && event.origin === this.origin;
  }

  answer(request: Request, status: number, body?: unknown): void {
    this.post(responseTo(request, status, body));
  }

  /** The frame has come as far as this, or has to begin again. What waited for it is sent. */
  reach(stage: Stage): void {
    this.reached = stage;
    this.fault = null;
    for (const pending of this.pending.values()) {
      this.send(pending);
    }
  }

  /** What waits for a stage that will not come is refused with the reason. */
  refuse(error: unknown, stage: Stage): void {
    this.breakAll(error, (pending) => !pending.isPosted && pending.stage >= stage);
  }

  /** What waits for this stage is not to be sent any more. */
  withdraw(error: unknown, stage: Stage): void {
    this.breakAll(error, (pending) => !pending.isPosted && pending.stage === stage);
  }

  /** The frame does not answer: everything asked, and to be asked, is refused until it speaks. */
  fail(error: IError): void {
    this.fault = error;
    this.breakAll(error);
  }

  /** The frame is gone. It may come back. */
  close(error: IError): void {
    this.reached = Stage.Closed;
    this.fault = null;
    this.breakAll(error);
  }

  private breakAll(error: unknown, which: (pending: Pending) => boolean = () => true): void {
    for (const [id, pending] of [...this.pending]) {
      if (which(pending)) {
        this.end(id, () => pending.break(error));
      }
    }
  }

  private end(id: string, settle: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    if (pending === undefined) {
      return;
    }
    this.pending.delete(id);
    clearTimeout(pending.timer);
    settle(pending);
  }

  private send(pending: Pending): void {
    if (!pending.isPosted && pending.stage <= this.reached) {
      pending.isPosted = true;
      clearTimeout(pending.timer);
      pending.timer = this.timer(String(pending.request.headers["id"]), `${pending.request.method} ${pending.request.url}`, pending.timeoutMs);
      this.post(pending.request);
    }
  }

  private timer(id: string, asked: string, ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.end(id, (pending) => pending.break(errorOf(ErrorCodes.RequestTimedOut, this.language, asked, id))), ms);
  }

  // Never to "*": a frame that has gone elsewhere, by a redirect or a link, is not told the token.
  private post(message: object): void {
    this.frame()?.postMessage(message, this.origin);
  }
}
