import type { IAccessToken, models } from "@papibi/embed";
import { useMemo, useState } from "react";
import { PapiReport } from "./PapiReport";

const provinces = { "92": "Cần Thơ", "86": "Vĩnh Long", "96": "Cà Mau" };
const dark: models.IReportTheme = { themeJson: { background: "#171b22", foreground: "#e8eaee", tableAccent: "#9db9e8" } };
const light: models.IReportTheme = {};

const words = {
  vi: { province: "Tỉnh, thành phố", dark: "Nền tối", title: "Hồ sơ PAPI của tỉnh" },
  en: { province: "Province", dark: "Dark", title: "The province’s PAPI brief" },
};

/** Hồ sơ một tỉnh trong trang React. A province's brief in a page made with React. */
export function App({ embedUrl, language = "vi" }: { readonly embedUrl: string; readonly language?: "vi" | "en" }) {
  const say = words[language];
  const [province, setProvince] = useState("92");
  const [isDark, setDark] = useState(false);
  const filters = useMemo(() => ({ province_code: province, year: 2021 }), [province]);

  return (
    <main>
      <label>
        {say.province}
        <select value={province} onChange={(event) => setProvince(event.target.value)}>
          {Object.entries(provinces).map(([code, name]) => (
            <option key={code} value={code}>{name}</option>
          ))}
        </select>
      </label>
      <button type="button" aria-pressed={isDark} onClick={() => setDark(!isDark)}>{say.dark}</button>
      <PapiReport className="report" title={say.title} embedUrl={embedUrl} accessTokenProvider={fetchToken} filters={filters} theme={isDark ? dark : light} />
    </main>
  );
}

async function fetchToken(): Promise<IAccessToken> {
  const answer = await fetch("/token", { method: "POST" });
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  return (await answer.json()) as IAccessToken;
}
