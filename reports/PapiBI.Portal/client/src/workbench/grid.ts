import type { Column, Row } from "./answer";
import { orderBy, type Direction } from "./order";
import { shown, t } from "./words";

const rowHeight = 28;
const spare = 8;
const mostColumns = 200;

/** A grid of any number of rows, of which only those in view are drawn. */
export class Grid {
  readonly #place: HTMLElement;
  readonly #root = document.createElement("div");
  readonly #head = document.createElement("div");
  readonly #body = document.createElement("div");
  #columns: readonly Column[] = [];
  #rows: Row[] = [];
  #order: Uint32Array | null = null;
  #sorted: { at: number; direction: Direction } | null = null;
  #active = { row: -1, column: 0 };
  #template = "";
  #waits = false;

  constructor(place: HTMLElement, labelledBy: string) {
    this.#place = place;
    this.#root.className = "grid";
    this.#root.tabIndex = 0;
    this.#root.setAttribute("role", "grid");
    this.#root.setAttribute("aria-labelledby", labelledBy);
    this.#root.setAttribute("aria-readonly", "true");
    this.#head.className = "grid-row grid-head";
    this.#head.setAttribute("role", "row");
    this.#head.setAttribute("aria-rowindex", "1");
    this.#body.className = "grid-body";
    this.#body.setAttribute("role", "rowgroup");
    const headGroup = document.createElement("div");
    headGroup.setAttribute("role", "rowgroup");
    headGroup.className = "grid-head-group";
    headGroup.append(this.#head);
    this.#root.append(headGroup, this.#body);
    this.#root.addEventListener("scroll", () => this.#drawSoon(), { passive: true });
    this.#root.addEventListener("keydown", (event) => this.#onKey(event));
    this.#body.addEventListener("mousedown", (event) => this.#onPress(event));
    new ResizeObserver(() => this.#drawSoon()).observe(this.#root);
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  start(columns: readonly Column[]): void {
    this.#columns = columns.slice(0, mostColumns);
    this.#rows = [];
    this.#order = null;
    this.#sorted = null;
    this.#active = { row: -1, column: 0 };
    this.#template = "";
    this.#root.setAttribute("aria-colcount", String(columns.length));
    this.#place.replaceChildren(this.#root);
    this.#root.scrollTop = 0;
    this.#drawHead();
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#rows.push(row);
    }
    // Widths are those of the first rows, so that nothing jumps when more come.
    if (this.#template === "") {
      this.#measure();
    }
    this.#root.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    this.#body.style.height = `${this.#rows.length * rowHeight}px`;
    this.#drawSoon();
  }

  /** All rows are there: columns are as wide as rows throughout need. */
  settle(): void {
    this.#measure();
    this.#drawSoon();
  }

  clear(): void {
    this.#columns = [];
    this.#rows = [];
    this.#place.replaceChildren();
  }

  #measure(): void {
    const step = Math.max(1, Math.floor(this.#rows.length / 500));
    const sample = this.#rows.filter((_, i) => i % step === 0 || i === this.#rows.length - 1);
    const widths = this.#columns.map((column, at) =>
      Math.min(44, Math.max(column.name.length + 3, 6, ...sample.map((row) => shown(row[at]!, column).length + 1))));
    this.#template = widths.map((width) => `${(width * 0.95).toFixed(1)}ch`).map((width) => `calc(${width} + 1rem)`).join(" ");
    this.#head.style.gridTemplateColumns = this.#template;
    this.#head.style.width = "max-content";
    this.#body.style.width = `${this.#head.offsetWidth}px`;
  }

  #drawHead(): void {
    this.#head.replaceChildren(...this.#columns.map((column, at) => {
      const cell = document.createElement("div");
      cell.className = column.isNumber ? "grid-cell number" : "grid-cell";
      cell.setAttribute("role", "columnheader");
      cell.setAttribute("aria-colindex", String(at + 1));
      const direction = this.#sorted?.at === at ? this.#sorted.direction : null;
      cell.setAttribute("aria-sort", direction ?? "none");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = column.name + (direction === null ? "" : direction === "ascending" ? " ▲" : " ▼");
      button.title = `${column.name} · ${column.type} · ${t("bấm để sắp xếp", "press to sort")}`;
      button.addEventListener("click", () => this.#sortBy(at));
      cell.append(button);
      return cell;
    }));
  }

  #sortBy(at: number): void {
    const direction: Direction | null = this.#sorted?.at !== at ? "ascending" : this.#sorted.direction === "ascending" ? "descending" : null;
    this.#sorted = direction === null ? null : { at, direction };
    this.#order = direction === null ? null : orderBy(this.#rows, this.#columns, at, direction);
    this.#drawHead();
    this.#head.querySelectorAll("button")[at]!.focus();
    this.#drawSoon();
  }

  #drawSoon(): void {
    if (!this.#waits) {
      this.#waits = true;
      requestAnimationFrame(() => {
        this.#waits = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.#root.scrollTop / rowHeight) - spare);
    const last = Math.min(this.#rows.length, Math.ceil((this.#root.scrollTop + this.#root.clientHeight) / rowHeight) + spare);
    const drawn = document.createDocumentFragment();
    for (let i = first; i < last; i++) {
      drawn.append(this.#row(i));
    }
    this.#body.replaceChildren(drawn);
    const active = this.#body.querySelector(".active");
    if (active === null) {
      this.#root.removeAttribute("aria-activedescendant");
    } else {
      this.#root.setAttribute("aria-activedescendant", active.id);
    }
  }

  #row(i: number): HTMLElement {
    // What came while the rows were sorted stands after them.
    const row = this.#rows[this.#order !== null && i < this.#order.length ? this.#order[i]! : i]!;
    const line = document.createElement("div");
    line.className = "grid-row";
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", String(i + 2));
    line.style.transform = `translateY(${i * rowHeight}px)`;
    line.style.gridTemplateColumns = this.#template;
    this.#columns.forEach((column, at) => {
      const cell = document.createElement("div");
      const value = row[at]!;
      const isActive = this.#active.row === i && this.#active.column === at;
      cell.className = `grid-cell${column.isNumber ? " number" : ""}${value === null ? " none" : ""}${isActive ? " active" : ""}`;
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-colindex", String(at + 1));
      cell.id = `cell-${i}-${at}`;
      cell.textContent = shown(value, column);
      if (typeof value === "string" && value.length > 40) {
        cell.title = value.slice(0, 1000);
      }
      line.append(cell);
    });
    return line;
  }

  #onPress(event: MouseEvent): void {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(".grid-cell");
    const [, row, column] = /^cell-(\d+)-(\d+)$/.exec(cell?.id ?? "") ?? [];
    if (row !== undefined && column !== undefined) {
      this.#active = { row: Number(row), column: Number(column) };
      this.#drawSoon();
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.#root || this.#rows.length === 0) {
      return;
    }
    const page = Math.max(1, Math.floor(this.#root.clientHeight / rowHeight) - 2);
    const { row, column } = this.#active;
    const next = event.key === "ArrowDown" ? { row: row + 1, column }
      : event.key === "ArrowUp" ? { row: row - 1, column }
      : event.key === "ArrowRight" ? { row, column: column + 1 }
      : event.key === "ArrowLeft" ? { row, column: column - 1 }
      : event.key === "PageDown" ? { row: row + page, column }
      : event.key === "PageUp" ? { row: row - page, column }
      : event.key === "Home" ? { row: event.ctrlKey ? 0 : row, column: 0 }
      : event.key === "End" ? { row: event.ctrlKey ? this.#rows.length - 1 : row, column: this.#columns.length - 1 }
      : null;
    if (next === null) {
      return;
    }
    event.preventDefault();
    this.#active = {
      row: Math.min(Math.max(next.row, 0), this.#rows.length - 1),
      column: Math.min(Math.max(next.column, 0), this.#columns.length - 1),
    };
    this.#reveal();
    this.#draw();
  }

  #reveal(): void {
    const [top, head] = [this.#active.row * rowHeight, this.#head.offsetHeight];
    if (top < this.#root.scrollTop) {
      this.#root.scrollTop = top;
    } else if (top + rowHeight + head > this.#root.scrollTop + this.#root.clientHeight) {
      this.#root.scrollTop = top + rowHeight + head - this.#root.clientHeight;
    }
    const cell = this.#head.children[this.#active.column] as HTMLElement | undefined;
    if (cell !== undefined) {
      const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth];
      if (left < this.#root.scrollLeft) {
        this.#root.scrollLeft = left;
      } else if (right > this.#root.scrollLeft + this.#root.clientWidth) {
        this.#root.scrollLeft = right - this.#root.clientWidth;
      }
    }
  }
}
