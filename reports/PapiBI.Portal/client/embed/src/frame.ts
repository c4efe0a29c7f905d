import { visitOf, languageOf } from "./address.js";
import type { IError } from "./configuration.js";
import { errorOf, ErrorCodes } from "./errors.js";
import { Line } from "./line.js";

/** What a report has to know of its frame. */
export interface FrameKeeper {
  /** The browser has finished with what it fetched, be it the report or a page that says why there is none. */
  frameLoaded(): void;
  frameSilent(error: IError): void;
}

/** A browser that is busy, with many frames at once, may take so many times as long to fetch one as it may then be silent. */
const timesToFetch = 6;

/** An iframe, the line to it, and the dog that watches whether anybody lives there: browsers do not tell a page that its frame was refused. */
export class Frame {
  readonly iframe: HTMLIFrameElement;
  readonly line: Line;
  /** Whether it was silent when something was expected of it, and has been since. */
  isSilent = false;
  private dog: ReturnType<typeof setTimeout> | null = null;
  private isFetched = false;
  private readonly onLoad: () => void;

  /**
   * @param shows The address without what belongs to one visit.
   * @param timeoutMs How long it may be silent when something is expected of it, once the browser has fetched what is in it.
   */
  constructor(
    readonly shows: URL,
    uid: string,
    private readonly timeoutMs: number,
    private readonly keeper: FrameKeeper,
  ) {
    const language = languageOf(shows);
    this.iframe = document.createElement("iframe");
    this.iframe.style.cssText = "width: 100%; height: 100%; border: 0";
    this.iframe.title = language === "en" ? "PapiBI report" : "Báo cáo PapiBI";
    // The frame scrolls inside, as those of Power BI do.
    this.iframe.setAttribute("scrolling", "no");
    this.iframe.setAttribute("allowfullscreen", "true");
    this.iframe.src = visitOf(shows, uid);
    this.onLoad = () => {
      this.isFetched = true;
      if (this.dog !== null) {
        this.watch();
      }
      keeper.frameLoaded();
    };
    this.iframe.addEventListener("load", this.onLoad);
    this.line = new Line(() => this.iframe.contentWindow, shows.origin, language);
  }

  /** How long the browser may take to fetch what is in it. */
  get fetchMs(): number {
    return this.timeoutMs * timesToFetch;
  }

  /** It has to say something before long. While it is on no page nobody fetches it, and nothing is expected. */
  expect(): void {
    if (this.dog === null && this.iframe.isConnected) {
      this.watch();
    }
  }

  /** It has said something. */
  spoke(): void {
    this.isSilent = false;
    if (this.dog !== null) {
      clearTimeout(this.dog);
      this.dog = null;
    }
  }

  /** It is off the page; the browser fetches it anew should it come back. */
  leave(error: IError): void {
    this.spoke();
    this.isFetched = false;
    this.line.close(error);
  }

  private watch(): void {
    if (this.dog !== null) {
      clearTimeout(this.dog);
    }
    this.dog = setTimeout(() => {
      this.dog = null;
      this.isSilent = true;
      const error = errorOf(ErrorCodes.FrameBlocked, languageOf(this.shows), this.shows.origin);
      this.line.fail(error);
      this.keeper.frameSilent(error);
    }, this.isFetched ? this.timeoutMs : this.fetchMs);
  }

  remove(error: IError): void {
    this.leave(error);
    this.iframe.removeEventListener("load", this.onLoad);
    this.iframe.remove();
  }
}
