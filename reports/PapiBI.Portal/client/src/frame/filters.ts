import { Refusal } from "./wire";
import { say, type Speaker } from "./words";

/** A filter as powerbi-models writes it; its classes say `schemaUrl`, its JSON `$schema`. */
export interface Filter {
  readonly $schema?: string;
  readonly schemaUrl?: string;
  readonly target?: { readonly table?: string; readonly column?: string };
  readonly operator?: string;
  readonly values?: readonly unknown[];
  readonly logicalOperator?: string;
  readonly conditions?: readonly ({ readonly operator?: string; readonly value?: unknown } | null)[];
}

/** What the host may do to the filters that there are. */
export const operations = { removeAll: 0, replaceAll: 1, add: 2, replace: 3 } as const;

/** Columns of the release's public views, and the parameter of a report that each stands for. */
const parameters: ReadonlyMap<string, string> = new Map([
  ["index_code", "index"],
  ["year", "year"],
  ["province_code", "province"],
  ["region_code", "region"],
  ["group_code", "group"],
  ["item_code", "item"],
  ["plan_code", "plan"],
  ["period", "period"],
]);

/** Reports of several provinces, and their name for them. */
const severalProvinces: ReadonlyMap<string, string> = new Map([
  ["group-comparison", "provinces"],
  ["explore", "among"],
]);

/** Of these a report takes one. */
const choices = ["province", "provinces", "among", "region", "group"];

/** The filters after an operation on those before. */
export function applied(before: readonly Filter[], operation: number, filters: readonly Filter[], speak: Speaker): readonly Filter[] {
  switch (operation) {
    case operations.removeAll:
      return [];
    case operations.replaceAll:
      return filters;
    case operations.add:
      return [...before, ...filters.filter((filter) => !before.some((other) => JSON.stringify(other) === JSON.stringify(filter)))];
    case operations.replace:
      return [...before.filter((other) => !filters.some((filter) => targetOf(filter) === targetOf(other))), ...filters];
    default:
      throw refused(speak(say.unknownOperation(operation)));
  }
}

/** The parameters of a report that filters stand for. What none of them can say is refused with words that name it. */
export function parametersOf(filters: readonly Filter[], report: string, speak: Speaker): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  filters.forEach((filter, i) => {
    const place = `filters[${i}]`;
    if (typeof filter !== "object" || filter === null) {
      throw refused(speak(say.noFilter(place)));
    }
    const column = filter.target?.column ?? "";
    const known = parameters.get(column);
    if (known === undefined) {
      throw refused(speak(say.unknownColumn(place, targetOf(filter), [...parameters.keys()].join(", "))));
    }
    const values = valuesOf(filter, place, speak);
    if (values.length === 0) {
      return;
    }
    const name = known === "province" ? (severalProvinces.get(report) ?? known) : known;
    if (values.length > 1 && name === known) {
      throw refused(speak(say.oneValue(place, column)));
    }
    const value = values.join(",");
    const before = found.get(name);
    if (before !== undefined && before !== value) {
      throw refused(speak(say.twice(place, column)));
    }
    found.set(name, value);
  });
  return found;
}

/** The address of a report: its own parameters, with those of filters over them. */
export function addressOf(own: URLSearchParams, filtered: ReadonlyMap<string, string>): URLSearchParams {
  const query = new URLSearchParams(own);
  if (choices.some((name) => filtered.has(name))) {
    choices.forEach((name) => query.delete(name));
  }
  filtered.forEach((value, name) => query.set(name, value));
  return query;
}

const targetOf = (filter: Filter | null): string => `${filter?.target?.table ?? ""}.${filter?.target?.column ?? ""}`;

const refused = (words: string): Refusal => new Refusal("InvalidFilter", 400, words);

function valuesOf(filter: Filter, place: string, speak: Speaker): string[] {
  if (Array.isArray(filter.conditions)) {
    const [condition, ...more] = filter.conditions as NonNullable<Filter["conditions"]>;
    if (condition?.operator !== "Is" || more.length > 0) {
      throw refused(speak(say.operator(place, filter.conditions.map((each) => each?.operator).join(` ${filter.logicalOperator ?? ""} `))));
    }
    return [textOf(condition.value, place, speak)];
  }
  if (filter.operator === "All") {
    return [];
  }
  if (filter.operator !== "In" || !Array.isArray(filter.values)) {
    throw refused(speak(say.operator(place, String(filter.operator))));
  }
  return filter.values.map((value) => textOf(value, place, speak));
}

function textOf(value: unknown, place: string, speak: Speaker): string {
  if ((typeof value === "string" && value.trim() !== "") || (typeof value === "number" && Number.isFinite(value))) {
    return String(value);
  }
  throw refused(speak(say.value(place)));
}
