import { dark, light, setHostColours } from "../theme";
import { contrast, luminance } from "./colours";
import { Refusal } from "./wire";
import { say, type Speaker } from "./words";

/** A theme as hosts write it for Power BI; of it we follow what a report has: ground, text, and the colour of the subject. */
export interface HostTheme {
  readonly themeJson?: {
    readonly background?: string;
    readonly foreground?: string;
    readonly tableAccent?: string;
    readonly dataColors?: readonly string[];
  };
}

const forText = 4.5;
const forMarks = 3;

/** Below it our light inks are read better. */
const darkGround = 0.18;

/** What a theme puts on the page. */
export interface Dress {
  readonly isDark: boolean;
  readonly background: string | undefined;
  readonly foreground: string | undefined;
  readonly accent: string | undefined;
}

/** What a theme means; one by which the report could not be read is refused. An empty one is ours, light. */
export function dressOf(theme: HostTheme, speak: Speaker): Dress {
  const { background, foreground, tableAccent, dataColors } = theme?.themeJson ?? {};
  const accent = tableAccent ?? dataColors?.[0];
  const accentName = tableAccent === undefined ? "dataColors[0]" : "tableAccent";
  for (const [name, colour] of [["background", background], ["foreground", foreground], [accentName, accent]] as const) {
    if (colour !== undefined && !(typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour))) {
      throw new Refusal("InvalidTheme", 400, speak(say.notColour(name, String(colour))));
    }
  }
  const isDark = luminance(background ?? light.paper) < darkGround;
  const ours = isDark ? dark : light;
  const paper = background ?? ours.paper;
  needs(foreground === undefined ? "background" : "foreground", foreground ?? ours.text, paper, forText, speak);
  needs("background", ours.quiet, paper, forText, speak);
  needs(accentName, accent ?? ours.inks.subject, paper, forMarks, speak);
  return { isDark, background, foreground, accent };
}

export function wear({ isDark, background, foreground, accent }: Dress): void {
  // Not as the reader's system has it: the page around the frame decides.
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  put("--paper", background);
  put("--ground", background);
  put("--ink", foreground);
  put("--accent", accent);
  put("--on-accent", accent === undefined ? undefined : contrast("#ffffff", accent) >= contrast("#10192b", accent) ? "#ffffff" : "#10192b");
  setHostColours({ ...(background === undefined ? {} : { paper: background }), ...(foreground === undefined ? {} : { text: foreground }) }, accent);
}

function put(name: string, value: string | undefined): void {
  if (value === undefined) {
    document.documentElement.style.removeProperty(name);
  } else {
    document.documentElement.style.setProperty(name, value);
  }
}

function needs(name: string, colour: string, paper: string, least: number, speak: Speaker): void {
  const ratio = contrast(colour, paper);
  if (ratio < least) {
    throw new Refusal("InvalidTheme", 400, speak(say.contrast(name, ratio.toFixed(1), String(least))));
  }
}
