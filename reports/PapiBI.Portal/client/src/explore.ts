import { selectorOf } from "./focus";

/**
 * The page to explore without reloads: its links and its form are followed in place, and the address keeps up. Without this script they are links and a form.
 * @param root What is replaced by the same part of the next view.
 * @param draw Draws the charts of a part of the page.
 */
export function explore(root: HTMLElement, draw: (part: HTMLElement) => Promise<void>): void {
  let asked: AbortController | null = null;

  root.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (link !== null && !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && isView(link)) {
      event.preventDefault();
      void show(link.href, { keeps: true });
    }
  });
  root.addEventListener("choose", (event) => {
    const key = (event as CustomEvent<string>).detail;
    root.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(key)}"]`)?.click();
  });
  root.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) {
      event.target.form?.requestSubmit();
    }
  });
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    const said = [...new FormData(form)].filter(([, value]) => value !== "").map(([name, value]) => pairOf(name, String(value)));
    void show(`${form.action}?${new URLSearchParams(said)}`, { keeps: true });
  });
  addEventListener("popstate", () => void show(location.href, { keeps: false }));

  async function show(address: string, { keeps }: { keeps: boolean }): Promise<void> {
    asked?.abort();
    const mine = (asked = new AbortController());
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const view = next.querySelector<HTMLElement>("[data-explore]");
      if (view === null || answer.redirected) {
        location.assign(address);
        return;
      }
      const focused = document.activeElement instanceof HTMLElement && root.contains(document.activeElement) ? selectorOf(document.activeElement) : null;
      const { forget } = await import("./charts");
      forget(root);
      root.replaceChildren(...view.childNodes);
      document.title = next.title;
      const [here, there] = [document, next].map((page) => page.querySelector<HTMLAnchorElement>(".who a[hreflang]"));
      if (here && there) {
        here.setAttribute("href", there.getAttribute("href")!);
      }
      if (keeps) {
        history.pushState(null, "", address);
      }
      await draw(root);
      if (focused !== null) {
        root.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
      }
    } catch (fault) {
      if (!mine.signal.aborted) {
        location.assign(address);
      }
    } finally {
      if (asked === mine) {
        root.removeAttribute("aria-busy");
      }
    }
  }
}

/** One list chooses a region or a group, as "region:DBSCL"; the address says which it is. */
function pairOf(name: string, value: string): [string, string] {
  const [kind, code] = value.split(":", 2);
  return name === "within" ? [kind!, code ?? ""] : [name, value];
}

/** Whether a link leads to another view of this page, and not to a file or elsewhere. */
function isView(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && link.pathname === location.pathname && link.dataset["plain"] === undefined && link.hash === "";
}
