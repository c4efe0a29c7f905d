import type { Language } from "../spec";
import type { Filter } from "./filters";
import type { HostTheme } from "./look";
import { Refusal } from "./wire";
import { say, type Speaker } from "./words";

/** What a host sets, as far as a report has it. */
export interface Settings {
  readonly localeSettings?: { readonly language?: string };
  readonly navContentPaneEnabled?: boolean;
  readonly panes?: { readonly pageNavigation?: { readonly visible?: boolean } };
  readonly background?: number;
}

/** What a host loads. */
export interface Configuration {
  readonly id?: string;
  readonly accessToken?: string;
  readonly pageName?: string;
  readonly filters?: readonly Filter[] | { readonly allPages?: { readonly filters?: readonly Filter[] }; readonly currentPage?: object };
  readonly settings?: Settings;
  readonly theme?: HostTheme;
}

export const configurationOf = (body: unknown, speak: Speaker): Configuration => objectOf<Configuration>(body, speak);

/** Of a list, or of what is said for all pages. */
export function filtersOf({ filters = [] }: Configuration, speak: Speaker): readonly Filter[] {
  return Array.isArray(filters) ? listOf(filters, speak) : listOf(objectOf<{ allPages?: { filters?: unknown } }>(filters, speak).allPages?.filters ?? [], speak);
}

export const pageOf = ({ pageName }: Configuration): { readonly pageName?: string } => (typeof pageName === "string" ? { pageName } : {});

export function languageOf(tag: unknown): Language | null {
  const language = typeof tag === "string" ? tag.split("-")[0]!.toLowerCase() : "";
  return language === "vi" || language === "en" ? language : null;
}

/** What a host says is taken for what it should be only after a look. */
export function listOf(filters: unknown, speak: Speaker): readonly Filter[] {
  if (!Array.isArray(filters)) {
    throw new Refusal("InvalidFilter", 400, speak(say.notFilters));
  }
  return filters as Filter[];
}

export function objectOf<T extends object>(body: unknown, speak: Speaker): T {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Refusal("InvalidRequest", 400, speak(say.notUnderstood));
  }
  return body as T;
}
