import type {
  BackgroundType, BrowserPrintAdjustmentsMode, ContrastMode, DisplayOption, ExportDataType, HyperlinkClickBehavior, LayoutType, PageNavigationPosition, PageSizeType,
  Permissions, ReportAlignment, SectionVisibility, TokenType, TraceType, ViewMode, VisualContainerDisplayMode,
} from "./enums.js";
import type { AnyFilter, IFilter, OnLoadFilters, ReportLevelFilters } from "./filters.js";

/** What went wrong, as the frame tells it or this package does: `message` is the code, `detailedMessage` words for people in the report's language. */
export interface IError {
  message: string;
  detailedMessage?: string;
  errorCode?: string;
  level?: TraceType;
  technicalDetails?: ITechnicalDetails;
}

export interface ITechnicalDetails {
  requestId?: string;
  errorInfo?: { key: string; value: string }[];
}

/** A token as GenerateToken answers it, so that a site's server may hand the answer on as it is. */
export interface IAccessToken {
  token: string;
  expiration?: string;
}

/** Gets a new token from the site's own server. It is asked again, later and later, where it fails. */
export type AccessTokenProvider = () => Promise<string | IAccessToken> | string | IAccessToken;

export interface EventHooks {
  accessTokenProvider?: AccessTokenProvider;
}

/** What this package knows beyond powerbi-client. */
export interface IReliability {
  /** Asked for the first token where `accessToken` is missing, and for the next before the one in use ends. */
  accessTokenProvider?: AccessTokenProvider;
  /** How long the frame may be silent, in milliseconds, before it counts as blocked; 10,000. As long as the browser is fetching it, six times that. */
  timeoutMs?: number;
  /** How long an answer may take, in milliseconds; 30,000. */
  requestTimeoutMs?: number;
}

export interface IBootstrapEmbedConfiguration extends IReliability {
  type?: string;
  embedUrl?: string;
  hostname?: string;
  groupId?: string;
  uniqueId?: string;
  settings?: ISettings;
  bootstrapped?: boolean;
}

export interface IEmbedConfigurationBase extends IBootstrapEmbedConfiguration {
  accessToken?: string;
  tokenType?: TokenType;
}

export interface ICommonEmbedConfiguration extends IEmbedConfigurationBase {
  id?: string;
  action?: string;
  contrastMode?: ContrastMode;
  permissions?: Permissions;
}

export interface IReportEmbedConfiguration extends ICommonEmbedConfiguration {
  filters?: ReportLevelFilters[] | OnLoadFilters;
  pageName?: string;
  viewMode?: ViewMode;
  theme?: IReportTheme;
  datasetBinding?: { datasetId?: string };
  eventHooks?: EventHooks;
}

export interface IEmbedConfiguration extends ICommonEmbedConfiguration {
  filters?: AnyFilter[];
  pageName?: string;
  pageView?: PageView;
  viewMode?: ViewMode;
  theme?: IReportTheme;
  datasetId?: string;
  dashboardId?: string;
  height?: number;
  width?: number;
  eventHooks?: EventHooks;
}

export interface IReportLoadConfiguration {
  accessToken: string;
  id: string;
  groupId?: string;
  settings?: ISettings;
  pageName?: string;
  filters?: ReportLevelFilters[];
  permissions?: Permissions;
  viewMode?: ViewMode;
  tokenType?: TokenType;
  theme?: IReportTheme;
  embedUrl?: string;
  contrastMode?: ContrastMode;
}

export type PageView = "fitToWidth" | "oneColumn" | "actualSize";

/** Power BI's settings; what a report has no use for is passed on and does nothing. */
export interface ISettings {
  background?: BackgroundType;
  bars?: { actionBar?: IHideable; statusBar?: IHideable };
  bookmarksPaneEnabled?: boolean;
  customLayout?: ICustomLayout;
  filterPaneEnabled?: boolean;
  hideErrors?: boolean;
  hyperlinkClickBehavior?: HyperlinkClickBehavior;
  layoutType?: LayoutType;
  localeSettings?: ILocaleSettings;
  navContentPaneEnabled?: boolean;
  panes?: IReportPanes;
  personalBookmarksEnabled?: boolean;
  persistentFiltersEnabled?: boolean;
  printSettings?: { browserPrintAdjustmentsMode?: BrowserPrintAdjustmentsMode };
  visualRenderedEvents?: boolean;
  visualSettings?: { visualHeaders?: { settings: IHideable; selector?: object }[] };
  zoomLevel?: number;
  authoringHintsEnabled?: boolean;
  useCustomSaveAsDialog?: boolean;
  commands?: object;
  extensions?: object;
}

export interface ILocaleSettings {
  language?: string;
  formatLocale?: string;
}

export interface IHideable {
  visible?: boolean;
}

export interface ICollapsible extends IHideable {
  expanded?: boolean;
}

export interface IReportPanes {
  bookmarks?: IHideable;
  fields?: ICollapsible;
  filters?: ICollapsible;
  pageNavigation?: IHideable & { position?: PageNavigationPosition };
  selection?: IHideable;
  syncSlicers?: IHideable;
  visualizations?: ICollapsible;
}

export interface ICustomLayout {
  pageSize?: { type: PageSizeType; width?: number; height?: number };
  displayOption?: DisplayOption;
  pagesLayout?: object;
  reportAlignment?: ReportAlignment;
}

export interface IReportTheme {
  themeJson?: IThemeJson;
}

export interface ICustomTheme extends IReportTheme {
  themeJson: IThemeJson;
}

/** Of a theme a report follows its background, its text, and the first of its colours for the subject. */
export interface IThemeJson {
  name?: string;
  background?: string;
  foreground?: string;
  tableAccent?: string;
  dataColors?: string[];
  [other: string]: unknown;
}

export interface IReport {
  id: string;
  displayName: string;
}

export interface IPage {
  name: string;
  displayName: string | null;
  isActive?: boolean;
  visibility?: SectionVisibility;
}

export interface IVisualLayout {
  x?: number;
  y?: number;
  z?: number;
  width?: number;
  height?: number;
  displayState?: { mode: VisualContainerDisplayMode };
}

export interface IVisual {
  name: string;
  title: string;
  type: string;
  layout?: IVisualLayout;
}

export interface ISelection {
  report: IReport;
  page: IPage;
  visual: IVisual;
  dataPoints: IIdentityValue[];
  regions?: IIdentityValue[];
  filters?: IFilter[];
}

export interface IIdentityValue {
  identity: { target: object; equals?: string | number | boolean }[];
  values: { target?: object; value?: string | number | boolean | null; formattedValue?: string }[];
}

export interface IExportDataRequest {
  rows?: number;
  exportDataType?: ExportDataType;
}

/** The data behind a visual, as CSV. */
export interface IExportDataResult {
  data: string;
}
