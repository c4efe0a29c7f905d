import type { Language } from "../spec";
import { drawSpark } from "../spark";
import { applied, parametersOf, queryOf, type Filter } from "./filters";
import { dress, type HostTheme } from "./look";
import { Refusal, Wire, bodyOf, type Answer, type HostRequest } from "./wire";
import { say, speakerOf, type Speaker } from "./words";
import { dataOf, keepSpecs, visualsOf, type Visual } from "./visuals";

/** What a host sets, as far as a report has it. */
interface Settings {
  readonly localeSettings?: { readonly language?: string };
  readonly navContentPaneEnabled?: boolean;
  readonly panes?: { readonly pageNavigation?: { readonly visible?: boolean } };
  readonly background?: number;
}

/** What a host loads. */
interface Configuration {
  readonly id?: string;
  readonly accessToken?: string;
  readonly pageName?: string;
  readonly filters?: readonly Filter[];
  readonly settings?: Settings;
  readonly theme?: HostTheme;
}

interface Page {
  readonly name: string;
  readonly displayName: string;
  readonly element: HTMLElement;
}

const transparent = 1;

/** Parameters of the address that are the frame's own and none of a report. */
const ownParameters = ["site", "uid", "language", "formatLocale", "isMobile", "registerQueryCallback", "reportId", "groupId", "config"];

/** A warning comes this long before a token's end, or a tenth of its life where that is less. */
const warning = 120;

type Charts = typeof import("../charts");

/** A report in a page of others: answers what that page asks by powerbi-client's messages, and tells it what happens. */
export class Frame {
  private readonly wire: Wire;
  private readonly report: string;
  private readonly base: string;
  private uid: string;
  private language: Language;
  private configuration: Configuration | null = null;
  private settings: Settings = {};
  private theme: HostTheme = {};
  private token = "";
  private query: URLSearchParams;
  private filters: readonly Filter[] = [];
  private pages: readonly Page[] = [];
  private page = 0;
  private article: HTMLElement | null = null;
  private isHeldBack = false;
  private isLoading = false;
  private isOutdated = false;
  private asked: AbortController | null = null;
  private timers: number[] = [];
  private charts: Charts | null = null;
  private readonly drawn = new Set<HTMLElement>();

  constructor(
    private readonly place: HTMLElement,
    host: Window,
  ) {
    const address = new URL(location.href);
    this.report = place.dataset["report"]!;
    this.base = address.pathname.replace(/^\/en(?=\/)/, "").slice(0, -`/embed/${this.report}`.length);
    this.language = languageOf(address.searchParams.get("language")) ?? (document.documentElement.lang === "en" ? "en" : "vi");
    this.uid = address.searchParams.get("uid") ?? "";
    this.query = new URLSearchParams([...address.searchParams].filter(([name]) => !ownParameters.includes(name)));
    this.wire = new Wire(host, place.dataset["origins"]!.split(" "), (request) => this.serve(request));
    // Before charts hear of it: they draw for paper what is on the page then.
    addEventListener("beforeprint", () => this.showAll());
    addEventListener("afterprint", () => this.showPage());
    place.addEventListener("click", (event) => this.clicked(event));
    place.addEventListener("choose", (event) => this.chosen((event as CustomEvent<string>).detail, event.target as HTMLElement));
    if (this.uid !== "") {
      this.wire.tell(`/ready/${this.uid}`, {});
    }
  }

  private get speak(): Speaker {
    return speakerOf(this.language);
  }

  private serve(request: HostRequest): Promise<Answer> {
    const path = new URL(request.url, "https://host").pathname.split("/").filter((part) => part !== "").map(decodeURIComponent);
    return this.route(`${request.method} ${path.slice(0, 2).join("/")}`, path.slice(2), request);
  }

  private async route(what: string, rest: readonly string[], { headers, body, method, url }: HostRequest): Promise<Answer> {
    const wholly = rest.length === 0;
    if (what === "POST frontload/config" && wholly) {
      return { status: 200 };
    }
    if ((what === "POST report/load" || what === "POST report/prepare") && wholly) {
      this.uid = typeof headers["uid"] === "string" ? headers["uid"] : this.uid;
      return this.load(body as Configuration, what === "POST report/prepare");
    }
    if (what === "GET getCorrelationId") {
      return { status: 200, body: this.uid };
    }
    if (this.configuration === null) {
      throw new Refusal("NotLoaded", 400, this.speak(say.notLoaded));
    }
    switch (what) {
      case "POST report/render":
        this.isHeldBack = false;
        await this.render();
        return { status: 202 };
      case "POST report/token":
        return this.renew(body);
      case "GET report/filters":
        return { status: 200, body: this.filters };
      case "PUT report/filters":
        await this.filter(1, body);
        return { status: 202 };
      case "POST report/filters": {
        const { filtersOperation, filters } = body as { filtersOperation: number; filters?: readonly Filter[] };
        await this.filter(filtersOperation, filters ?? []);
        return { status: 202 };
      }
      case "PATCH report/settings":
        await this.set(body as Settings);
        return { status: 202 };
      case "POST report/print":
        setTimeout(() => print());
        return { status: 202 };
      case "POST report/refresh":
        await this.show(this.query, this.filters);
        return { status: 202 };
      case "GET report/theme":
        return { status: 200, body: this.theme };
      case "PUT report/theme":
        this.dress((body ?? {}) as HostTheme);
        return { status: 202 };
      case "GET report/hasUnsavedChanges":
        return { status: 200, body: false };
      case "GET report/pages":
      case "PUT report/pages":
      case "POST report/pages":
        return this.ofPages(what.split(" ")[0]!, rest, body);
      default:
        throw new Refusal("NotSupported", what.startsWith("GET report/bookmarks") ? 501 : 404, this.speak(say.notServed(`${method} ${url}`)));
    }
  }

  private async ofPages(method: string, rest: readonly string[], body: unknown): Promise<Answer> {
    const [name, part, visual, last] = rest;
    if (method === "GET" && name === undefined) {
      return { status: 200, body: this.pages.map((page, i) => this.told(page, i)) };
    }
    if (method === "PUT" && name === "active" && part === undefined) {
      this.turnTo((body as { name?: string }).name ?? "");
      return { status: 202 };
    }
    const page = this.pageOf(name ?? "");
    if (method === "GET" && part === "visuals" && visual === undefined) {
      return { status: 200, body: visualsOf(page.element).map(({ name, title, type, layout }) => ({ name, title, type, layout })) };
    }
    if (method === "GET" && part === "filters" && visual === undefined) {
      return { status: 200, body: [] };
    }
    if (method === "POST" && part === "visuals" && last === "exportData") {
      return { status: 200, body: { data: await this.dataOf(this.visualOf(page, visual ?? "")) } };
    }
    throw new Refusal("NotSupported", 501, this.speak(say.notServed(`${method} /report/pages/${rest.join("/")}`)));
  }

  private async load(configuration: Configuration, isHeldBack: boolean): Promise<Answer> {
    try {
      if (configuration.id !== undefined && configuration.id !== "" && configuration.id !== this.report) {
        throw new Refusal("InvalidRequest", 400, this.speak(say.otherReport(configuration.id, this.report)));
      }
      if (typeof configuration.accessToken !== "string" || configuration.accessToken === "") {
        throw new Refusal("InvalidToken", 400, this.speak(say.noToken));
      }
      this.configuration = configuration;
      this.token = configuration.accessToken;
      this.isLoading = true;
      this.isHeldBack = isHeldBack;
      this.settings = configuration.settings ?? {};
      this.language = languageOf(this.settings.localeSettings?.language) ?? this.language;
      this.putSettings();
      if (configuration.theme !== undefined) {
        this.dress(configuration.theme);
      }
      const filters = configuration.filters ?? [];
      const query = this.queryWith(filters);
      // Answered at once, as a host may wait only so long; what comes of it, events tell.
      void this.show(query, filters, configuration.pageName).catch(() => undefined);
      return { status: 202 };
    } catch (fault) {
      if (fault instanceof Refusal) {
        this.tellOf(fault);
      }
      throw fault;
    }
  }

  private async filter(operation: number, filters: unknown): Promise<void> {
    if (!Array.isArray(filters)) {
      throw new Refusal("InvalidFilter", 400, this.speak(say.notFilters));
    }
    const next = applied(this.filters, operation, filters as Filter[], this.speak);
    await this.show(this.queryWith(next), next);
  }

  private queryWith(filters: readonly Filter[]): URLSearchParams {
    const now = parametersOf(filters, this.report, this.speak);
    return queryOf(this.query, parametersOf(this.filters, this.report, this.speak).keys(), now);
  }

  private async set(settings: Settings): Promise<void> {
    const language = languageOf(settings.localeSettings?.language);
    this.settings = { ...this.settings, ...settings };
    this.putSettings();
    if (language !== null && language !== this.language) {
      this.language = language;
      await this.show(this.query, this.filters);
    } else if (this.article !== null) {
      this.place.querySelector(":scope > .tabs")?.remove();
      this.putTabs();
    }
  }

  private putSettings(): void {
    document.documentElement.dataset["ground"] = this.settings.background === transparent ? "none" : "";
  }

  private dress(theme: HostTheme): void {
    dress(theme, this.speak);
    this.theme = theme;
    this.charts?.redrawAll(this.language);
  }

  /** Asks for a report and shows it. What was shown stays where it is refused; the last who asks is answered. */
  private async show(query: URLSearchParams, filters: readonly Filter[], pageName?: string): Promise<void> {
    this.asked?.abort();
    const mine = (this.asked = new AbortController());
    this.place.firstElementChild?.setAttribute("aria-busy", "true");
    try {
      const answer = await this.ask(`view?${query}`, mine.signal);
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("article.embedded")!;
      this.keepTime(answer);
      this.query = new URLSearchParams(parsed.dataset["query"]);
      this.filters = filters;
      this.isOutdated = false;
      await this.put(parsed, pageName);
    } catch (fault) {
      if (mine.signal.aborted) {
        return;
      }
      const refusal = fault instanceof Refusal ? fault : new Refusal("NotReached", 503, this.speak(say.notReached));
      if (refusal.code === "TokenExpired") {
        // Done when a new token comes.
        [this.query, this.filters, this.isOutdated] = [query, filters, true];
      }
      this.tellReader(refusal);
      this.tellOf(refusal);
      throw refusal;
    } finally {
      if (this.asked === mine) {
        this.place.querySelectorAll("[aria-busy]").forEach((element) => element.removeAttribute("aria-busy"));
      }
    }
  }

  private async ask(what: string, signal?: AbortSignal): Promise<Response> {
    const address = `${this.base}${this.language === "en" ? "/en" : ""}/embed/${this.report}/${what}`;
    // Said twice: the path is the report's language, and the query that of words for programs, whatever the browser would rather have.
    const answer = await fetch(`${address}${what.includes("?") ? "&" : "?"}language=${this.language}`, {
      headers: { Authorization: `Bearer ${this.token}`, "X-Embedding-Origin": this.wire.from ?? "" },
      credentials: "omit",
      redirect: "error",
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) {
      const told = ((await answer.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null)?.error;
      throw new Refusal(told?.code ?? "NotReached", answer.status, told?.message ?? this.speak(say.notReached));
    }
    return answer;
  }

  private async put(article: HTMLElement, pageName?: string): Promise<void> {
    const before = this.pages[this.page]?.displayName;
    this.charts ??= article.querySelector(".chart") === null ? null : await import("../charts");
    if (this.article !== null) {
      this.charts?.forget(this.article);
    }
    this.drawn.clear();
    document.documentElement.lang = this.language;
    document.title = `${article.dataset["title"]} – PapiBI`;
    this.article = article;
    this.pages = [...article.querySelectorAll<HTMLElement>("[data-page]")].map((element, i) => ({ name: `p${i + 1}`, displayName: element.dataset["page"]!, element }));
    const wanted = this.pages.findIndex((page) => (pageName === undefined ? page.displayName === before : page.name === pageName || page.displayName === pageName));
    this.page = Math.max(0, wanted);
    if (pageName !== undefined && wanted < 0) {
      this.tellOf(new Refusal("InvalidPage", 400, this.speak(say.unknownPage(pageName))));
    }
    this.place.replaceChildren(article);
    this.putTabs();
    this.showPage(false);
    if (this.isLoading) {
      this.isLoading = false;
      this.event("loaded", {});
    }
    await this.render();
  }

  private async render(): Promise<void> {
    if (this.isHeldBack || this.article === null) {
      if (this.article !== null) {
        this.article.style.visibility = "hidden";
      }
      return;
    }
    this.article.style.visibility = "";
    await this.draw();
    this.event("rendered", {});
  }

  /** The page that is shown; those that nobody looks at are drawn when somebody does. */
  private async draw(): Promise<void> {
    const page = this.pages[this.page];
    if (page === undefined || this.drawn.has(page.element)) {
      return;
    }
    this.drawOf(page.element);
    await document.fonts.ready;
    // A frame out of sight is given no moment to draw.
    await new Promise<void>((done) => {
      setTimeout(done, 100);
      requestAnimationFrame(() => setTimeout(done));
    });
  }

  private drawOf(part: HTMLElement): void {
    this.drawn.add(part);
    keepSpecs(part);
    part.querySelectorAll<HTMLElement>(".spark[data-spark]").forEach(drawSpark);
    this.charts?.drawAll([...part.querySelectorAll<HTMLElement>(".chart")], this.language);
  }

  private putTabs(): void {
    if (this.pages.length < 2 || this.settings.navContentPaneEnabled === false || this.settings.panes?.pageNavigation?.visible === false) {
      return;
    }
    const tabs = document.createElement("nav");
    tabs.className = "tabs";
    tabs.setAttribute("aria-label", this.speak(say.pages));
    const list = document.createElement("ol");
    list.append(
      ...this.pages.map((page, i) => {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: page.displayName });
        button.addEventListener("click", () => this.turnTo(page.name));
        button.setAttribute("aria-current", i === this.page ? "page" : "false");
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    tabs.append(list);
    this.place.prepend(tabs);
  }

  private turnTo(name: string): void {
    const page = this.pageOf(name);
    this.page = this.pages.indexOf(page);
    this.showPage();
    this.event("pageChanged", { newPage: this.told(page, this.page) });
    void this.render();
  }

  private showPage(isScrolled = true): void {
    this.pages.forEach((page, i) => (page.element.hidden = i !== this.page));
    this.place.querySelectorAll(":scope > .tabs button").forEach((button, i) => button.setAttribute("aria-current", i === this.page ? "page" : "false"));
    if (isScrolled) {
      this.place.scrollTop = 0;
    }
  }

  private showAll(): void {
    this.pages.forEach((page) => {
      page.element.hidden = false;
      if (!this.drawn.has(page.element)) {
        this.drawOf(page.element);
      }
    });
  }

  private async renew(body: unknown): Promise<Answer> {
    if (typeof body !== "string" || body === "") {
      throw new Refusal("InvalidToken", 400, this.speak(say.notString));
    }
    const before = this.token;
    this.token = body;
    try {
      this.keepTime(await this.ask("token"));
    } catch (fault) {
      this.token = before;
      if (fault instanceof Refusal) {
        this.tellOf(fault);
      }
      throw fault;
    }
    this.place.querySelector(":scope > .told")?.remove();
    if (this.isOutdated || this.article === null) {
      await this.show(this.query, this.filters, this.article === null ? this.configuration?.pageName : undefined);
    }
    return { status: 202 };
  }

  private keepTime(answer: Response): void {
    const seconds = Number(answer.headers.get("X-Token-Seconds"));
    const lead = Math.min(warning, seconds / 10);
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers = [
      setTimeout(() => this.event("tokenExpiring", { expiration: new Date(Date.now() + lead * 1000).toISOString(), secondsLeft: Math.round(lead) }), (seconds - lead) * 1000),
      setTimeout(() => {
        const refusal = new Refusal("TokenExpired", 401, this.speak(say.expired));
        this.tellReader(refusal);
        this.tellOf(refusal);
      }, seconds * 1000),
    ] as unknown as number[];
  }

  /** A click on a link of the page to explore is another view of it; on a row of any report it tells the host what the row is of. */
  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[href]");
    const key = target.closest<HTMLElement>("[data-key]")?.dataset["key"];
    if (key !== undefined) {
      this.select(key, target);
    }
    if (link !== null && link.hash === "") {
      event.preventDefault();
      if (this.report === "explore" && link.pathname.endsWith("/explore")) {
        const query = new URL(link.href).searchParams;
        const kept = this.filters.filter((filter) => [...parametersOf([filter], this.report, this.speak)].every(([name, value]) => query.get(name) === value));
        void this.show(query, kept).catch(() => undefined);
      }
    }
  }

  private chosen(key: string, at: HTMLElement): void {
    const link = this.article?.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(key)}"]`);
    if (link) {
      link.click();
    } else {
      this.select(key, at);
    }
  }

  private select(key: string, at: Element): void {
    const [kind, code] = key.split(":", 2) as [string, string?];
    const target = kind === "province" ? { table: "province", column: "province_code" } : { table: "item", column: "item_code" };
    const page = this.pages[this.page]!;
    const visual = visualsOf(page.element).find(({ element }) => element.contains(at));
    const row = at.closest<HTMLElement>("[data-key]");
    this.event("dataSelected", {
      report: { id: this.report, displayName: this.article!.dataset["title"] },
      page: this.told(page, this.page),
      visual: visual === undefined ? null : { name: visual.name, title: visual.title, type: visual.type, layout: visual.layout },
      dataPoints: [{ identity: [{ target, equals: code ?? "" }], values: row === null ? [] : [{ formattedValue: row.textContent!.trim().replace(/\s+/g, " ") }] }],
      regions: [],
      filters: this.filters,
    });
  }

  private dataOf(visual: Visual): Promise<string> {
    const table = visual.element.dataset["table"];
    if (table !== undefined) {
      const query = new URLSearchParams(this.query);
      query.set("table", table);
      return this.ask(`view.csv?${query}`).then((answer) => answer.text());
    }
    const data = dataOf(visual.element);
    if (data === null) {
      throw new Refusal("NoData", 404, this.speak(say.noData(visual.name)));
    }
    return Promise.resolve(data);
  }

  private pageOf(name: string): Page {
    const found = this.pages.find((page) => page.name === name);
    if (found === undefined) {
      throw new Refusal("InvalidPage", 404, this.speak(say.unknownPage(name)));
    }
    return found;
  }

  private visualOf(page: Page, name: string): Visual {
    const found = visualsOf(page.element).find((visual) => visual.name === name);
    if (found === undefined) {
      throw new Refusal("InvalidVisual", 404, this.speak(say.unknownVisual(name)));
    }
    return found;
  }

  private told({ name, displayName }: Page, at: number): object {
    return { name, displayName, isActive: at === this.page, visibility: 0, defaultDisplayOption: 1, defaultSize: { type: 5 }, mobileSize: null, background: null, wallpaper: null };
  }

  /** Over what was shown before, which stays. */
  private tellReader(refusal: Refusal): void {
    this.place.querySelectorAll(":scope > :is(.waiting, .told)").forEach((element) => element.remove());
    const told = Object.assign(document.createElement("p"), { className: "told", textContent: refusal.words });
    told.setAttribute("role", "alert");
    this.place.prepend(told);
  }

  private tellOf(refusal: Refusal): void {
    this.event("error", bodyOf(refusal, crypto.randomUUID()));
  }

  private event(name: string, body: object): void {
    this.wire.tell(`/reports/${this.uid}/events/${name}`, body);
  }
}

function languageOf(tag: string | null | undefined): Language | null {
  const language = tag?.split("-")[0]?.toLowerCase();
  return language === "vi" || language === "en" ? language : null;
}
