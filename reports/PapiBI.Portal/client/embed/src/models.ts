/** What configurations, filters and answers look like; names and numbers are those of powerbi-models. */
export * from "./configuration.js";
export * from "./enums.js";
export * from "./filters.js";
