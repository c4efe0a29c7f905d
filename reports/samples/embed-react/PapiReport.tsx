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
  const shown = useRef("");
  const [report, setReport] = useState<Report | null>(null);
  const [error, setError] = useState<IError | null>(null);
  const asked = JSON.stringify(filters);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = box.current!;
    shown.current = JSON.stringify(latest.current.filters ?? {});
    const embedded = powerbi.embed(element, {
      embedUrl,
      accessTokenProvider: () => latest.current.accessTokenProvider(),
      filters: filtersOf(latest.current.filters ?? {}),
      ...(latest.current.pageName === undefined ? {} : { pageName: latest.current.pageName }),
    });
    embedded.on("loaded", () => {
      setReport(embedded);
      setError(null);
      latest.current.onLoaded?.(embedded);
    });
    embedded.on("error", ({ detail }) => tell(detail));
    return () => {
      setReport(null);
      powerbi.reset(element);
    };
  }, [embedUrl]);

  useEffect(() => {
    // It began with the filters of that time.
    if (report !== null && asked !== shown.current) {
      shown.current = asked;
      follow(report.setFilters(filtersOf(JSON.parse(asked))));
    }
  }, [report, asked]);
  useEffect(() => follow(pageName === undefined ? undefined : report?.setPage(pageName)), [report, pageName]);
  useEffect(() => follow(theme === undefined ? undefined : report?.applyTheme(theme)), [report, theme]);
  useEffect(() => report?.setComponentTitle(title), [report, title]);

  function tell(fault: IError): void {
    setError(fault);
    latest.current.onError?.(fault);
  }

  function follow(done: Promise<unknown> | undefined): void {
    done?.then(() => setError(null), tell);
  }

  return (
    <section className={className} aria-label={title}>
      {error !== null && <p role="alert">{error.detailedMessage ?? error.message}</p>}
      <div ref={box} style={{ height: "100%" }} />
    </section>
  );
}

function filtersOf(filters: Readonly<Record<string, string | number>>): models.BasicFilter[] {
  return Object.entries(filters).map(([column, value]) => new models.BasicFilter({ table: "score", column }, "In", value));
}
