// The numbers go over the wire and stand in hosts' own code, so that they are those of powerbi-models.

export enum TokenType {
  Aad = 0,
  Embed = 1,
}

export enum Permissions {
  Read = 0,
  ReadWrite = 1,
  Copy = 2,
  Create = 4,
  All = 7,
}

export enum ViewMode {
  View = 0,
  Edit = 1,
}

export enum BackgroundType {
  Default = 0,
  Transparent = 1,
}

export enum LayoutType {
  Master = 0,
  Custom = 1,
  MobilePortrait = 2,
  MobileLandscape = 3,
}

export enum DisplayOption {
  FitToPage = 0,
  FitToWidth = 1,
  ActualSize = 2,
}

export enum PageSizeType {
  Widescreen = 0,
  Standard = 1,
  Cortana = 2,
  Letter = 3,
  Custom = 4,
  Mobile = 5,
}

export enum ContrastMode {
  None = 0,
  HighContrast1 = 1,
  HighContrast2 = 2,
  HighContrastBlack = 3,
  HighContrastWhite = 4,
}

export enum FilterType {
  Advanced = 0,
  Basic = 1,
  Unknown = 2,
  IncludeExclude = 3,
  RelativeDate = 4,
  TopN = 5,
  Tuple = 6,
  RelativeTime = 7,
  Identity = 8,
  Hierarchy = 9,
  HierarchyIdentity = 10,
}

export enum FiltersOperations {
  RemoveAll = 0,
  ReplaceAll = 1,
  Add = 2,
  Replace = 3,
}

export enum FiltersLevel {
  Report = 0,
  Page = 1,
  Visual = 2,
}

export enum ExportDataType {
  Summarized = 0,
  Underlying = 1,
}

export enum SectionVisibility {
  AlwaysVisible = 0,
  HiddenInViewMode = 1,
}

export enum VisualContainerDisplayMode {
  Visible = 0,
  Hidden = 1,
}

export enum PageNavigationPosition {
  Bottom = 0,
  Left = 1,
}

export enum HyperlinkClickBehavior {
  Navigate = 0,
  NavigateAndRaiseEvent = 1,
  RaiseEvent = 2,
}

export enum BrowserPrintAdjustmentsMode {
  Default = 0,
  NoAdjustments = 1,
}

export enum ReportAlignment {
  Left = 0,
  Center = 1,
  Right = 2,
  None = 3,
}

export enum MenuLocation {
  Bottom = 0,
  Top = 1,
}

export enum TraceType {
  Information = 0,
  Verbose = 1,
  Warning = 2,
  Error = 3,
  ExpectedError = 4,
  UnexpectedError = 5,
  Fatal = 6,
}

export const CommonErrorCodes = {
  TokenExpired: "TokenExpired",
  NotFound: "PowerBIEntityNotFound",
  InvalidParameters: "Invalid parameters",
  LoadReportFailed: "LoadReportFailed",
  NotAuthorized: "PowerBINotAuthorizedException",
  FailedToLoadModel: "ExplorationContainer_FailedToLoadModel_DefaultDetails",
} as const;
