import type { Column, Row } from "./answer";
import type { Kind, QuickChart } from "./quickChart";
import { t } from "./words";

/** Which columns of an answer are drawn, and how. What draws is fetched when somebody opens it. */
export class ChartPicks {
  readonly #place: HTMLElement;
  #chart: QuickChart | null = null;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  hide(): void {
    this.#chart = null;
    this.#place.hidden = true;
    this.#place.replaceChildren();
  }

  offer(columns: readonly Column[], rows: readonly Row[]): void {
    this.hide();
    const numbers = [...columns.keys()].filter((at) => columns[at]!.isNumber);
    if (rows.length < 2 || columns.length < 2 || numbers.length === 0) {
      return;
    }
    // Codes and years are counted, not measured: they are what a chart goes along.
    const isYear = (at: number): boolean => /(^|_)(year|nam)$/i.test(columns[at]!.name);
    const along = [...columns.keys()].find((at) => isYear(at)) ?? [...columns.keys()].find((at) => !columns[at]!.isNumber) ?? 0;
    // Scores rather than places and counts.
    const isFraction = (at: number): boolean => rows.slice(0, 200).some((row) => row[at] !== null && !Number.isInteger(Number(row[at])));
    const measure = numbers.find((at) => at !== along && isFraction(at)) ?? numbers.find((at) => at !== along && !isYear(at)) ?? numbers.find((at) => at !== along);
    if (measure === undefined) {
      return;
    }
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = t("Vẽ nhanh kết quả", "Quick chart of the result");
    const picks = document.createElement("div");
    picks.className = "picks";
    const x = select(t("Trục ngang", "Along"), columns.map((column, at) => [String(at), column.name]), String(along));
    const y = select(t("Số liệu", "Numbers"), numbers.map((at) => [String(at), columns[at]!.name]), String(measure));
    const kind = select(t("Kiểu", "Kind"), [["bar", t("Cột", "Bars")], ["line", t("Đường", "Line")]], isYear(along) ? "line" : "bar");
    picks.append(x.label, y.label, kind.label);
    const drawing = document.createElement("div");
    drawing.className = "drawing";
    drawing.setAttribute("role", "img");
    const cut = document.createElement("p");
    cut.className = "muted";
    details.append(summary, picks, drawing, cut);
    const draw = async (): Promise<void> => {
      if (!details.open) {
        return;
      }
      const { QuickChart, cutWords } = await import("./quickChart");
      this.#chart ??= new QuickChart(drawing);
      const [over, of] = [Number(x.select.value), Number(y.select.value)];
      drawing.setAttribute("aria-label", t(`Biểu đồ ${columns[of]!.name} theo ${columns[over]!.name}; số liệu ở bảng kết quả`, `Chart of ${columns[of]!.name} by ${columns[over]!.name}; the numbers are in the result`));
      cut.textContent = cutWords(rows.length);
      this.#chart.draw(rows, columns, over, of, kind.select.value as Kind);
    };
    details.addEventListener("toggle", () => void draw());
    picks.addEventListener("change", () => void draw());
    this.#place.replaceChildren(details);
    this.#place.hidden = false;
  }
}

function select(words: string, options: readonly (readonly [string, string])[], chosen: string): { label: HTMLLabelElement; select: HTMLSelectElement } {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.append(...options.map(([value, name]) => new Option(name, value, value === chosen, value === chosen)));
  label.append(words, select);
  return { label, select };
}
