import { FiltersOperations } from "./enums.js";
import type { AnyFilter, IFilter } from "./filters.js";
import type { IHttpPostMessageResponse, Method } from "./wire.js";

/** What has filters: a report, a page, a visual. */
export interface IFilterable {
  getFilters(): Promise<IFilter[]>;
  setFilters(filters: AnyFilter[]): Promise<IHttpPostMessageResponse<void>>;
  updateFilters(operation: FiltersOperations, filters?: AnyFilter[]): Promise<IHttpPostMessageResponse<void>>;
  removeFilters(): Promise<IHttpPostMessageResponse<void>>;
}

export abstract class Filterable implements IFilterable {
  /** @internal */
  abstract ask<T>(method: Method, url: string, body?: unknown): Promise<IHttpPostMessageResponse<T>>;

  /** @internal The route of what is filtered. */
  abstract get route(): string;

  async getFilters(): Promise<IFilter[]> {
    return (await this.ask<IFilter[]>("GET", `${this.route}/filters`)).body;
  }

  setFilters(filters: AnyFilter[]): Promise<IHttpPostMessageResponse<void>> {
    return this.ask("PUT", `${this.route}/filters`, filters);
  }

  updateFilters(operation: FiltersOperations, filters?: AnyFilter[]): Promise<IHttpPostMessageResponse<void>> {
    return this.ask("POST", `${this.route}/filters`, { filtersOperation: operation, filters });
  }

  removeFilters(): Promise<IHttpPostMessageResponse<void>> {
    return this.updateFilters(FiltersOperations.RemoveAll);
  }
}
