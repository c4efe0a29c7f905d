import type { Language } from "../spec";
import { Refusal } from "./wire";
import { say, speakerOf } from "./words";

/** A warning comes this long before a token's end, or a tenth of its life where that is less. */
const warning = 120;

/** The host's token: what is fetched by it, and how long it is still good. */
export class Pass {
  private token = "";
  private life = 0;
  private isWarned = false;
  private timers: ReturnType<typeof setTimeout>[] = [];
  private given = 0;
  private used = 0;

  /**
   * @param base Of the report's addresses: "/embed/national-league" below the language.
   * @param told What to do so many seconds before its end, and at its end.
   */
  constructor(
    private readonly base: { readonly path: string; readonly report: string },
    private readonly told: { readonly expiring: (secondsLeft: number) => void; readonly expired: () => void },
  ) {}

  /** The turn of a token that is to be used, perhaps after a trial. */
  next(): number {
    return ++this.given;
  }

  /**
   * Uses a token, unless one that was given after it is in use already.
   * @param turn Of the token.
   * @param answer To it, where it was tried before.
   */
  use(token: string, turn: number, answer?: Response): void {
    if (turn < this.used) {
      return;
    }
    this.used = turn;
    this.timers.forEach((timer) => clearTimeout(timer));
    [this.token, this.life, this.isWarned, this.timers] = [token, 0, false, []];
    if (answer !== undefined) {
      this.keepTime(answer, token);
    }
  }

  /**
   * Asks the portal, by the token in use or by another that is to be tried.
   * @throws Refusal Where it is refused, or the portal is not reached; what is broken off by its signal is thrown as it is.
   */
  async ask(what: string, language: Language, origin: string, { signal, token = this.token }: { signal?: AbortSignal; token?: string } = {}): Promise<Response> {
    const speak = speakerOf(language);
    // Said twice: the path is the report's language, and the query that of words for programs, whatever the browser would rather have.
    const address = `${this.base.path}${language === "en" ? "/en" : ""}/embed/${this.base.report}/${what}${what.includes("?") ? "&" : "?"}language=${language}`;
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}`, "X-Embedding-Origin": origin }, credentials: "omit", redirect: "error", signal: signal ?? null }).catch((fault: unknown) => {
      throw signal?.aborted === true ? fault : new Refusal("NotReached", 503, speak(say.notReached));
    });
    if (!answer.ok) {
      const told = ((await answer.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null)?.error;
      throw new Refusal(told?.code ?? "NotReached", answer.status, told?.message ?? speak(say.notReached));
    }
    this.keepTime(answer, token);
    return answer;
  }

  // An answer to a token that has been replaced since says nothing of the present one.
  private keepTime(answer: Response, token: string): void {
    const seconds = Number(answer.headers.get("X-Token-Seconds") ?? NaN);
    if (token !== this.token || !(seconds > 0)) {
      return;
    }
    this.timers.forEach((timer) => clearTimeout(timer));
    this.life = Math.max(this.life, seconds);
    const lead = Math.min(warning, this.life / 10);
    this.timers = [setTimeout(() => this.told.expired(), seconds * 1000)];
    if (!this.isWarned) {
      this.timers.push(
        setTimeout(() => {
          this.isWarned = true;
          this.told.expiring(Math.min(lead, seconds));
        }, Math.max(0, seconds - lead) * 1000),
      );
    }
  }
}
