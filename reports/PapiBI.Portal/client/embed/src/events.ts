import type { IError, ISelection } from "./configuration.js";
import type { Page } from "./page.js";

export interface ICustomEvent<T> extends CustomEvent {
  readonly detail: T;
}

export interface IEventHandler<T> {
  (event: ICustomEvent<T>): unknown;
}

/** What the detail of an event is, of those that reports raise. */
export interface EventDetails {
  loaded: Record<string, unknown>;
  rendered: Record<string, unknown>;
  pageChanged: { newPage: Page; oldPage?: unknown };
  dataSelected: ISelection;
  error: IError;
  /** Ours: the token ends in `secondsLeft`. Where there is an accessTokenProvider it has been asked already. */
  tokenExpiring: { expiration: string; secondsLeft: number };
}

/** Names of powerbi-client's events, the more so that a host's code for those which reports never raise runs unchanged. A frame's other names are not raised. */
export const eventNames: readonly string[] = [
  "loaded", "saved", "rendered", "saveAsTriggered", "error", "dataSelected", "buttonClicked", "info", "filtersApplied", "pageChanged", "commandTriggered", "swipeStart",
  "swipeEnd", "bookmarkApplied", "dataHyperlinkClicked", "visualRendered", "visualClicked", "selectionChanged", "renderingStarted", "blur", "tokenExpiring",
];

/** Raises an event on the element of a report. */
export function raise(element: HTMLElement, name: string, detail: unknown): void {
  // An "error" that bubbles would end at the window, where hosts count the faults of their own scripts.
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: name !== "error", cancelable: true }));
}
