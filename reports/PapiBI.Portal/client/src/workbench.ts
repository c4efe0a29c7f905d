import { readAnswer, type Refusal } from "./workbench/answer";
import { ChartPicks } from "./workbench/chartPicks";
import { Editor, type Described } from "./workbench/editor";
import { Grid } from "./workbench/grid";
import { enliven } from "./workbench/schemaSearch";
import { count, endWords, refusalWords, t } from "./workbench/words";

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const place = document.getElementById("workbench");
if (place !== null) {
  await start(place);
}

async function start(place: HTMLElement): Promise<void> {
  const base = place.dataset["base"]!;
  const maxMegabytes = Number(place.dataset["maxMegabytes"]);
  const [form, text, told, run, cancel] = [find<HTMLFormElement>("ask"), find<HTMLTextAreaElement>("sql-text"), find("told"), find<HTMLButtonElement>("run"), find<HTMLButtonElement>("cancel")];
  const token = form.querySelector<HTMLInputElement>('input[name="__RequestVerificationToken"]')!.value;
  const views = await fetch(`${base}/schema`).then(async (answer) => (answer.ok ? ((await answer.json()) as { views: Described[] }).views : []), () => []);

  const host = find("editor");
  const editor = new Editor(host, text.value, views, place.dataset["dialect"] === "tsql" ? "tsql" : "duckdb", () => void ask());
  host.hidden = false;
  text.hidden = true;
  text.required = false;
  form.querySelector("label")!.addEventListener("click", () => editor.focus());
  const grid = new Grid(find("grid"), "result-title");
  const picks = new ChartPicks(find("quick"));
  let running: { id: string; abort: AbortController } | null = null;

  enliven(place.querySelector<HTMLElement>(".views")!, find<HTMLInputElement>("schema-search"), find("schema-found"), (name) => editor.insert(name));
  place.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest("[data-example]");
    if (button !== null) {
      editor.text = button.parentElement!.querySelector("pre code")!.textContent!;
    }
  });
  // What is kept is shown anew without leaving the page, its answer and its editor.
  place.addEventListener("submit", (event) => {
    const asked = event.target as HTMLFormElement;
    if (asked.classList.contains("remove")) {
      event.preventDefault();
      void keep(asked.action, new FormData(asked));
    }
  });
  form.addEventListener("submit", (event) => {
    text.value = editor.text;
    const pressed = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (pressed?.name === "keep") {
      void keep(pressed.formAction, new FormData(form));
      return;
    }
    void (pressed?.name === "format" ? download(pressed.value) : ask());
  });
  cancel.addEventListener("click", () => {
    if (running !== null) {
      void post("cancel", JSON.stringify({ id: running.id }), "application/json");
    }
  });
  // Whoever leaves asks no longer: the connection ends, and the question with it.
  addEventListener("pagehide", () => running?.abort.abort());

  function post(road: string, body: BodyInit, type: string | null, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { RequestVerificationToken: token };
    if (type !== null) {
      headers["Content-Type"] = type;
    }
    return fetch(`${base}/${road}`, { method: "POST", headers, body, ...(signal === undefined ? {} : { signal }) });
  }

  function tell(words: string, isFault = false): void {
    told.textContent = words;
    told.classList.toggle("fault", isFault);
  }

  function refuse(refusal: Refusal): void {
    tell(refusalWords(refusal), refusal.code !== "cancelled");
    editor.markAt(refusal.line, refusal.column);
  }

  async function whileRunning(work: (id: string, abort: AbortController) => Promise<void>): Promise<void> {
    if (running !== null) {
      return;
    }
    running = { id: crypto.randomUUID?.() ?? `${performance.timeOrigin}-${performance.now()}`, abort: new AbortController() };
    editor.markAt();
    run.disabled = true;
    cancel.hidden = false;
    const since = performance.now();
    const clock = setInterval(() => {
      if (!told.classList.contains("fault")) {
        tell(`${t("Đang chạy", "Running")} · ${Math.round((performance.now() - since) / 1000)} ${t("giây", "s")}${grid.rows.length > 0 ? ` · ${count(grid.rows.length)} ${t("dòng", "rows")}` : ""}`);
      }
    }, 1000);
    tell(t("Đang chạy…", "Running…"));
    try {
      await work(running.id, running.abort);
    } catch {
      tell(t("Mất kết nối với cổng.", "The portal cannot be reached."), true);
    } finally {
      clearInterval(clock);
      running = null;
      run.disabled = false;
      cancel.hidden = true;
      void keep(base, null).catch(() => undefined);
    }
  }

  async function keep(road: string, asked: FormData | null): Promise<void> {
    const answer = await fetch(road, asked === null ? {} : { method: "POST", body: asked });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, fault] = [page.getElementById("kept"), page.querySelector("#told.fault")];
    if (now !== null) {
      document.getElementById("kept")!.replaceWith(document.adoptNode(now));
    }
    if (asked?.has("Title")) {
      tell(fault?.textContent?.trim() ?? t(`Đã lưu “${String(asked.get("Title"))}”.`, `“${String(asked.get("Title"))}” is kept.`), fault !== null);
    }
  }

  function ask(): Promise<void> {
    return whileRunning(async (id, abort) => {
      grid.clear();
      picks.hide();
      const answer = await post("run", JSON.stringify({ id, sql: editor.text }), "application/json", abort.signal);
      if (!answer.ok || answer.body === null) {
        tell(await saidBy(answer), true);
        return;
      }
      const end = await readAnswer(answer.body, { columns: (columns) => grid.start(columns), rows: (rows) => grid.add(rows) });
      grid.settle();
      if (end === null) {
        tell(t("Kết quả bị ngắt giữa chừng.", "The answer broke off."), true);
      } else if (end.refusal !== undefined) {
        refuse(end.refusal);
      } else {
        tell(endWords(end, maxMegabytes));
        picks.offer(grid.columns, grid.rows);
      }
    });
  }

  function download(format: string): Promise<void> {
    return whileRunning(async (id, abort) => {
      const asked = new FormData();
      asked.set("sql", editor.text);
      asked.set("format", format);
      asked.set("id", id);
      const answer = await post("export", asked, null, abort.signal);
      if (!answer.ok) {
        const said = (await answer.clone().json().catch(() => ({}))) as { refusal?: Refusal };
        if (said.refusal === undefined) {
          tell(await saidBy(answer), true);
        } else {
          refuse(said.refusal);
        }
        return;
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `papibi.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      tell(t(`Đã tải ${link.download}.`, `${link.download} is downloaded.`));
    });
  }

  async function saidBy(answer: Response): Promise<string> {
    const said = (await answer.json().catch(() => ({}))) as { error?: string };
    return said.error ?? (answer.status === 429 ? t("Bạn hỏi quá nhanh; hãy đợi một phút.", "Too many questions; wait a minute.") : t(`Cổng báo lỗi ${answer.status}.`, `The portal answered ${answer.status}.`));
  }
}
