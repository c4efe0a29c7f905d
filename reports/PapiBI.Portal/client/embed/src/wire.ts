/** The envelope that powerbi-client and its frames speak: HTTP's words in window messages. */
export type Headers = Readonly<Record<string, unknown>>;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: unknown;
}

export interface IHttpPostMessageResponse<T> {
  statusCode: number;
  headers: Record<string, unknown>;
  body: T;
}

/** A request as it goes over the wire: data alone, filters as their JSON, functions left out. */
export function requestOf(method: Method, url: string, headers: Headers, body?: unknown): Request {
  return { method, url, headers: plain(headers) as Headers, ...(body === undefined ? {} : { body: plain(body) }) };
}

export function responseTo(request: Request, statusCode: number, body: unknown = null): object {
  return { statusCode, headers: { id: request.headers["id"] }, body: plain(body) };
}

export function isResponse(data: unknown): data is IHttpPostMessageResponse<unknown> {
  return isObject(data) && typeof data["statusCode"] === "number" && isObject(data["headers"]);
}

export function isRequest(data: unknown): data is Request {
  return isObject(data) && typeof data["method"] === "string" && typeof data["url"] === "string" && isObject(data["headers"]);
}

export const isKept = (response: IHttpPostMessageResponse<unknown>): boolean => response.statusCode >= 200 && response.statusCode < 300;

/** What a frame tells its host by its requests. */
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "event"; readonly uid: string; readonly name: string }
  | { readonly kind: "newAccessToken"; readonly uid: string }
  | { readonly kind: "unknown" };

export function toldBy(request: Request): Told {
  if (request.method.toUpperCase() !== "POST") {
    return { kind: "unknown" };
  }
  const [root, uid, ...rest] = request.url.split("/").slice(1).map(decoded);
  if (root === "ready" && uid !== undefined && rest.length === 0) {
    return { kind: "ready" };
  }
  if (root !== "reports" || uid === undefined) {
    return { kind: "unknown" };
  }
  // Events of pages and of visuals say theirs in the path before: /pages/p1/visuals/v1/events/rendered.
  const [collection, name] = rest.slice(-2);
  const isOf = rest.length === 2 || (rest[0] === "pages" && (rest.length === 4 || (rest.length === 6 && rest[2] === "visuals")));
  if (collection === "events" && name !== undefined && isOf) {
    return { kind: "event", uid, name };
  }
  return collection === "eventHooks" && name === "newAccessToken" && rest.length === 2 ? { kind: "newAccessToken", uid } : { kind: "unknown" };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

function plain(value: unknown): unknown {
  return value === null || typeof value !== "object" ? value : JSON.parse(JSON.stringify(value));
}
