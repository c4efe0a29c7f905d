import type { ILocaleSettings } from "./configuration.js";
import type { Language } from "./errors.js";

const ownMachine = ["localhost", "127.0.0.1"];

/** The address of a report; throws where a token must not be sent there. */
export function addressOf(embedUrl: unknown): URL {
  if (typeof embedUrl !== "string" || embedUrl === "") {
    throw new Error("Embed Url is required, but it was not found. You must provide an embed url as part of embed configuration.");
  }
  let address: URL;
  try {
    address = new URL(embedUrl);
  } catch {
    throw new Error(`Invalid embed URL: "${embedUrl}" is no absolute address.`);
  }
  const isSafe = address.protocol === "https:" || (address.protocol === "http:" && ownMachine.includes(address.hostname));
  // "https://portal.example@elsewhere.example" looks like one host and is the other.
  if (!isSafe || address.username !== "" || address.password !== "") {
    throw new Error(`Invalid embed URL: "${address.protocol}//${address.host}" is not https; http is for localhost and 127.0.0.1 alone, and nobody signs in by an address.`);
  }
  address.hash = "";
  return address;
}

/** What the frame is to show, without what belongs to one visit. Another one needs another frame. */
export function frameOf(address: URL, locale: ILocaleSettings = {}): URL {
  const frame = new URL(address);
  frame.searchParams.delete("uid");
  for (const name of ["language", "formatLocale"] as const) {
    const value = locale[name];
    if (value) {
      frame.searchParams.set(name, value);
    }
  }
  return frame;
}

/** Where the frame is fetched from. */
export function visitOf(frame: URL, uid: string): string {
  const visit = new URL(frame);
  visit.searchParams.set("uid", uid);
  return visit.href;
}

/** The report that an address names, as Power BI's do in the query or as ours do in the path. */
export function reportIdOf(address: URL): string | null {
  return address.searchParams.get("reportId") ?? /\/embed\/([^/]+)\/?$/.exec(address.pathname)?.[1] ?? null;
}

/** The language that the frame will speak. */
export function languageOf(frame: URL): Language {
  const named = frame.searchParams.get("language");
  return named?.toLowerCase().startsWith("en") || (named === null && frame.pathname.startsWith("/en/")) ? "en" : "vi";
}
