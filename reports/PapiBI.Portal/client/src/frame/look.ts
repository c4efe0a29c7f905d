import { setHostColours } from "../theme";
import { Refusal } from "./wire";
import { say, type Speaker } from "./words";

/** A theme as hosts write it for Power BI; of it we follow what a report has: ground, text, and the colour of the subject. */
export interface HostTheme {
  readonly themeJson?: {
    readonly name?: string;
    readonly background?: string;
    readonly foreground?: string;
    readonly tableAccent?: string;
    readonly dataColors?: readonly string[];
  };
}

const forText = 4.5;
const forMarks = 3;

/** Puts a theme on the page; an empty one takes it off. A theme that could not be read is refused, and the page stays as it was. */
export function dress(theme: HostTheme, speak: Speaker): void {
  const { background, foreground, tableAccent, dataColors } = theme.themeJson ?? {};
  const accent = tableAccent ?? dataColors?.[0];
  const paper = background ?? "#ffffff";
  for (const [name, colour] of Object.entries({ background, foreground, accent })) {
    if (colour !== undefined && !/^#[0-9a-f]{6}$/i.test(colour)) {
      throw new Refusal("InvalidTheme", 400, speak(say.notColour(name, String(colour))));
    }
  }
  const isDark = luminance(paper) < 0.18;
  needs("foreground", foreground, paper, forText, speak);
  needs("dataColors[0]", accent, paper, forMarks, speak);

  const root = document.documentElement;
  const isDressed = background !== undefined || foreground !== undefined || accent !== undefined;
  if (isDressed) {
    root.dataset["theme"] = isDark ? "dark" : "light";
  } else {
    delete root.dataset["theme"];
  }
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

function needs(name: string, colour: string | undefined, paper: string, least: number, speak: Speaker): void {
  const ratio = colour === undefined ? least : contrast(colour, paper);
  if (ratio < least) {
    throw new Refusal("InvalidTheme", 400, speak(say.contrast(name, ratio.toFixed(1), String(least))));
  }
}

/** Of two colours, by WCAG 2: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
