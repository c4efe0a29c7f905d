// A host's page as it was written for powerbi-client. Only this line is another.
import * as pbi from "@papibi/embed";

const powerbi = new pbi.service.Service(pbi.factories.hpmFactory, pbi.factories.wpmpFactory, pbi.factories.routerFactory);
const models = pbi.models;

export function show(container: HTMLElement, embedUrl: string, accessToken: string): pbi.Report {
  const config: pbi.IReportEmbedConfiguration = {
    type: "report",
    id: "province-brief",
    embedUrl,
    accessToken,
    tokenType: models.TokenType.Embed,
    permissions: models.Permissions.Read,
    viewMode: models.ViewMode.View,
    contrastMode: models.ContrastMode.None,
    pageName: "p1",
    settings: {
      background: models.BackgroundType.Transparent,
      layoutType: models.LayoutType.Custom,
      customLayout: { displayOption: models.DisplayOption.FitToWidth },
      filterPaneEnabled: false,
      navContentPaneEnabled: false,
      panes: { filters: { expanded: false, visible: false }, pageNavigation: { visible: true, position: models.PageNavigationPosition.Left } },
      bars: { statusBar: { visible: false } },
      localeSettings: { language: "vi", formatLocale: "vi-VN" },
    },
    filters: [new models.BasicFilter({ table: "score", column: "province_code" }, "In", "92").toJSON()],
  };
  const report = powerbi.embed(container, config) as pbi.Report;

  report.off("loaded");
  report.on("loaded", () => console.log(report.getId()));
  report.on<pbi.service.ICustomEvent<unknown>>("rendered", () => report.off("rendered"));
  report.on("error", (event) => console.error(event.detail));
  report.on("pageChanged", (event: pbi.service.ICustomEvent<{ newPage: pbi.Page }>) => console.log(event.detail.newPage.displayName));
  report.on("dataSelected", (event: any) => console.log(event.detail.dataPoints));
  return report;
}

export async function use(report: pbi.Report, year: number, fetchToken: () => Promise<string>): Promise<string> {
  const filter: pbi.models.IBasicFilter = {
    $schema: "http://powerbi.com/product/schema#basic",
    target: { table: "score", column: "year" },
    operator: "In",
    values: [year],
    filterType: models.FilterType.Basic,
  };
  await report.setFilters([filter]);
  await report.updateFilters(models.FiltersOperations.Replace, [new models.AdvancedFilter(filter.target as pbi.models.IFilterColumnTarget, "And", { operator: "Is", value: year }).toJSON()]);
  const filters: pbi.models.IFilter[] = await report.getFilters();
  console.log(filters.length);

  const pages = await report.getPages();
  const active = pages.filter((page) => page.isActive)[0]!;
  await report.setPage(pages[0]!.name);
  await active.setActive();
  await report.applyTheme({ themeJson: { name: "đậm", dataColors: ["#1f3864"], background: "#ffffff" } } as pbi.models.ICustomTheme);
  await report.updateSettings({ background: models.BackgroundType.Default });
  await report.setAccessToken(await fetchToken());
  await report.refresh();
  await report.print();
  report.fullscreen();

  const visuals = await active.getVisuals();
  const { data } = await visuals[0]!.exportData(models.ExportDataType.Summarized, 100);
  await report.removeFilters();
  powerbi.reset(report.element);
  return data;
}

export async function prepare(container: HTMLElement, config: pbi.IEmbedConfiguration): Promise<void> {
  powerbi.bootstrap(container, { type: "report", embedUrl: config.embedUrl! });
  powerbi.preload(config);
  const report = powerbi.load(container, config) as pbi.Report;
  report.on("loaded", () => void report.render());
  const same: pbi.Embed = powerbi.get(container);
  console.log(same === report);
}
