// Tests are TypeScript: bundled into a folder of their own, then run by Node.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const out = mkdtempSync(join("node_modules", ".tests-"));
try {
  await build({
    entryPoints: readdirSync("test").filter((file) => file.endsWith(".test.ts")).map((file) => join("test", file)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
  });
  const files = readdirSync(out).map((file) => join(out, file));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
