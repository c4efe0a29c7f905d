import { addressOf, frameOf, languageOf, reportIdOf } from "./address.js";
import type { IBootstrapEmbedConfiguration, IEmbedConfiguration, IError, IReportEmbedConfiguration } from "./configuration.js";
import { errorOf, ErrorCodes, isEnd, isExpiry, wordsOf, type ErrorCode } from "./errors.js";
import { eventNames, raise, type EventDetails, type IEventHandler } from "./events.js";
import { Filterable } from "./filterable.js";
import { Frame } from "./frame.js";
import { Stage, type Terms } from "./line.js";
import { TokenRenewal } from "./renewal.js";
import type { Service } from "./service.js";
import { toldBy, type Told, type Headers, type IHttpPostMessageResponse, type Method, type Request } from "./wire.js";

export type Configuration = IReportEmbedConfiguration | IEmbedConfiguration | IBootstrapEmbedConfiguration;

/** How it is to begin: `isPhased` waits for render, `isBootstrap` for a token. */
export interface Beginning {
  readonly isPhased: boolean;
  readonly isBootstrap: boolean;
}

/** How far it has come: prepared without a token, asked for, shown, or refused. */
type State = "bootstrapped" | "loading" | "loaded" | "refused";

type Answer = readonly [status: number, body?: unknown];

const silenceMs = 10_000;
const answerMs = 30_000;

/**
 * What is embedded in an element of the host's page: its frame, its token, its events. Every promise of it ends: with the frame's answer, or with an error in the
 * shape of the frame's own when the frame is blocked, silent or gone.
 */
export abstract class Embed extends Filterable {
  config!: IReportEmbedConfiguration & { uniqueId: string };
  /** @internal */
  protected frame!: Frame;
  private renewal: TokenRenewal | null = null;
  private state: State = "bootstrapped";
  private isPhased = false;
  // A load that another has overtaken changes nothing any more.
  private turn = 0;
  private isOnPage = false;
  private isGone = false;
  private needsLoad = false;
  private told: unknown = null;
  private heard: string | null = null;
  private readonly handlers: { readonly name: string; readonly handler: EventListener }[] = [];

  /** Made by a Service, which hears the messages for it. */
  constructor(
    readonly service: Service,
    readonly element: HTMLElement,
    config: Configuration,
    how: Beginning,
  ) {
    super();
    this.show(config, how);
  }

  get iframe(): HTMLIFrameElement {
    return this.frame.iframe;
  }

  /** The id of the report, from its configuration or its address. */
  getId(): string {
    return this.config.id ?? "";
  }

  /** @internal What a handler gets to see of an event's body; null where it cannot be. */
  protected abstract detailOf(name: string, body: unknown): unknown;

  on<K extends keyof EventDetails>(eventName: K, handler: IEventHandler<EventDetails[K]>): void;
  on<T>(eventName: string, handler: IEventHandler<T>): void;
  on(eventName: string, handler: IEventHandler<never>): void {
    if (!eventNames.includes(eventName)) {
      throw new Error(`eventName must be one of ${eventNames}. You passed: ${eventName}`);
    }
    const listener = handler as unknown as EventListener;
    this.handlers.push({ name: eventName, handler: listener });
    this.element.addEventListener(eventName, listener);
  }

  /** Takes a handler off, or all handlers of an event. */
  off<T>(eventName: string, handler?: IEventHandler<T>): void {
    for (const one of this.handlers.filter((each) => each.name === eventName && (handler === undefined || each.handler === (handler as unknown)))) {
      this.handlers.splice(this.handlers.indexOf(one), 1);
      this.element.removeEventListener(one.name, one.handler);
    }
  }

  /** Asks the frame to load the report. A refusal rejects, and is raised as an `error` event, too. */
  async load(isPhased = this.isPhased): Promise<void> {
    const turn = ++this.turn;
    this.isPhased = isPhased;
    this.state = "loading";
    this.needsLoad = false;
    this.heard = null;
    if (this.frame.line.stage === Stage.Loaded) {
      this.frame.line.reach(Stage.Open);
    }
    try {
      const token = this.config.accessToken || (await this.firstToken());
      if (turn !== this.turn) {
        return;
      }
      this.config.accessToken = token;
      this.frame.line.withdraw(this.error(ErrorCodes.Overtaken), Stage.Open);
      this.frame.expect();
      await this.ask("POST", isPhased ? "/report/prepare" : "/report/load", this.body, { stage: Stage.Open }, this.session);
      if (turn === this.turn) {
        this.state = "loaded";
        this.frame.line.reach(Stage.Loaded);
      }
    } catch (fault) {
      if (turn === this.turn) {
        this.refused(fault);
      }
      throw fault;
    }
  }

  /** Loads the report again, with the configuration and the token that it has now; where the frame was blocked that is fetched again, too. */
  reload(): Promise<void> {
    if (this.frame.isSilent) {
      this.replaceFrame(this.frame.shows);
    }
    return this.load();
  }

  /** Gives the report a new token, with which it goes on where it stopped. */
  async setAccessToken(accessToken: string): Promise<void> {
    if (!accessToken) {
      throw new Error("Access token cannot be empty");
    }
    this.renewal?.given(accessToken);
    await this.take(accessToken);
  }

  async getCorrelationId(): Promise<string> {
    return (await this.ask<string>("GET", "/getCorrelationId")).body;
  }

  fullscreen(): Promise<void> {
    return this.iframe.requestFullscreen();
  }

  async exitFullscreen(): Promise<void> {
    if (document.fullscreenElement === this.iframe) {
      await document.exitFullscreen();
    }
  }

  /** What a screen reader calls the frame. */
  setComponentTitle(title: string): void {
    this.iframe.title = title;
  }

  setComponentTabIndex(tabIndex = 0): void {
    this.element.tabIndex = tabIndex;
  }

  removeComponentTabIndex(): void {
    this.element.removeAttribute("tabindex");
  }

  /** @internal Asks the frame, and waits with that until the report is loaded. */
  override async ask<T>(method: Method, url: string, body?: unknown, terms: Partial<Terms> = {}, headers: Headers = {}): Promise<IHttpPostMessageResponse<T>> {
    this.notice();
    if (this.isGone) {
      throw this.error(ErrorCodes.Removed);
    }
    const all = { ...this.service.sdkHeaders, ...headers, uid: this.config.uniqueId };
    return this.frame.line.ask<T>(method, url, all, body, { stage: Stage.Loaded, timeoutMs: this.answerMs, waitMs: this.frame.fetchMs + this.answerMs, ...terms });
  }

  /** @internal Shows another configuration in the same element, in the same frame if that has the same address. One that cannot be throws and changes nothing. */
  show(config: Configuration, { isPhased, isBootstrap }: Beginning): void {
    const prepared = this.state === "bootstrapped" ? this.config : undefined;
    const next = { ...prepared, ...config } as IReportEmbedConfiguration;
    const shows = frameOf(addressOf(next.embedUrl), next.settings?.localeSettings);
    const id = next.id ?? reportIdOf(shows) ?? undefined;
    const provider = next.accessTokenProvider ?? next.eventHooks?.accessTokenProvider;
    next.accessToken ||= this.service.accessToken;
    if (!isBootstrap && id === undefined) {
      throw new Error("Report id is required, but it was not found. You must provide an id as part of embed configuration.");
    }
    if (!isBootstrap && !next.accessToken && provider === undefined) {
      throw new Error("No access token was found for element. You must specify an access token or an accessTokenProvider in the configuration.");
    }

    this.renewal?.stop(this.error(ErrorCodes.Overtaken));
    this.renewal = provider === undefined ? null : new TokenRenewal(provider, next.requestTimeoutMs ?? answerMs);
    this.config = { ...next, id, type: "report", uniqueId: next.uniqueId ?? crypto.randomUUID(), ...(isBootstrap ? { bootstrapped: true } : {}) };
    this.state = isBootstrap ? "bootstrapped" : "loading";
    this.isGone = false;
    const frame = this.frame as Frame | undefined;
    if (frame === undefined || frame.shows.href !== shows.href || frame.isSilent) {
      this.replaceFrame(shows);
    }
    if (!isBootstrap) {
      this.begin(isPhased);
    }
  }

  /** @internal */
  isFrom(event: MessageEvent): boolean {
    return this.frame.line.isFrom(event);
  }

  /** @internal Hears a message of the frame. */
  hear(event: MessageEvent): void {
    this.frame.spoke();
    const request = this.frame.line.hear(event);
    if (request !== null) {
      void this.serve(request);
    }
  }

  /** @internal The page has changed; the element may have come onto it, or gone. */
  notice(): void {
    if (this.element.isConnected === this.isOnPage) {
      return;
    }
    this.isOnPage = this.element.isConnected;
    if (!this.isOnPage) {
      this.needsLoad = true;
      const removed = this.leave();
      this.frame.leave(removed);
      this.service.forget(this);
    } else if (this.state === "loading" && this.config.accessToken) {
      this.frame.expect();
    }
  }

  /** @internal Ends it for good. */
  dispose(): void {
    const removed = this.leave();
    this.frame.remove(removed);
    eventNames.forEach((name) => this.off(name));
  }

  private get answerMs(): number {
    return this.config.requestTimeoutMs ?? answerMs;
  }

  private get body(): object {
    return overWire(this.config);
  }

  private get session(): Headers {
    return {
      sdkSessionId: this.service.getSdkSessionId(),
      sdkVersion: this.service.getSDKVersion(),
      ...(this.config.bootstrapped ? { bootstrapped: true } : {}),
      ...(this.renewal === null ? {} : { tokenProviderSupplied: true }),
    };
  }

  private leave(): IError {
    this.turn++;
    this.isGone = true;
    const removed = this.error(ErrorCodes.Removed);
    this.renewal?.stop(removed);
    return removed;
  }

  private begin(isPhased: boolean): void {
    // What went wrong is an event by then.
    this.load(isPhased).catch(() => {});
  }

  private replaceFrame(shows: URL): void {
    (this.frame as Frame | undefined)?.remove(this.error(ErrorCodes.Overtaken));
    this.frame = new Frame(shows, this.config.uniqueId, this.config.timeoutMs ?? silenceMs, {
      frameLoaded: () => this.frameLoaded(),
      frameSilent: (error) => {
        this.needsLoad = true;
        this.tell(error);
      },
    });
    this.element.replaceChildren(this.frame.iframe);
    this.isOnPage = this.element.isConnected;
  }

  // A frame that was there before has fetched itself anew, or is back on the page, and has to be told again what to show.
  private frameLoaded(): void {
    const isAgain = this.frame.line.stage !== Stage.Closed || this.needsLoad;
    this.isGone = false;
    this.isOnPage = this.element.isConnected;
    this.service.remember(this);
    this.frame.line.reach(Stage.Open);
    if (isAgain && this.state !== "bootstrapped") {
      this.begin(this.isPhased);
    }
  }

  private async serve(request: Request): Promise<void> {
    const { line } = this.frame;
    line.answer(request, ...(await this.answerTo(toldBy(request), request.body)));
  }

  private answerTo(told: Told, body: unknown): Answer | Promise<Answer> {
    if ("uid" in told && told.uid !== this.config.uniqueId) {
      // Of a load before this one nobody wants to hear.
      return [200];
    }
    switch (told.kind) {
      case "ready":
        return this.frontload();
      case "event":
        return eventNames.includes(told.name) ? this.happened(told.name, body) : [404];
      case "newAccessToken":
        return this.tokenFor();
      case "unknown":
        return [404];
    }
  }

  private frontload(): Answer {
    if (this.state !== "bootstrapped" && this.config.accessToken) {
      this.ask("POST", "/frontload/config", this.body, { stage: Stage.Closed }).catch(() => {});
    }
    return [200];
  }

  private happened(name: string, body: unknown): Answer {
    const detail = this.detailOf(name, body);
    if (detail === null) {
      return [400];
    }
    if (name !== "error") {
      raise(this.element, name, detail);
    } else if (this.state === "loaded" || (detail as IError).message !== this.heard) {
      this.heard = this.state === "loaded" ? null : (detail as IError).message;
      this.tell(detail as IError);
    } else {
      this.heard = null;
    }
    if (name === "tokenExpiring" || (name === "error" && isExpiry(detail))) {
      void this.renew();
    }
    return [200];
  }

  private async tokenFor(): Promise<Answer> {
    try {
      return this.renewal === null ? [404] : [200, await this.renewal.obtain()];
    } catch {
      return [400];
    }
  }

  private refused(fault: unknown): void {
    this.state = "refused";
    if (isExpiry(fault) && this.renewal !== null) {
      void this.renew();
    } else {
      this.frame.line.refuse(fault, Stage.Loaded);
    }
    // A frame tells a refused load twice, by its answer and by an event, in either order; the host hears of it once.
    const { message } = (fault ?? {}) as IError;
    if (message === this.heard) {
      this.heard = null;
    } else if (fault !== this.told && !isEnd(fault)) {
      this.heard = message;
      this.tell(fault as IError);
    }
  }

  private tell(error: IError): void {
    this.told = error;
    raise(this.element, "error", error);
    if (!this.handlers.some((each) => each.name === "error")) {
      this.service.unheard(error);
    }
  }

  private async firstToken(): Promise<string> {
    try {
      return await this.renewal!.obtain();
    } catch (reason) {
      throw isEnd(reason) ? reason : this.error(ErrorCodes.TokenRenewalFailed, wordsOf(reason));
    }
  }

  private async renew(): Promise<void> {
    if (this.renewal === null || this.renewal.isRunning) {
      return;
    }
    try {
      await this.renewal.obtain((token) => this.take(token));
    } catch (reason) {
      if (!isEnd(reason)) {
        const error = this.error(ErrorCodes.TokenRenewalFailed, wordsOf(reason));
        this.frame.line.refuse(error, Stage.Loaded);
        this.tell(error);
      }
    }
  }

  private async take(token: string): Promise<void> {
    if (this.state === "loaded") {
      await this.ask("POST", "/report/token", token);
    }
    this.config.accessToken = token;
    if (this.state === "loading" || this.state === "refused") {
      // What shows nothing yet cannot go on. Refused for another reason than before, another token is of no use.
      await this.load().catch((fault) => (isExpiry(fault) ? Promise.reject(fault) : undefined));
    }
  }

  private error(code: ErrorCode, what?: string): IError {
    return errorOf(code, languageOf(this.frame.shows), what);
  }
}

/** A configuration without what is for this side alone. */
export function overWire({ eventHooks: _hooks, accessTokenProvider: _provider, timeoutMs: _silence, requestTimeoutMs: _answer, ...rest }: IReportEmbedConfiguration): object {
  return rest;
}
