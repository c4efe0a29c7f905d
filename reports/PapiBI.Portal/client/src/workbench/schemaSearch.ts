import { folded, t } from "./words";

/** The list of views: searched without regard to marks and case, and a name of it goes into the question by a press. */
export function enliven(list: HTMLElement, search: HTMLInputElement, found: HTMLElement, insert: (name: string) => void): void {
  const views = [...list.querySelectorAll<HTMLDetailsElement>("details[data-view]")].map((details) => ({
    details,
    item: details.parentElement!,
    words: folded(`${details.dataset["view"]} ${details.querySelector(".grain")?.textContent}`),
    columns: [...details.querySelectorAll<HTMLElement>("li[data-column]")].map((column) => ({ column, words: folded(column.textContent!) })),
  }));
  const offer = (code: HTMLElement, name: string): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "insert";
    button.title = t("Đưa vào câu lệnh", "Put into the question");
    button.addEventListener("click", () => insert(name));
    code.replaceWith(button);
    button.append(code);
  };
  for (const { details, columns } of views) {
    columns.forEach(({ column }) => offer(column.querySelector("code")!, column.dataset["column"]!));
    const name = document.createElement("p");
    const code = document.createElement("code");
    code.textContent = details.dataset["view"]!;
    name.append(code);
    details.querySelector("summary")!.after(name);
    offer(code, details.dataset["view"]!);
  }

  search.addEventListener("input", () => {
    const words = folded(search.value).split(/\s+/).filter((word) => word !== "");
    const has = (text: string): boolean => words.every((word) => text.includes(word));
    let shown = 0;
    for (const { details, item, words: ofView, columns } of views) {
      const isOfView = has(ofView);
      const hits = columns.filter((column) => has(`${column.words}`));
      columns.forEach(({ column, words: text }) => (column.hidden = words.length > 0 && !isOfView && !has(text)));
      item.hidden = words.length > 0 && !isOfView && hits.length === 0;
      details.open = words.length > 0 && !isOfView && hits.length > 0;
      shown += item.hidden ? 0 : 1;
    }
    found.textContent = words.length === 0 ? "" : t(`${shown} khung nhìn`, shown === 1 ? "1 view" : `${shown} views`);
  });
}
