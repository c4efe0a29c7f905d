// Trang này chỉ biết địa chỉ báo cáo và thẻ mà máy chủ của mình đưa; khóa không bao giờ tới đây.
// The page knows the report's address and the token that its own server hands out; the key never comes here.
const isEnglish = new URLSearchParams(location.search).get("lang") === "en";
const say = isEnglish
  ? { shown: "The report is shown.", loading: "The report is loading…", renewed: "The token is being renewed.", unreached: "The portal cannot be reached.", data: "Chosen in the report:" }
  : { shown: "Báo cáo đã hiện.", loading: "Đang tải báo cáo…", renewed: "Đang gia hạn thẻ truy cập.", unreached: "Không kết nối được với cổng báo cáo.", data: "Đã chọn trong báo cáo:" };
const dark = { themeJson: { name: "dark", background: "#171b22", foreground: "#e8eaee", tableAccent: "#9db9e8" } };
const at = (id) => document.getElementById(id);
const choice = at("choice").elements;

let retry = async () => location.reload();

if (isEnglish) {
  speakEnglish();
}
at("fault").querySelector("button").addEventListener("click", () => attempt(() => retry()));
try {
  await start();
} catch (fault) {
  show(fault);
}

async function start() {
  const { id, embedUrl, client } = await asked("/report");
  const { models, service, factories } = await import(client);
  const powerbi = new service.Service(factories.hpmFactory, factories.wpmpFactory, factories.routerFactory);
  const filters = () => ["province_code", "year"].map((column) => new models.BasicFilter({ table: "score", column }, "In", choice[column].value));

  const report = powerbi.embed(at("report"), {
    type: "report",
    id,
    embedUrl: isEnglish ? embedUrl.replace("/embed/", "/en/embed/") : embedUrl,
    tokenType: models.TokenType.Embed,
    accessTokenProvider: () => asked("/token"),
    settings: { panes: { pageNavigation: { visible: false } } },
    filters: filters(),
  });

  report.on("rendered", () => attempt(async () => {
    tell(say.shown);
    drawPages(report, await report.getPages());
  }));
  report.on("pageChanged", ({ detail }) => mark(detail.newPage.name));
  report.on("dataSelected", ({ detail }) => tell(`${say.data} ${detail.dataPoints.flatMap((point) => point.values ?? []).map((value) => value.formattedValue ?? value.value).join(" · ")}`));
  report.on("tokenExpiring", () => tell(say.renewed));
  report.on("error", ({ detail }) => show(detail));

  at("choice").addEventListener("change", () => attempt(() => (tell(say.loading), report.setFilters(filters()))));
  at("choice").addEventListener("submit", (event) => event.preventDefault());
  at("print").addEventListener("click", () => attempt(() => report.print()));
  at("theme").addEventListener("click", ({ currentTarget }) => {
    const isDark = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", String(isDark));
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    void attempt(() => (isDark ? report.applyTheme(dark) : report.resetTheme()));
  });
  retry = async () => {
    await report.reload();
    await report.setFilters(filters());
  };
}

async function asked(path) {
  const answer = await fetch(path, { method: path === "/token" ? "POST" : "GET" });
  return answer.ok ? answer.json() : Promise.reject({ message: "PortalNotReached", detailedMessage: say.unreached });
}

/** Does it, and shows what went wrong until something works again. */
async function attempt(what) {
  at("fault").hidden = true;
  try {
    await what();
  } catch (fault) {
    show(fault);
  }
}

function drawPages(report, pages) {
  at("pages").replaceChildren(...pages.map((page) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: page.displayName });
    button.dataset.page = page.name;
    button.addEventListener("click", () => attempt(() => page.setActive()));
    return button;
  }));
  mark(pages.find((page) => page.isActive)?.name);
}

function mark(name) {
  for (const button of at("pages").children) {
    button.ariaCurrent = button.dataset.page === name ? "page" : null;
  }
}

function tell(words) {
  at("status").textContent = words;
}

function show({ message, detailedMessage = message }) {
  at("fault").querySelector("strong").textContent = detailedMessage;
  at("fault").querySelector("code").textContent = message === detailedMessage ? "" : message;
  at("fault").hidden = false;
  tell("");
}

function speakEnglish() {
  document.documentElement.lang = "en";
  document.querySelectorAll("[data-en]").forEach((element) => (element.textContent = element.dataset.en));
  document.querySelectorAll("[data-en-label]").forEach((element) => element.setAttribute("aria-label", element.dataset.enLabel));
  document.title = document.querySelector(".site").textContent;
  Object.assign(at("other"), { href: "?", textContent: "Tiếng Việt", lang: "vi", hreflang: "vi" });
}
