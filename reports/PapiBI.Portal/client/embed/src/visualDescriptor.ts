import type { IExportDataRequest, IExportDataResult, IVisualLayout } from "./configuration.js";
import type { ExportDataType } from "./enums.js";
import { Filterable } from "./filterable.js";
import type { Page } from "./page.js";
import type { IHttpPostMessageResponse, Method } from "./wire.js";

/** A table or a chart of a page. */
export class VisualDescriptor extends Filterable {
  constructor(
    readonly page: Page,
    public name: string,
    public title: string,
    public type: string,
    public layout: IVisualLayout = {},
  ) {
    super();
  }

  /** The data behind it, as CSV. */
  async exportData(exportDataType?: ExportDataType, rows?: number): Promise<IExportDataResult> {
    const request: IExportDataRequest = { ...(rows === undefined ? {} : { rows }), ...(exportDataType === undefined ? {} : { exportDataType }) };
    return (await this.ask<IExportDataResult>("POST", `${this.route}/exportData`, request)).body;
  }

  /** @internal */
  override get route(): string {
    return `${this.page.route}/visuals/${this.name}`;
  }

  /** @internal */
  override ask<T>(method: Method, url: string, body?: unknown): Promise<IHttpPostMessageResponse<T>> {
    return this.page.ask(method, url, body);
  }
}
