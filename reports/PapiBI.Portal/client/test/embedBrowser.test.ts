import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import type * as PapiBI from "../embed/src/index";

// What only a browser decides: which frames it shows, who hears what is posted, what becomes of an element that moves.

const program = "/usr/bin/chromium";

interface Addresses {
  readonly portal: string;
  readonly nobody: string;
}

test("in a browser: shown, blocked, sent elsewhere, moved and taken off", async (t) => {
  if (!existsSync(program)) {
    t.skip(`${program} is not installed`);
    return;
  }
  const stolen: string[] = [];
  const nobody = createServer();
  const nowhere = await address(nobody);
  nobody.close();
  const elsewhere = createServer((request, response) => {
    if (request.url === "/stolen") {
      stolen.push("a token");
    }
    html(response, `<script>addEventListener("message", () => navigator.sendBeacon("/stolen"))</script>`);
  });
  const away = await address(elsewhere);
  const portal = createServer((request, response) => {
    const name = new URL(request.url!, "http://portal").pathname.split("/").at(-1);
    switch (name) {
      case "shown":
        return html(response, `<script>(${frame})()</script>`);
      case "refused":
        return html(response, `<script>(${frame})()</script>`, { "Content-Security-Policy": "frame-ancestors 'none'" });
      case "away":
        return response.writeHead(302, { Location: away }).end();
      default:
        return response.writeHead(404, { "Content-Type": "text/html" }).end("404");
    }
  });
  const addresses: Addresses = { portal: await address(portal), nobody: nowhere };
  const client = await build({ entryPoints: ["embed/src/index.ts"], bundle: true, format: "esm", write: false });
  const page = `import * as pbi from "/client.js"; const visit = ${visit}; fetch("/done", { method: "POST", body: JSON.stringify(await visit(pbi, ${JSON.stringify(addresses)}).catch((fault) => ({ fault: String(fault?.message ?? fault) }))) });`;
  const profile = mkdtempSync(join(tmpdir(), "papibi-browser-"));

  const told = new Promise<Awaited<ReturnType<typeof visit>> & { readonly fault?: string }>((resolve) => {
    host = createServer(async (request, response) => {
      switch (request.url) {
        case "/client.js":
          return response.writeHead(200, { "Content-Type": "text/javascript" }).end(client.outputFiles[0]!.text);
        case "/done": {
          let body = "";
          for await (const part of request) {
            body += part;
          }
          response.end();
          return resolve(JSON.parse(body));
        }
        default:
          return html(response, `<script type="module">${page}</script>`);
      }
    });
  });
  const site = await address(host!);
  const browser = spawn(program, ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${profile}`, site], { stdio: "ignore", detached: true });
  try {
    const late = new Promise<never>((_, reject) => void setTimeout(() => reject(new Error("The page did not tell within a minute.")), 60_000).unref());
    const seen = await Promise.race([told, late]);

    assert.equal(seen.fault, undefined);
    assert.deepEqual(seen.shown, ["loaded", "rendered", "p1"]);
    assert.deepEqual(seen.blocked, { refused: "FrameBlocked", missing: "FrameBlocked", nobody: "FrameBlocked", away: "FrameBlocked" });
    assert.deepEqual(stolen, [], "who a frame is sent to hears no token");
    assert.deepEqual(seen.spoofed, [], "another frame of the same portal is not this one");
    assert.deepEqual(seen.moved, ["loaded", "p1"]);
    assert.deepEqual(seen.removed, ["Removed", 0]);
    assert.equal(seen.unhandled, 0);
  } finally {
    const ended = once(browser, "exit");
    // With its helpers, which are of its group and write into the profile to the last.
    process.kill(-browser.pid!, "SIGKILL");
    await ended;
    for (const server of [portal, elsewhere, host!]) {
      server.closeAllConnections();
      server.close();
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
});

let host: ReturnType<typeof createServer> | undefined;

/** Runs in the host's page. */
async function visit({ service, models }: typeof PapiBI, { portal, nobody }: Addresses) {
  let unhandled = 0;
  addEventListener("unhandledrejection", () => unhandled++);
  const pbi = new service.Service(undefined, undefined, undefined, { onError: () => {} });
  const box = () => document.body.appendChild(document.createElement("div"));
  const embed = (element: HTMLElement, embedUrl: string, timeoutMs: number) => pbi.embed(element, { embedUrl, accessToken: "token-1", timeoutMs });
  const next = (report: PapiBI.Report, name: string) => new Promise<CustomEvent>((resolve) => report.element.addEventListener(name, (event) => resolve(event as CustomEvent), { once: true }));

  const element = box();
  const report = embed(element, `${portal}/embed/shown`, 20_000);
  const early = report.getPages();
  const shown = [(await next(report, "loaded")).type, (await next(report, "rendered")).type, (await early)[0]!.name];

  const heard: string[] = [];
  report.on("error", ({ detail }) => heard.push(detail.message));
  const liar = document.body.appendChild(document.createElement("iframe"));
  liar.src = `${portal}/embed/shown?lies=${report.config.uniqueId}`;
  await new Promise((resolve) => liar.addEventListener("load", resolve));
  await report.setFilters([new models.BasicFilter({ table: "score", column: "year" }, "In", 2021)]);
  const spoofed = [...heard];

  const codeOf = async (url: string) => (await next(embed(box(), url, 2_000), "error")).detail.message as string;
  const [refused, missing, unreached, away] = await Promise.all([`${portal}/embed/refused`, `${portal}/embed/missing`, `${nobody}/embed/x`, `${portal}/embed/away`].map(codeOf));

  const again = next(report, "loaded");
  document.body.append(element);
  const moved = [(await again).type, (await report.getPages())[0]!.name];

  const pending = report.setPage("never").then(String, (error: PapiBI.service.IServiceConfiguration & { message: string }) => error.message);
  document.body.replaceChildren();
  const removed = [await pending, pbi.getNumberOfComponents()];
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { shown, spoofed, blocked: { refused, missing, nobody: unreached, away }, moved, removed, unhandled };
}

/** Runs in the frame: as much of a report's frame as a host can tell from one. */
function frame(): void {
  const query = new URLSearchParams(location.search);
  let host = "*";
  const post = (message: object) => parent.postMessage(message, host);
  const raise = (uid: unknown, name: string, body: object) => post({ method: "POST", url: `/reports/${uid}/events/${name}`, headers: { id: name }, body });
  if (query.has("lies")) {
    raise(query.get("lies"), "error", { message: "Spoofed" });
    return;
  }
  addEventListener("message", ({ data, origin }) => {
    if (data.method === undefined || data.body?.name === "never") {
      return;
    }
    host = origin;
    const pages = [{ name: "p1", displayName: "Tổng quan", isActive: true }];
    post({ statusCode: 200, headers: { id: data.headers.id }, body: data.url === "/report/pages" ? pages : null });
    if (data.url === "/report/load") {
      raise(data.headers.uid, "loaded", {});
      raise(data.headers.uid, "rendered", {});
    }
  });
}

async function address(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function html(response: Parameters<RequestListener>[1], body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(`<!doctype html>${body}`);
}
