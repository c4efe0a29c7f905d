// What a host may write here beyond powerbi-client.
import { ErrorCodes, models, powerbi, type AccessTokenProvider, type IError, type Report } from "@papibi/embed";

const accessTokenProvider: AccessTokenProvider = async () => (await fetch("/token", { method: "POST" })).json() as Promise<{ token: string; expiration: string }>;

export function show(container: HTMLElement, embedUrl: string): Report {
  const report = powerbi.embed(container, { embedUrl, accessTokenProvider, timeoutMs: 5_000, requestTimeoutMs: 20_000 });
  report.on("error", ({ detail }) => {
    const isBlocked: boolean = detail.message === ErrorCodes.FrameBlocked;
    console.error(isBlocked, detail.detailedMessage);
  });
  report.on("tokenExpiring", ({ detail }) => console.log(detail.secondsLeft.toFixed(), detail.expiration));
  report.on("pageChanged", ({ detail }) => void detail.newPage.getVisuals());
  report.setFilters([new models.BasicFilter({ table: "score", column: "year" }, "In", 2021)]).catch((error: IError) => console.error(error.detailedMessage));
  return report;
}

// @ts-expect-error An event's detail is what the event brings, not anything.
powerbi.embeds[0]?.on("tokenExpiring", ({ detail }) => detail.nothing);
