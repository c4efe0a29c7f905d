// The package @papibi/embed: an ES module, the same for a plain script tag, and its types. Run as a program it fills dist/, which npm pack takes.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

export const asModule = { entryPoints: [join(here, "src/index.ts")], format: "esm" };
export const asScript = { entryPoints: [join(here, "src/global.ts")], format: "iife" };

/** Builds one file of it. */
export const buildClient = (how) => build({ bundle: true, target: "es2022", minify: true, legalComments: "none", charset: "utf8", ...how });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(here, "dist");
  rmSync(dist, { recursive: true, force: true });
  await buildClient({ ...asModule, outfile: join(dist, "papibi-embed.js") });
  await buildClient({ ...asScript, outfile: join(dist, "papibi-embed.global.js") });
  const compiler = join(here, "../node_modules/typescript/bin/tsc");
  const types = spawnSync(process.execPath, [compiler, "-p", here, "--noEmit", "false", "--emitDeclarationOnly", "--outDir", dist], { stdio: "inherit" });
  // What no public type leads to is nobody's business.
  for (const name of ["address", "frame", "global", "line", "renewal"]) {
    rmSync(join(dist, `${name}.d.ts`), { force: true });
  }
  process.exitCode = types.status ?? 1;
}
