import { addressOf } from "./address.js";
import type { IBootstrapEmbedConfiguration, IEmbedConfiguration, IEmbedConfigurationBase, IError, IReportEmbedConfiguration } from "./configuration.js";
import type { Beginning, Configuration, Embed } from "./embed.js";
import { raise } from "./events.js";
import type { IHpmFactory, IRouterFactory, IWpmpFactory } from "./factories.js";
import { Report } from "./report.js";
import { version } from "./version.js";
import type { Headers } from "./wire.js";

export type { EventDetails, ICustomEvent, IEventHandler } from "./events.js";
export type { IHpmFactory, IRouterFactory, IWpmpFactory } from "./factories.js";

export interface IServiceConfiguration {
  /** Told errors of reports that have no handler of `error`; else the console is. */
  onError?: (error: IError) => unknown;
  version?: string;
  type?: string;
  sdkWrapperVersion?: string;
  logMessages?: boolean;
}

/** An element that shows a report. */
export interface IPowerBiElement extends HTMLElement {
  powerBiEmbed?: Report;
}

export type IComponentEmbedConfiguration = IReportEmbedConfiguration | IEmbedConfiguration;

/** Puts reports into elements of a page and hears for them what their frames say. */
export class Service {
  /** A token for reports whose configuration has none. */
  accessToken = "";
  private readonly reports: Report[] = [];
  private sessionId: string | null = null;
  private readonly onError: (error: IError) => unknown;
  private readonly sdk: { type: string; version: string; wrapper: string | undefined };
  private observer: MutationObserver | null = null;

  /** The factories of powerbi-client are taken and not used. */
  constructor(_hpm?: IHpmFactory, _wpmp?: IWpmpFactory, _router?: IRouterFactory, config: IServiceConfiguration = {}) {
    this.sdk = { type: config.type ?? "papibi-embed", version: config.version ?? version, wrapper: config.sdkWrapperVersion };
    this.onError = config.onError ?? ((error) => console.error(`PapiBI: ${error.message}. ${error.detailedMessage ?? ""}`));
  }

  /** The reports on the page. */
  get embeds(): readonly Report[] {
    return [...this.reports];
  }

  /** Shows a report in an element; returns at once, and its events tell the rest. An element that shows one already shows this one instead. */
  embed(element: HTMLElement, config: IComponentEmbedConfiguration | IEmbedConfigurationBase = {}): Report {
    return this.put(element, config, { isPhased: false, isBootstrap: false });
  }

  /** As embed, but prepares the report alone: after `loaded` its `render` shows it. */
  load(element: HTMLElement, config: IComponentEmbedConfiguration | IEmbedConfigurationBase = {}): Report {
    return this.put(element, config, { isPhased: true, isBootstrap: false });
  }

  /** Fetches the frame while one does not have the token yet; `embed` on the same element follows. */
  bootstrap(element: HTMLElement, config: IComponentEmbedConfiguration | IBootstrapEmbedConfiguration): Report {
    if ((element as IPowerBiElement).powerBiEmbed !== undefined) {
      throw new Error(`Attempted to bootstrap element ${element.id || element.tagName}, but the element is already a powerbi element.`);
    }
    return this.put(element, config, { isPhased: false, isBootstrap: true });
  }

  /** Has the browser fetch what a frame needs, unseen; the frame is the caller's to remove. */
  preload(config: IComponentEmbedConfiguration | IEmbedConfigurationBase, element: HTMLElement = document.body): HTMLIFrameElement {
    const iframe = document.createElement("iframe");
    iframe.style.display = "none";
    iframe.src = addressOf(config.embedUrl).href;
    iframe.addEventListener("load", () => raise(iframe, "preloaded", {}));
    element.append(iframe);
    return iframe;
  }

  get(element: HTMLElement): Report {
    const report = (element as IPowerBiElement).powerBiEmbed;
    if (report === undefined) {
      throw new Error(`You attempted to get an instance of powerbi component associated with element: ${element.id || element.tagName} but there was no associated instance.`);
    }
    return report;
  }

  find(uniqueId: string): Report | undefined {
    return this.reports.find((report) => report.config.uniqueId === uniqueId);
  }

  /** Takes the report off an element, with all that waits and listens for it. */
  reset(element: HTMLElement): void {
    const report = (element as IPowerBiElement).powerBiEmbed;
    if (report !== undefined) {
      delete (element as IPowerBiElement).powerBiEmbed;
      report.dispose();
      this.forget(report);
    }
  }

  getNumberOfComponents(): number {
    return this.reports.length;
  }

  getSdkSessionId(): string {
    return (this.sessionId ??= crypto.randomUUID());
  }

  getSDKVersion(): string {
    return this.sdk.version;
  }

  /** For those who wrap this package. */
  setSdkInfo(type: string, wrapperVersion: string): void {
    this.sdk.type = type;
    this.sdk.wrapper = wrapperVersion;
  }

  /** @internal */
  get sdkHeaders(): Headers {
    const { type, version, wrapper } = this.sdk;
    return { "x-sdk-type": type, "x-sdk-version": version, ...(wrapper === undefined ? {} : { "x-sdk-wrapper-version": wrapper }) };
  }

  /** @internal Hears messages for a report from now on. */
  remember(report: Embed): void {
    if (this.reports.includes(report as Report)) {
      return;
    }
    if (this.reports.push(report as Report) === 1) {
      window.addEventListener("message", this.hear);
      this.observer = new MutationObserver(() => this.embeds.forEach((each) => each.notice()));
      this.observer.observe(document, { childList: true, subtree: true });
    }
  }

  /** @internal */
  forget(report: Embed): void {
    const at = this.reports.indexOf(report as Report);
    if (at >= 0 && this.reports.splice(at, 1) && this.reports.length === 0) {
      window.removeEventListener("message", this.hear);
      this.observer?.disconnect();
      this.observer = null;
    }
  }

  /** @internal */
  unheard(error: IError): void {
    this.onError(error);
  }

  private put(element: IPowerBiElement, config: Configuration, how: Beginning): Report {
    if (config.type !== undefined && config.type.toLowerCase() !== "report") {
      throw new Error(`Attempted to embed component of type: ${config.type}. There are reports alone.`);
    }
    const report = element.powerBiEmbed;
    if (report === undefined) {
      element.powerBiEmbed = new Report(this, element, config, how);
    } else {
      report.show(config, how);
    }
    this.remember(element.powerBiEmbed!);
    return element.powerBiEmbed!;
  }

  // What comes from elsewhere, be it another window or another origin, is as if it had not been said.
  private readonly hear = (event: MessageEvent): void => {
    this.reports.find((report) => report.isFrom(event))?.hear(event);
  };
}
