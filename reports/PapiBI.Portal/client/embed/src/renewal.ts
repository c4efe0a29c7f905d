import type { AccessTokenProvider } from "./configuration.js";

/** How long to wait after each failure, in milliseconds: about a minute together, since a frame tells two minutes before its token ends. */
const waits = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

interface Run {
  readonly token: Promise<string>;
  readonly keep: (token: string) => void;
  readonly break: (reason: unknown) => void;
}

/** Gets tokens of a provider: one at a time, however many ask, and again, later and later, where it fails. */
export class TokenRenewal {
  private run: Run | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;

  /** @param timeoutMs How long one answer of the provider may take. */
  constructor(
    private readonly provider: AccessTokenProvider,
    private readonly timeoutMs: number,
  ) {}

  get isRunning(): boolean {
    return this.run !== null;
  }

  /**
   * A new token; rejects when patience has ended or it is stopped. Who asks while somebody waits for one gets the same.
   * @param use Takes the token before it counts as had; its rejection is a failure as the provider's is.
   */
  obtain(use: (token: string) => Promise<unknown> = () => Promise.resolve()): Promise<string> {
    if (this.run !== null) {
      return this.run.token;
    }
    let settle!: Pick<Run, "keep" | "break">;
    const token = new Promise<string>((resolve, reject) => (settle = { keep: resolve, break: reject }));
    this.run = { token, ...settle };
    void this.attempt(this.run, use, 0);
    return token;
  }

  /** Somebody else has a token. */
  given(token: string): void {
    this.end(this.run)?.keep(token);
  }

  /** Nobody needs a token any more. */
  stop(reason: unknown): void {
    this.end(this.run)?.break(reason);
  }

  private async attempt(run: Run, use: (token: string) => Promise<unknown>, failures: number): Promise<void> {
    try {
      const token = await this.asked();
      if (this.run === run) {
        await use(token);
        this.end(run)?.keep(token);
      }
    } catch (reason) {
      const wait = waits[failures];
      if (wait === undefined) {
        this.end(run)?.break(reason);
      } else if (this.run === run) {
        this.pause = setTimeout(() => void this.attempt(run, use, failures + 1), wait);
      }
    }
  }

  // A run that has ended otherwise in the meantime is no longer anybody's.
  private end(run: Run | null): Run | null {
    if (run === null || this.run !== run) {
      return null;
    }
    this.run = null;
    clearTimeout(this.pause);
    return run;
  }

  private async asked(): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`accessTokenProvider did not answer within ${this.timeoutMs} ms.`)), this.timeoutMs);
    });
    try {
      const given = await Promise.race([Promise.resolve().then(this.provider), late]);
      const token = typeof given === "string" ? given : given?.token;
      if (typeof token !== "string" || token === "") {
        throw new Error("accessTokenProvider gave no token.");
      }
      return token;
    } finally {
      clearTimeout(timer);
    }
  }
}
