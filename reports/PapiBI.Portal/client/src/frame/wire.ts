/** What a host's page asks of the frame, in the envelope that powerbi-client puts it into. */
export interface HostRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What it is answered; 200 to 299 keeps its promise, everything else breaks it. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** Why something is not done, as a host hears it and may show it. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly words: string,
  ) {
    super(words);
  }
}

/** The error as hosts know it from powerbi-client: `message` is the code, `detailedMessage` words for people. */
export function bodyOf(refusal: Refusal, requestId: string): object {
  return { message: refusal.code, errorCode: refusal.code, detailedMessage: refusal.words, level: expectedError, technicalDetails: { requestId } };
}

const expectedError = 4;

/**
 * The line to the page that embeds us. It hears that page's window alone, and only from origins that may embed; whatever comes from elsewhere is as if it had not
 * been said. Every request is answered, since a host would wait for ever.
 */
export class Wire {
  private origin: string | null;
  private said = 0;

  /**
   * @param host The window that embeds.
   * @param origins Who may.
   * @param serve Answers a request; a Refusal that it throws is told, anything else is a fault of ours.
   */
  constructor(
    private readonly host: Window,
    private readonly origins: readonly string[],
    private readonly serve: (request: HostRequest) => Promise<Answer>,
  ) {
    this.origin = embedding(origins);
    addEventListener("message", (event) => void this.hear(event));
  }

  /** The origin of the page that embeds; null while nobody knows. */
  get from(): string | null {
    return this.origin;
  }

  /** Tells the host that something happened. Its answer is of no use. */
  tell(url: string, body: unknown): void {
    this.post({ method: "POST", url, headers: { id: `papibi-${++this.said}` }, body });
  }

  private async hear(event: MessageEvent): Promise<void> {
    if (event.source !== this.host || !this.origins.includes(event.origin) || !isRequest(event.data)) {
      return;
    }
    this.origin = event.origin;
    const { method, url, body } = event.data;
    const headers = event.data.headers ?? {};
    const answer = await this.answer({ method: method.toUpperCase(), url, headers, body });
    this.post({ statusCode: answer.status, headers: { id: headers["id"] }, body: answer.body });
  }

  private async answer(request: HostRequest): Promise<Answer> {
    try {
      return await this.serve(request);
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        console.error(fault);
      }
      const refusal = fault instanceof Refusal ? fault : new Refusal("InternalError", 500, String(fault));
      return { status: refusal.status, body: bodyOf(refusal, String(request.headers["id"] ?? "")) };
    }
  }

  private post(message: object): void {
    if (this.origin !== null) {
      this.host.postMessage(message, this.origin);
    }
  }
}

// Answers to what we told have a status and no method.
function isRequest(data: unknown): data is { method: string; url: string; headers?: Record<string, unknown>; body: unknown } {
  const said = data as { method?: unknown; url?: unknown; headers?: unknown } | null;
  return typeof data === "object" && said !== null && typeof said.method === "string" && typeof said.url === "string" && typeof (said.headers ?? {}) === "object";
}

/** Where the browser tells it before anybody has spoken. */
function embedding(origins: readonly string[]): string | null {
  const told = document.location.ancestorOrigins?.[0] ?? (document.referrer === "" ? null : new URL(document.referrer).origin);
  return told !== null && origins.includes(told) ? told : null;
}
