import { FilterType } from "./enums.js";
import type { FiltersOperations } from "./enums.js";

export type PrimitiveValueType = string | number | boolean;
export type BasicFilterOperators = "In" | "NotIn" | "All";
export type AdvancedFilterLogicalOperators = "And" | "Or";
export type AdvancedFilterConditionOperators =
  | "None" | "LessThan" | "LessThanOrEqual" | "GreaterThan" | "GreaterThanOrEqual" | "Contains" | "DoesNotContain" | "StartsWith" | "DoesNotStartWith"
  | "Is" | "IsNot" | "IsBlank" | "IsNotBlank" | "IsEmptyString" | "IsNotEmptyString";

/** A column of a public view of the release. The report asks by the column; the table says where its reader finds it. */
export interface IFilterColumnTarget {
  table: string;
  column: string;
  $schema?: string;
}

export type IColumnTarget = IFilterColumnTarget;
export type IFilterTarget = IFilterColumnTarget;
export type IFilterGeneralTarget = IFilterTarget;

export interface IFilterDisplaySettings {
  isLockedInViewMode?: boolean;
  isHiddenInViewMode?: boolean;
  displayName?: string;
}

export interface IFilter {
  $schema: string;
  target: IFilterGeneralTarget;
  filterType: FilterType;
  displaySettings?: IFilterDisplaySettings;
}

export interface IBasicFilter extends IFilter {
  operator: BasicFilterOperators;
  values: PrimitiveValueType[];
  requireSingleSelection?: boolean;
}

export interface IAdvancedFilterCondition {
  value?: PrimitiveValueType | Date;
  operator: AdvancedFilterConditionOperators;
}

export interface IAdvancedFilter extends IFilter {
  logicalOperator: AdvancedFilterLogicalOperators;
  conditions?: IAdvancedFilterCondition[];
}

/** A filter as one may hand it over: its JSON, or an object of a filter class. */
export type AnyFilter = IFilter | Filter;
export type ReportLevelFilters = IBasicFilter | IAdvancedFilter | Filter;
export type PageLevelFilters = ReportLevelFilters;
export type VisualLevelFilters = ReportLevelFilters;

export interface OnLoadFiltersBase {
  operation: FiltersOperations;
  filters?: AnyFilter[];
}

export interface OnLoadFilters {
  allPages?: OnLoadFiltersBase;
  currentPage?: OnLoadFiltersBase;
}

export interface IUpdateFiltersRequest {
  filtersOperation: FiltersOperations;
  filters?: AnyFilter[];
}

export abstract class Filter {
  target: IFilterGeneralTarget;
  filterType: FilterType;
  displaySettings?: IFilterDisplaySettings;
  protected abstract readonly schemaUrl: string;

  constructor(target: IFilterGeneralTarget, filterType: FilterType) {
    this.target = target;
    this.filterType = filterType;
  }

  toJSON(): IFilter {
    return {
      $schema: this.schemaUrl,
      target: this.target,
      filterType: this.filterType,
      ...(this.displaySettings === undefined ? {} : { displaySettings: this.displaySettings }),
    };
  }
}

/** One of some values, as `new BasicFilter(target, "In", 2021)` or `new BasicFilter(target, "In", [2020, 2021])`; "All" takes a filter off. */
export class BasicFilter extends Filter {
  static schemaUrl = "http://powerbi.com/product/schema#basic";

  operator: BasicFilterOperators;
  values: PrimitiveValueType[];
  requireSingleSelection?: boolean;
  protected readonly schemaUrl = BasicFilter.schemaUrl;

  constructor(target: IFilterTarget, operator: BasicFilterOperators, ...values: (PrimitiveValueType | PrimitiveValueType[])[]) {
    super(target, FilterType.Basic);
    if (values.length === 0 && operator !== "All") {
      throw new Error('values must be a non-empty array unless your operator is "All".');
    }
    this.operator = operator;
    this.values = values.flat();
  }

  override toJSON(): IBasicFilter {
    return { ...super.toJSON(), operator: this.operator, values: this.values, requireSingleSelection: this.requireSingleSelection ?? false };
  }
}

/** One or two conditions. Reports take one condition "Is". */
export class AdvancedFilter extends Filter {
  static schemaUrl = "http://powerbi.com/product/schema#advanced";

  logicalOperator: AdvancedFilterLogicalOperators;
  conditions: IAdvancedFilterCondition[];
  protected readonly schemaUrl = AdvancedFilter.schemaUrl;

  constructor(target: IFilterTarget, logicalOperator: AdvancedFilterLogicalOperators, ...conditions: (IAdvancedFilterCondition | IAdvancedFilterCondition[])[]) {
    super(target, FilterType.Advanced);
    const all = conditions.flat();
    if (all.length > 2) {
      throw new Error(`AdvancedFilters may not have more than two conditions. You passed: ${all.length}`);
    }
    if (all.length === 1 && logicalOperator !== "And") {
      throw new Error('Logical Operator must be "And" when there is only one condition provided');
    }
    this.logicalOperator = logicalOperator;
    this.conditions = all;
  }

  override toJSON(): IAdvancedFilter {
    return { ...super.toJSON(), logicalOperator: this.logicalOperator, conditions: this.conditions };
  }
}
