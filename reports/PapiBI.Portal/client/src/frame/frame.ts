import type { Language } from "../spec";
import { configurationOf, filtersOf, languageOf, listOf, objectOf, pageOf, type Configuration, type Settings } from "./configuration";
import { addressOf, applied, operations, parametersOf, type Filter } from "./filters";
import { dressOf, wear, type HostTheme } from "./look";
import { Pass } from "./pass";
import { Sheets } from "./sheets";
import { dataOf, firstRows, visualsOf, type Visual } from "./visuals";
import { Refusal, Wire, bodyOf, type Answer, type HostRequest } from "./wire";
import { say, speakerOf, type Speaker } from "./words";

/** What is to be shown. */
interface Wanted {
  /** The parameters that no filter says: the address's, or those of a link of the page to explore that was followed. */
  readonly own: URLSearchParams;
  readonly filters: readonly Filter[];
  /** The page to begin with. */
  readonly pageName?: string;
}

const transparent = 1;

/** Parameters of the address that are the frame's own and none of a report. */
const ownParameters = ["site", "uid", "language", "formatLocale", "isMobile", "registerQueryCallback", "reportId", "groupId", "config"];

/** Refused for these, it is shown when the host has another token, or asks again. */
const mayComeYet = ["TokenExpired", "InvalidToken", "TokenRevoked", "ReportNotAllowed", "OriginNotAllowed", "NotReached", "NotPublished", "Unavailable", "InternalError", "TooManyRequests"];

/** A report in a page of others: answers what that page asks by powerbi-client's messages, and tells it what happens. */
export class Frame {
  private readonly wire: Wire;
  private readonly pass: Pass;
  private readonly sheets: Sheets;
  private readonly report: string;
  private readonly address: URLSearchParams;
  private readonly addressLanguage: Language;
  private uid: string;
  private language: Language;
  private isConfigured = false;
  private settings: Settings = {};
  private theme: HostTheme = {};
  private wanted: Wanted;
  /** What is shown now; null before anything is. */
  private shown: Wanted | null = null;
  private shownQuery = "";
  private showing: { readonly done: Promise<void>; readonly asked: AbortController } | null = null;
  private isHeldBack = false;
  private isLoading = false;
  private isRendered = false;

  constructor(
    private readonly place: HTMLElement,
    host: Window,
  ) {
    const address = new URL(location.href);
    this.report = place.dataset["report"]!;
    this.language = this.addressLanguage = languageOf(address.searchParams.get("language")) ?? (document.documentElement.lang === "en" ? "en" : "vi");
    this.uid = address.searchParams.get("uid") ?? "";
    this.address = new URLSearchParams([...address.searchParams].filter(([name]) => !ownParameters.includes(name)));
    this.wanted = { own: this.address, filters: [] };
    this.sheets = new Sheets(place, (name) => this.turnTo(name));
    this.pass = new Pass(
      { path: /^(.*?)(?:\/en)?\/embed\/[^/]+\/?$/.exec(address.pathname)![1]!, report: this.report },
      {
        expiring: (seconds) => this.event("tokenExpiring", { expiration: new Date(Date.now() + seconds * 1000).toISOString(), secondsLeft: Math.round(seconds) }),
        expired: () => this.tell(new Refusal("TokenExpired", 401, this.speak(say.expired))),
      },
    );
    this.wire = new Wire(host, place.dataset["origins"]!.split(" "), (request) => this.serve(request));
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
    const [asked, done] = [rest.length === 0 ? what : "", { status: 202 }];
    if (asked === "POST frontload/config") {
      return { status: 200 };
    }
    if (asked === "POST report/load" || asked === "POST report/prepare") {
      this.uid = typeof headers["uid"] === "string" ? headers["uid"] : this.uid;
      this.load(body, asked === "POST report/prepare");
      return done;
    }
    if (asked === "GET getCorrelationId") {
      return { status: 200, body: this.uid };
    }
    if (!this.isConfigured) {
      throw new Refusal("NotLoaded", 400, this.speak(say.notLoaded));
    }
    if (/^(GET|PUT|POST) report\/pages$/.test(what)) {
      return this.ofPages(method, rest, body);
    }
    switch (asked) {
      case "POST report/render":
        await this.letRender(body === null || body === undefined ? {} : configurationOf(body, this.speak));
        return done;
      case "POST report/token":
        await this.renew(body);
        return done;
      case "GET report/filters":
        return { status: 200, body: this.wanted.filters };
      case "PUT report/filters":
        await this.filter(operations.replaceAll, body);
        return done;
      case "POST report/filters": {
        const { filtersOperation, filters } = objectOf<{ filtersOperation: number; filters?: unknown }>(body, this.speak);
        await this.filter(filtersOperation, filters ?? []);
        return done;
      }
      case "PATCH report/settings":
        await this.set(objectOf<Settings>(body, this.speak));
        return done;
      case "POST report/print":
        // Said first, so that the host is not kept by the dialog.
        setTimeout(() => print());
        return done;
      case "POST report/refresh":
        await this.show({});
        return done;
      case "GET report/theme":
        return { status: 200, body: this.theme };
      case "PUT report/theme":
        this.dress(objectOf<HostTheme>(body ?? {}, this.speak));
        return done;
      case "GET report/hasUnsavedChanges":
        return { status: 200, body: false };
      default:
        throw new Refusal("NotSupported", what.startsWith("GET report/bookmarks") ? 501 : 404, this.speak(say.notServed(`${method} ${url}`)));
    }
  }

  private async ofPages(method: string, rest: readonly string[], body: unknown): Promise<Answer> {
    await this.settled();
    const [name, part, visual, last] = rest;
    if (method === "GET" && name === undefined) {
      return { status: 200, body: this.sheets.all.map((sheet) => this.sheets.told(sheet)) };
    }
    if (method === "PUT" && name === "active" && part === undefined) {
      this.turnTo(String(objectOf<{ name?: unknown }>(body, this.speak).name));
      return { status: 202 };
    }
    const sheet = this.sheets.sheetOf(name ?? "");
    if (method === "GET" && part === "visuals" && visual === undefined) {
      return { status: 200, body: visualsOf(sheet.element).map(toldOf) };
    }
    if (method === "GET" && part === "filters" && visual === undefined) {
      return { status: 200, body: [] };
    }
    if (method === "POST" && part === "visuals" && last === "exportData") {
      const { rows } = objectOf<{ rows?: unknown }>(body ?? {}, this.speak);
      if (rows !== undefined && rows !== null && !(Number.isInteger(rows) && (rows as number) > 0)) {
        throw new Refusal("InvalidRequest", 400, this.speak(say.wrongRows));
      }
      const data = await this.dataOf(this.sheets.visualOf(sheet, visual ?? ""));
      return { status: 200, body: { data: typeof rows === "number" ? firstRows(data, rows) : data } };
    }
    throw new Refusal("NotSupported", 501, this.speak(say.notServed(`${method} /report/pages/${rest.join("/")}`)));
  }

  /** Begins anew, with what the address and this configuration say and nothing of before. Nothing of it counts where a part of it is wrong. */
  private load(body: unknown, isHeldBack: boolean): void {
    try {
      const configuration = configurationOf(body, this.speak);
      if (configuration.id !== undefined && configuration.id !== "" && configuration.id !== this.report) {
        throw new Refusal("InvalidRequest", 400, this.speak(say.otherReport(String(configuration.id), this.report)));
      }
      if (typeof configuration.accessToken !== "string" || configuration.accessToken === "") {
        throw new Refusal("InvalidToken", 400, this.speak(say.noToken));
      }
      const filters = filtersOf(configuration, this.speak);
      parametersOf(filters, this.report, this.speak);
      const dress = dressOf(configuration.theme ?? {}, this.speak);

      this.pass.use(configuration.accessToken, this.pass.next());
      [this.isConfigured, this.isLoading, this.isHeldBack] = [true, true, isHeldBack];
      [this.settings, this.theme, this.shown] = [{}, configuration.theme ?? {}, null];
      this.language = this.addressLanguage;
      this.keep(configuration.settings ?? {});
      wear(dress);
      this.sheets.redraw();
      this.wanted = { own: this.address, filters };

      // Answered at once, as a host may wait only so long; what comes of it, events tell.
      void this.show(pageOf(configuration)).catch(() => undefined);
    } catch (fault) {
      const refusal = fault instanceof Refusal ? fault : new Refusal("InvalidRequest", 400, this.speak(say.notUnderstood));
      if (refusal !== fault) {
        console.error(fault);
      }
      this.tell(refusal);
      throw refusal;
    }
  }

  private async filter(operation: number, filters: unknown): Promise<void> {
    const next = applied(this.wanted.filters, operation, listOf(filters, this.speak), this.speak);
    parametersOf(next, this.report, this.speak);
    await this.show({ filters: next });
  }

  private async set(settings: Settings): Promise<void> {
    const before = this.language;
    this.keep(settings);
    if (this.language !== before) {
      await this.show({});
    } else {
      this.putTabs();
    }
  }

  // Of panes and of the locale a host may say one and mean the others as they were.
  private keep(settings: Settings): void {
    this.settings = { ...this.settings, ...settings, panes: { ...this.settings.panes, ...settings.panes }, localeSettings: { ...this.settings.localeSettings, ...settings.localeSettings } };
    this.language = languageOf(settings.localeSettings?.language) ?? this.language;
    document.documentElement.dataset["ground"] = this.settings.background === transparent ? "none" : "";
  }

  private dress(theme: HostTheme): void {
    wear(dressOf(theme, this.speak));
    this.theme = theme;
    this.sheets.redraw();
  }

  /**
   * Shows what is wanted now. Whoever is overtaken by a later wish is answered as that one is, since it holds both. What was shown stays where it is refused, and
   * so does the wish where the refusal is not of the wish itself.
   */
  private show(change: Partial<Wanted>): Promise<void> {
    this.wanted = { ...this.wanted, ...change };
    this.showing?.asked.abort();
    const asked = new AbortController();
    const done = this.fetchAndPut(this.wanted, asked.signal).catch((fault: unknown) => {
      if (asked.signal.aborted) {
        return this.showing!.done;
      }
      const refusal = this.refusalOf(fault);
      if (this.shown !== null && !mayComeYet.includes(refusal.code)) {
        this.wanted = this.shown;
      }
      if (this.isLoading) {
        this.sheets.clear();
      }
      this.tell(refusal);
      throw refusal;
    });
    this.showing = { done, asked };
    this.sheets.busy(true);
    void done.catch(() => undefined).then(() => this.showing?.asked === asked && this.sheets.busy(false));
    return done;
  }

  private async fetchAndPut(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const language = this.language;
    const query = addressOf(wanted.own, parametersOf(wanted.filters, this.report, this.speak));
    const answer = await this.ask(`view?${query}`, signal);
    const article = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("article.embedded")!;
    await this.sheets.prepare(article, language);
    signal.throwIfAborted();
    const before = this.sheets.current;
    this.place.querySelectorAll(":scope > :is(.waiting, .told)").forEach((element) => element.remove());
    const isThere = this.sheets.put(article, language, wanted.pageName);
    this.shownQuery = article.dataset["query"]!;
    this.isRendered = false;
    this.sheets.hold(this.isHeldBack);
    this.putTabs();
    // Its page is turned to once; where the reader goes from there is theirs.
    this.shown = { own: wanted.own, filters: wanted.filters };
    if (this.wanted === wanted) {
      this.wanted = this.shown;
    }
    const now = this.sheets.current;
    if (this.isLoading) {
      this.isLoading = false;
      this.event("loaded", {});
      if (!isThere) {
        this.tell(new Refusal("InvalidPage", 400, this.speak(say.unknownPage(wanted.pageName!))), { isForHostAlone: true });
      }
    } else if (now !== undefined && (now.name !== before?.name || now.displayName !== before.displayName)) {
      this.event("pageChanged", { newPage: this.sheets.told(now) });
    }
    await this.render();
  }

  private async render(): Promise<void> {
    if (this.isHeldBack || this.isRendered || !this.sheets.isShown) {
      return;
    }
    this.isRendered = true;
    this.sheets.hold(false);
    await this.sheets.draw();
    this.event("rendered", {});
  }

  // A host that has prepared it may say more, now that it is to be seen.
  private async letRender(more: Configuration): Promise<void> {
    const [filters, before] = [more.filters === undefined ? undefined : filtersOf(more, this.speak), this.language];
    parametersOf(filters ?? [], this.report, this.speak);
    if (more.theme !== undefined) {
      this.dress(more.theme);
    }
    this.keep(more.settings ?? {});
    this.isHeldBack = false;
    if (filters !== undefined || more.pageName !== undefined || this.language !== before) {
      await this.show({ ...(filters === undefined ? {} : { filters }), ...pageOf(more) });
    } else {
      await this.settled();
      this.putTabs();
      await this.render();
    }
  }

  private turnTo(name: string): void {
    const sheet = this.sheets.turnTo(name);
    this.event("pageChanged", { newPage: this.sheets.told(sheet) });
    this.isRendered = false;
    void this.render().catch((fault: unknown) => this.tell(this.refusalOf(fault)));
  }

  /** What went wrong in the frame itself is for who looks after it, and no words for readers. */
  private refusalOf(fault: unknown): Refusal {
    if (fault instanceof Refusal) {
      return fault;
    }
    console.error(fault);
    return new Refusal("InternalError", 500, this.speak(say.failed));
  }

  private putTabs(): void {
    this.sheets.putTabs(this.settings.navContentPaneEnabled !== false && this.settings.panes?.pageNavigation?.visible !== false);
  }

  /** A token is good or not by itself: what is shown by it later may be refused for other reasons, which events tell. */
  private async renew(token: unknown): Promise<void> {
    if (typeof token !== "string" || token === "") {
      throw new Refusal("InvalidToken", 400, this.speak(say.notString));
    }
    const turn = this.pass.next();
    try {
      this.pass.use(token, turn, await this.ask("token", undefined, token));
    } catch (fault) {
      this.tell(fault as Refusal, { isForHostAlone: true });
      throw fault;
    }
    this.place.querySelector(":scope > .told")?.remove();
    if (this.shown !== this.wanted) {
      void this.show({}).catch(() => undefined);
    }
  }

  private ask(what: string, signal?: AbortSignal, token?: string): Promise<Response> {
    return this.pass.ask(what, this.language, this.wire.from ?? "", { ...(signal === undefined ? {} : { signal }), ...(token === undefined ? {} : { token }) });
  }

  /** When what is on its way is shown; refused, where nothing is. */
  private async settled(): Promise<void> {
    try {
      await this.showing?.done;
    } catch (fault) {
      if (!this.sheets.isShown) {
        throw fault;
      }
    }
  }

  /** A click on a link of the page to explore is another view of it; on what has a key it tells the host what that is of. */
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
        this.follow(new URL(link.href).searchParams);
      }
    }
  }

  // Filters that the reader has gone away from are none any more; without the others the address would say what it said before.
  private follow(query: URLSearchParams): void {
    const isKept = (filter: Filter): boolean => [...parametersOf([filter], this.report, this.speak)].every(([name, value]) => query.get(name) === value);
    const filters = this.wanted.filters.filter(isKept);
    const own = new URLSearchParams(query);
    for (const name of parametersOf(filters, this.report, this.speak).keys()) {
      own.delete(name);
      this.address.getAll(name).forEach((value) => own.append(name, value));
    }
    void this.show({ own, filters }).catch(() => undefined);
  }

  private chosen(key: string, at: HTMLElement): void {
    const link = this.place.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(key)}"]`);
    if (link !== null) {
      link.click();
    } else {
      this.select(key, at);
    }
  }

  private select(key: string, at: Element): void {
    const [kind, code] = key.split(":", 2) as [string, string?];
    const target = kind === "province" ? { table: "province", column: "province_code" } : { table: "item", column: "item_code" };
    const sheet = this.sheets.current!;
    const visual = visualsOf(sheet.element).find(({ element }) => element.contains(at));
    const row = at.closest<HTMLElement>("[data-key]");
    this.event("dataSelected", {
      report: { id: this.report, displayName: this.sheets.title },
      page: this.sheets.told(sheet),
      visual: visual === undefined ? {} : toldOf(visual),
      dataPoints: [{ identity: [{ target, equals: code ?? "" }], values: row === null ? [] : [{ formattedValue: row.textContent!.trim().replace(/\s+/g, " ") }] }],
      regions: [],
      filters: this.wanted.filters,
    });
  }

  private async dataOf(visual: Visual): Promise<string> {
    const table = visual.element.dataset["table"];
    if (table !== undefined) {
      const query = new URLSearchParams(this.shownQuery);
      query.set("table", table);
      return (await this.ask(`view.csv?${query}`)).text();
    }
    const data = dataOf(visual.element);
    if (data === null) {
      throw new Refusal("NoData", 404, this.speak(say.noData(visual.name)));
    }
    return data;
  }

  /** To the host as an error, and to the reader over what is shown. */
  private tell(refusal: Refusal, { isForHostAlone = false } = {}): void {
    if (!isForHostAlone) {
      this.place.querySelectorAll(":scope > :is(.waiting, .told)").forEach((element) => element.remove());
      const told = Object.assign(document.createElement("p"), { className: "told", textContent: refusal.words });
      told.setAttribute("role", "alert");
      this.place.prepend(told);
    }
    this.event("error", bodyOf(refusal, crypto.randomUUID()));
  }

  private event(name: string, body: object): void {
    this.wire.tell(`/reports/${this.uid}/events/${name}`, body);
  }
}

const toldOf = ({ name, title, type, layout }: Visual): object => ({ name, title, type, layout });
