import type { IPage, IVisual } from "./configuration.js";
import type { SectionVisibility } from "./enums.js";
import { foundOrNot } from "./errors.js";
import { Filterable } from "./filterable.js";
import type { Report } from "./report.js";
import { VisualDescriptor } from "./visualDescriptor.js";
import type { IHttpPostMessageResponse, Method } from "./wire.js";

/** A page of a report, as the frame told it; what it says of being active was true then. */
export class Page extends Filterable {
  readonly report!: Report;

  constructor(
    report: Report,
    public name: string,
    public displayName: string = name,
    public isActive: boolean = false,
    public visibility?: SectionVisibility,
  ) {
    super();
    // Not enumerable, since hosts log and store what pageChanged brings, and a report leads back to its elements.
    Object.defineProperty(this, "report", { value: report, enumerable: false });
  }

  setActive(): Promise<IHttpPostMessageResponse<void>> {
    return this.report.setPage(this.name);
  }

  async getVisuals(): Promise<VisualDescriptor[]> {
    const { body } = await this.ask<IVisual[]>("GET", `${this.route}/visuals`);
    return body.map((visual) => new VisualDescriptor(this, visual.name, visual.title, visual.type, visual.layout));
  }

  async getVisualByName(visualName: string): Promise<VisualDescriptor> {
    return foundOrNot((await this.getVisuals()).find((visual) => visual.name === visualName), visualName);
  }

  /** @internal */
  override get route(): string {
    return `/report/pages/${this.name}`;
  }

  /** @internal */
  override ask<T>(method: Method, url: string, body?: unknown): Promise<IHttpPostMessageResponse<T>> {
    return this.report.ask(method, url, body);
  }

  /** @internal */
  static of(report: Report, page: IPage): Page {
    return new Page(report, page.name, page.displayName ?? page.name, page.isActive, page.visibility);
  }
}
