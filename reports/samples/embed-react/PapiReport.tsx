import { models, powerbi, type AccessTokenProvider, type IError, type Report } from "@papibi/embed";
import { useEffect, useRef, useState } from "react";

export interface PapiReportProps {
  readonly embedUrl: string;
  /** Asks the site's own server for a token, also each time before one ends. */
  readonly accessTokenProvider: AccessTokenProvider;
  /** Columns and what they are to be: `{ province_code: "92", year: 2021 }`. */
  readonly filters?: Readonly<Record<string, string | number>>;
  readonly pageName?: string;
  readonly theme?: models.IReportTheme;
  readonly title: string;
  readonly className?: string;
  readonly onLoaded?: (report: Report) => void;
  readonly onError?: (error: IError) => void;
}

/** A report that follows its properties: another address is another report, other filters, page or theme are asked of the one that is there. */
export function PapiReport(props: PapiReportProps) {
  const { embedUrl, filters = {}, pageName, theme, title, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const shown = useRef<{ filters: string; page: string | undefined }>({ filters: "", page: undefined });
  const [report, setReport] = useState<Report | null>(null);
  const [fault, setFault] = useState<{ readonly of: string; readonly error: IError } | null>(null);
  const asked = JSON.stringify(filters);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = box.current!;
    shown.current = { filters: JSON.stringify(latest.current.filters ?? {}), page: latest.current.pageName };
    const embedded = powerbi.embed(element, {
      embedUrl,
      accessTokenProvider: () => latest.current.accessTokenProvider(),
      filters: filtersOf(latest.current.filters ?? {}),
      ...(latest.current.pageName === undefined ? {} : { pageName: latest.current.pageName }),
    });
    embedded.on("loaded", () => {
      setReport(embedded);
      setFault(null);
      latest.current.onLoaded?.(embedded);
    });
    embedded.on("error", ({ detail }) => tell("report", detail));
    return () => {
      setReport(null);
      powerbi.reset(element);
    };
  }, [embedUrl]);

  useEffect(() => {
    // It began with the filters and the page of that time.
    if (report !== null && asked !== shown.current.filters) {
      shown.current.filters = asked;
      follow("filters", report.setFilters(filtersOf(JSON.parse(asked))));
    }
  }, [report, asked]);
  useEffect(() => {
    if (report !== null && pageName !== undefined && pageName !== shown.current.page) {
      shown.current.page = pageName;
      follow("page", report.setPage(pageName));
    }
  }, [report, pageName]);
  useEffect(() => follow("theme", theme === undefined ? undefined : report?.applyTheme(theme)), [report, theme]);
  useEffect(() => report?.setComponentTitle(title), [report, title]);

  function tell(of: string, error: IError): void {
    setFault({ of, error });
    latest.current.onError?.(error);
  }

  // What went well takes back its own fault, not that of something else.
  function follow(of: string, done: Promise<unknown> | undefined): void {
    done?.then(() => setFault((before) => (before?.of === of ? null : before)), (error: IError) => tell(of, error));
  }

  return (
    <section className={className} aria-label={title}>
      {fault !== null && <p role="alert">{fault.error.detailedMessage ?? fault.error.message}</p>}
      <div ref={box} style={{ height: "100%" }} />
    </section>
  );
}

function filtersOf(filters: Readonly<Record<string, string | number>>): models.BasicFilter[] {
  return Object.entries(filters).map(([column, value]) => new models.BasicFilter({ table: "score", column }, "In", value));
}
