import type { SeriesRole } from "./spec";

/** The inks of PapiBI.Reports.Documents.Inks on a screen: a mark that paper prints too lightly is drawn dark enough to stand out 3:1. */
export interface Theme {
  readonly isDark: boolean;
  readonly paper: string;
  readonly text: string;
  readonly quiet: string;
  readonly rule: string;
  readonly grid: string;
  readonly band: string;
  readonly rise: string;
  readonly fall: string;
  /** What is left to do: a light area inside a line of the role's ink. */
  readonly remainingArea: string;
  readonly inks: Readonly<Record<SeriesRole, string>>;
}

/** Colours that a page which embeds us has chosen; they go over those of light and dark. */
let hostColours: Partial<Theme> = {};
let hostSubject: string | undefined;

export function setHostColours(colours: Partial<Theme>, subject: string | undefined): void {
  hostColours = colours;
  hostSubject = subject;
}

/** A theme with the host's colours in it. */
export const withHostColours = (theme: Theme): Theme => ({
  ...theme,
  ...hostColours,
  inks: hostSubject === undefined ? theme.inks : { ...theme.inks, subject: hostSubject, start: hostSubject, done: hostSubject },
});

export const light: Theme = {
  isDark: false,
  paper: "#ffffff",
  text: "#1b1f27",
  quiet: "#535a66",
  rule: "#8b94a3",
  grid: "#e3e6eb",
  band: "#ecedf1",
  rise: "#2e7d32",
  fall: "#b3261e",
  remainingArea: "#a9c1e3",
  inks: {
    subject: "#1f3864", previous: "#7189b8", region: "#5b6b80", nation: "#7c8593", best: "#b7791f", peer: "#8891a0",
    lowest: "#5b6b80", lowerQuartile: "#5b6b80", median: "#5b6b80", upperQuartile: "#5b6b80",
    start: "#1f3864", done: "#1f3864", remaining: "#5b85bd", late: "#b3261e",
    target: "#b7791f", baseline: "#1b1f27",
  },
};

export const dark: Theme = {
  isDark: true,
  paper: "#171b22",
  text: "#e8eaee",
  quiet: "#a7b0be",
  rule: "#6f7a8a",
  grid: "#2b323d",
  band: "#262c37",
  rise: "#7fce85",
  fall: "#ff9d95",
  remainingArea: "#2c4268",
  inks: {
    subject: "#9db9e8", previous: "#6e86b4", region: "#b4becc", nation: "#8a94a4", best: "#e0a850", peer: "#7f8a9b",
    lowest: "#b4becc", lowerQuartile: "#b4becc", median: "#b4becc", upperQuartile: "#b4becc",
    start: "#9db9e8", done: "#9db9e8", remaining: "#5f83bb", late: "#ff9d95",
    target: "#e0a850", baseline: "#e8eaee",
  },
};
