import { drawSpark } from "../spark";
import { selectorOf } from "../focus";
import type { Language } from "../spec";
import { Refusal } from "./wire";
import { say, speakerOf, type Speaker } from "./words";
import { keepSpecs, visualsOf, type Visual } from "./visuals";

/** A page of the report, as hosts know it. */
export interface Sheet {
  readonly name: string;
  readonly displayName: string;
  readonly element: HTMLElement;
}

type Charts = typeof import("../charts");

/** The report that is shown: its pages, one at a time, each drawn when somebody looks at it. */
export class Sheets {
  private article: HTMLElement | null = null;
  private sheets: readonly Sheet[] = [];
  private at = 0;
  private charts: Charts | null = null;
  private language: Language = "vi";
  private readonly drawn = new Set<HTMLElement>();

  /**
   * @param place Where it is shown.
   * @param turn What a click on a page's name does.
   */
  constructor(
    private readonly place: HTMLElement,
    private readonly turn: (name: string) => void,
  ) {
    // Before charts hear of it: they draw for paper what is on the page then.
    addEventListener("beforeprint", () => this.showAll());
    addEventListener("afterprint", () => this.showOne());
  }

  get isShown(): boolean {
    return this.article !== null;
  }

  get title(): string {
    return this.article?.dataset["title"] ?? "";
  }

  get all(): readonly Sheet[] {
    return this.sheets;
  }

  get current(): Sheet | undefined {
    return this.sheets[this.at];
  }

  private get speak(): Speaker {
    return speakerOf(this.language);
  }

  /**
   * Fetches what is needed to draw a report.
   * @throws Refusal Where it is not reached.
   */
  async prepare(article: HTMLElement, language: Language): Promise<void> {
    if (this.charts === null && article.querySelector(".chart") !== null) {
      this.charts = await import("../charts").catch((fault: unknown) => {
        console.error(fault);
        throw new Refusal("NotReached", 503, speakerOf(language)(say.notReached));
      });
    }
  }

  /**
   * Shows another report in the place of the one before.
   * @param article As the portal made it, and prepared.
   * @param language Its language.
   * @param wanted The page to begin with, by name or by what it is called; else the one that was shown, by what it is called, or where only the language is another by its place.
   * @returns Whether that page is there.
   */
  put(article: HTMLElement, language: Language, wanted?: string): boolean {
    const [before, place, isTranslated] = [this.current, this.at, language !== this.language];
    const focused = document.activeElement instanceof HTMLElement && this.place.contains(document.activeElement) ? selectorOf(document.activeElement) : null;
    this.clear();
    this.language = language;
    document.documentElement.lang = language;
    document.title = `${article.dataset["title"]} – PapiBI`;
    this.article = article;
    this.sheets = [...article.querySelectorAll<HTMLElement>("[data-page]")].map((element, i) => ({ name: `p${i + 1}`, displayName: element.dataset["page"]!, element }));
    const found = wanted !== undefined ? this.find(wanted) : isTranslated ? place : this.sheets.findIndex((sheet) => sheet.displayName === before?.displayName);
    this.at = found >= 0 && found < this.sheets.length ? found : 0;
    this.place.replaceChildren(article);
    this.showOne();
    if (focused !== null) {
      this.place.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    }
    return wanted === undefined || found >= 0;
  }

  /** Takes away what is shown. */
  clear(): void {
    if (this.article !== null) {
      this.charts?.forget(this.article);
    }
    this.article?.remove();
    this.place.querySelector(":scope > .tabs")?.remove();
    this.drawn.clear();
    [this.article, this.sheets, this.at] = [null, [], 0];
  }

  /** Keeps its room without being seen. */
  hold(isHeld: boolean): void {
    if (this.article !== null) {
      this.article.style.visibility = isHeld ? "hidden" : "";
    }
  }

  busy(isBusy: boolean): void {
    if (isBusy) {
      (this.article ?? this.place).setAttribute("aria-busy", "true");
    } else {
      [this.place, ...this.place.querySelectorAll("[aria-busy]")].forEach((element) => element.removeAttribute("aria-busy"));
    }
  }

  /** The names of the pages, to choose one; none where the host shows its own. */
  putTabs(areShown: boolean): void {
    this.place.querySelector(":scope > .tabs")?.remove();
    if (!areShown || this.sheets.length < 2) {
      return;
    }
    const tabs = document.createElement("nav");
    tabs.className = "tabs";
    tabs.setAttribute("aria-label", this.speak(say.pages));
    const list = document.createElement("ol");
    list.append(
      ...this.sheets.map((sheet) => {
        const button = Object.assign(document.createElement("button"), { type: "button", name: sheet.name, textContent: sheet.displayName });
        button.addEventListener("click", () => this.turn(sheet.name));
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    tabs.append(list);
    this.place.prepend(tabs);
    this.markTab();
  }

  /** @param wanted By name or by what it is called. */
  turnTo(wanted: string): Sheet {
    this.at = this.indexOf(wanted);
    this.showOne();
    this.place.scrollTop = 0;
    return this.sheets[this.at]!;
  }

  /** Draws the page that is shown, if it is not drawn yet. */
  async draw(): Promise<void> {
    const sheet = this.current;
    if (sheet === undefined || this.drawn.has(sheet.element)) {
      return;
    }
    this.drawOf(sheet.element);
    await document.fonts.ready;
    // A frame out of sight is given no moment to draw.
    await new Promise<void>((done) => {
      setTimeout(done, 100);
      requestAnimationFrame(() => setTimeout(done));
    });
  }

  redraw(): void {
    this.charts?.redrawAll(this.language);
  }

  sheetOf(wanted: string): Sheet {
    return this.sheets[this.indexOf(wanted)]!;
  }

  visualOf(sheet: Sheet, name: string): Visual {
    const found = visualsOf(sheet.element).find((visual) => visual.name === name);
    if (found === undefined) {
      throw new Refusal("InvalidVisual", 404, this.speak(say.unknownVisual(name)));
    }
    return found;
  }

  /** The page as hosts are told of it. */
  told(sheet: Sheet): object {
    return { name: sheet.name, displayName: sheet.displayName, isActive: sheet === this.current, visibility: 0, defaultDisplayOption: 1, defaultSize: { type: 5 }, mobileSize: null, background: null, wallpaper: null };
  }

  private find(wanted: string): number {
    const byName = this.sheets.findIndex((sheet) => sheet.name === wanted);
    return byName >= 0 ? byName : this.sheets.findIndex((sheet) => sheet.displayName === wanted);
  }

  private indexOf(wanted: string): number {
    const found = this.find(wanted);
    if (found < 0) {
      throw new Refusal("InvalidPage", 404, this.speak(say.unknownPage(wanted)));
    }
    return found;
  }

  private showOne(): void {
    this.sheets.forEach((sheet, i) => (sheet.element.hidden = i !== this.at));
    this.markTab();
  }

  private showAll(): void {
    this.sheets.forEach(({ element }) => {
      element.hidden = false;
      if (!this.drawn.has(element)) {
        this.drawOf(element);
      }
    });
  }

  private drawOf(part: HTMLElement): void {
    this.drawn.add(part);
    keepSpecs(part);
    part.querySelectorAll<HTMLElement>(".spark[data-spark]").forEach(drawSpark);
    this.charts?.drawAll([...part.querySelectorAll<HTMLElement>(".chart")], this.language);
  }

  private markTab(): void {
    this.place.querySelectorAll(":scope > .tabs button").forEach((button, i) => button.setAttribute("aria-current", i === this.at ? "page" : "false"));
  }
}
