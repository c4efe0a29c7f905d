// portal.js is all that a page without charts loads; what draws charts is a chunk of its own, and workbench.js is the SQL page's alone.
// embed-client.js is for pages of others: the package @papibi/embed as one file.
import { build } from "esbuild";
import { rmSync } from "node:fs";
import { asModule, buildClient } from "./embed/build.mjs";

rmSync("dist", { recursive: true, force: true });
await buildClient({ ...asModule, outfile: "dist/embed-client.js" });
await build({
  entryPoints: ["src/portal.ts", "src/workbench.ts", "src/embed.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  // Warnings for developers of charts are not for readers.
  define: { "process.env.NODE_ENV": '"production"' },
});
