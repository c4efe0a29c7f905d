import { Service } from "./service.js";

export * as factories from "./factories.js";
export * as models from "./models.js";
export * as service from "./service.js";
export { ErrorCodes } from "./errors.js";
export { Page } from "./page.js";
export { Embed } from "./embed.js";
export { Report } from "./report.js";
export { VisualDescriptor } from "./visualDescriptor.js";
export type {
  AccessTokenProvider, IAccessToken, IEmbedConfiguration, IEmbedConfigurationBase, IError, ILocaleSettings, IReportEmbedConfiguration, ISettings as IEmbedSettings,
} from "./configuration.js";
export type { EventDetails, ICustomEvent, IEventHandler } from "./events.js";
export type { IFilterable } from "./filterable.js";
export type { IHttpPostMessageResponse } from "./wire.js";

/** A service to use where one is enough. */
export const powerbi = new Service();
