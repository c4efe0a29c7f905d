/** Finds the same thing in the next view, where a part of a page is replaced. Null: it has no name to find it by. */
export function selectorOf(element: HTMLElement): string | null {
  const key = element.dataset["key"];
  const name = element.getAttribute("name");
  return key !== undefined ? `a[data-key="${CSS.escape(key)}"]` : name !== null ? `[name="${CSS.escape(name)}"]` : null;
}
