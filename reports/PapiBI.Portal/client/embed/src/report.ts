import type { IError, IPage, IReportEmbedConfiguration, IReportLoadConfiguration, IReportTheme, ISettings } from "./configuration.js";
import { Embed, overWire } from "./embed.js";
import { ViewMode, type LayoutType, type SectionVisibility } from "./enums.js";
import { foundOrNot } from "./errors.js";
import { Page } from "./page.js";
import type { IHttpPostMessageResponse } from "./wire.js";

// A browser may answer nothing while its dialog for printing is open.
const printMs = 600_000;

/** A report in an element of the host's page. What it is asked before it is loaded waits for that. */
export class Report extends Embed {
  async getPages(): Promise<Page[]> {
    const { body } = await this.ask<IPage[]>("GET", "/report/pages");
    return body.map((page) => Page.of(this, page));
  }

  async getPageByName(pageName: string): Promise<Page> {
    return foundOrNot((await this.getPages()).find((page) => page.name === pageName), pageName);
  }

  async getActivePage(): Promise<Page> {
    return foundOrNot((await this.getPages()).find((page) => page.isActive), "isActive");
  }

  /** A page by its name alone, without asking whether there is one. */
  page(name: string, displayName?: string, isActive?: boolean, visibility?: SectionVisibility): Page {
    return new Page(this, name, displayName, isActive, visibility);
  }

  setPage(pageName: string): Promise<IHttpPostMessageResponse<void>> {
    return this.ask("PUT", "/report/pages/active", { name: pageName, displayName: null, isActive: true });
  }

  updateSettings(settings: ISettings): Promise<IHttpPostMessageResponse<void>> {
    return this.ask("PATCH", "/report/settings", settings);
  }

  switchLayout(layoutType: LayoutType): Promise<IHttpPostMessageResponse<void>> {
    return this.updateSettings({ layoutType });
  }

  async switchMode(viewMode: ViewMode | string): Promise<void> {
    const mode = typeof viewMode === "string" ? viewMode : viewMode === ViewMode.Edit ? "edit" : "view";
    await this.ask("POST", `/report/switchMode/${mode}`, null);
  }

  async print(): Promise<void> {
    await this.ask("POST", "/report/print", null, { timeoutMs: printMs });
  }

  async refresh(): Promise<void> {
    await this.ask("POST", "/report/refresh", null);
  }

  /** Shows what the service's `load` has prepared. */
  async render(config?: IReportLoadConfiguration | IReportEmbedConfiguration): Promise<void> {
    await this.ask("POST", "/report/render", config === undefined ? null : overWire(config));
  }

  async applyTheme(theme: IReportTheme): Promise<void> {
    await this.ask("PUT", "/report/theme", theme);
  }

  resetTheme(): Promise<void> {
    return this.applyTheme({});
  }

  async getTheme(): Promise<IReportTheme> {
    return (await this.ask<IReportTheme>("GET", "/report/theme")).body;
  }

  async isSaved(): Promise<boolean> {
    return !(await this.ask<boolean>("GET", "/report/hasUnsavedChanges")).body;
  }

  /** @internal */
  override get route(): string {
    return "/report";
  }

  /** @internal */
  protected override detailOf(name: string, body: unknown): unknown {
    if (name === "pageChanged") {
      const page = (body as { newPage?: Partial<IPage> } | null)?.newPage;
      return typeof page?.name === "string" ? { ...(body as object), newPage: Page.of(this, { ...(page as IPage), isActive: true }) } : null;
    }
    return name === "error" && typeof (body as Partial<IError> | null)?.message !== "string" ? null : (body ?? {});
  }
}
