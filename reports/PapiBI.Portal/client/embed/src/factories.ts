/** What powerbi-client builds its service of. Ours needs no parts, and takes these so that the line which makes a service stays as it is. */
export type IHpmFactory = (...parts: unknown[]) => object;
export type IWpmpFactory = (...parts: unknown[]) => object;
export type IRouterFactory = (...parts: unknown[]) => object;

export const hpmFactory: IHpmFactory = () => ({});
export const wpmpFactory: IWpmpFactory = () => ({});
export const routerFactory: IRouterFactory = () => ({});
