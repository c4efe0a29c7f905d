import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

// What somebody gets who installs the tarball, in a folder that knows nothing of ours.
let consumer = "";
let installed = "";

before(() => {
  consumer = mkdtempSync(join(tmpdir(), "papibi-embed-"));
  installed = join(consumer, "node_modules/@papibi/embed");
  run(process.execPath, ["embed/build.mjs"]);
  run("npm", ["pack", "./embed", "--silent", "--offline", "--pack-destination", consumer]);
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", join(consumer, "papibi-embed-1.0.0.tgz"), "-C", installed, "--strip-components", "1"]);
  writeFileSync(join(consumer, "package.json"), '{ "type": "module" }');
});

after(() => rmSync(consumer, { recursive: true, force: true }));

test("the package holds two scripts, their types, words in both languages and nothing else", () => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((file) => file !== "dist").map((file) => file.replaceAll("\\", "/"));
  assert.deepEqual(files.filter((file) => !file.endsWith(".d.ts")).sort(), ["README.md", "dist/papibi-embed.global.js", "dist/papibi-embed.js", "package.json"]);
  assert.ok(files.includes("dist/index.d.ts"));

  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Record<string, unknown>;
  assert.deepEqual([manifest["name"], manifest["version"], manifest["license"], manifest["dependencies"]], ["@papibi/embed", "1.0.0", "UNLICENSED", undefined]);
  assert.match(readFileSync(join(installed, "README.md"), "utf8"), /Chuyển từ powerbi-client[^]*# In English/);
});

test("each script is under 12 kB, as browsers fetch it", () => {
  for (const name of ["papibi-embed.js", "papibi-embed.global.js"]) {
    const bytes = gzipSync(readFileSync(join(installed, "dist", name))).length;
    assert.ok(bytes < 12 * 1024, `${name}: ${bytes}`);
  }
});

test("it is imported by name, also where there is no browser", () => {
  const said = run(process.execPath, ["--input-type=module", "--eval", 'const pbi = await import("@papibi/embed"); console.log(Object.keys(pbi).sort().join(" ")); new pbi.service.Service(pbi.factories.hpmFactory);'], consumer);
  assert.equal(said.trim(), "Embed ErrorCodes Page Report VisualDescriptor factories models powerbi service");
});

test("a plain script tag gives the service and the rest", () => {
  const window: { papibi?: object; PapiBI?: Record<string, object> } = {};
  runInNewContext(readFileSync(join(installed, "dist/papibi-embed.global.js"), "utf8"), { window });
  assert.ok(window.papibi instanceof (window.PapiBI!["service"] as { Service: new () => object }).Service);
  assert.deepEqual(Object.keys(window).sort(), ["PapiBI", "papibi"]);
});

for (const [module, moduleResolution] of [["ESNext", "bundler"], ["NodeNext", "nodenext"]] as const) {
  test(`a page written for powerbi-client compiles with another import alone, resolved as ${moduleResolution} does`, () => {
    for (const name of ["host.ts", "beyond.ts"]) {
      cpSync(join("embed/test", name), join(consumer, name));
    }
    compile(consumer, { module, moduleResolution }, ["host.ts", "beyond.ts"]);
  });
}

test("the sample of a React page compiles", (t) => {
  const types = resolve("node_modules/@types/react");
  if (!existsSync(types)) {
    t.skip("@types/react is not installed; npm ci brings it");
    return;
  }
  const sample = join(consumer, "react");
  mkdirSync(sample);
  cpSync("../../samples/embed-react", sample, { recursive: true, filter: (source) => !source.includes("node_modules") });
  for (const name of ["@types/react", "csstype"]) {
    cpSync(join("node_modules", name), join(consumer, "node_modules", name), { recursive: true });
  }
  run(process.execPath, [compiler(), "--noEmit", "-p", sample]);
});

test("the servers and pages of the plain sample are scripts that Node can read", () => {
  for (const name of ["server.mjs", "page.mjs"]) {
    run(process.execPath, ["--check", join("../../samples/embed-html", name)]);
  }
});

const compiler = (): string => resolve("node_modules/typescript/bin/tsc");

function compile(folder: string, how: Record<string, string>, files: string[]): void {
  const config = join(folder, `tsconfig.${how["moduleResolution"]}.json`);
  const compilerOptions = { ...how, target: "ES2022", lib: ["ES2023", "DOM", "DOM.Iterable"], types: [], strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  run(process.execPath, [compiler(), "-p", config]);
}

function run(program: string, args: string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", shell: program === "npm" && process.platform === "win32", ...(cwd === undefined ? {} : { cwd }) });
  assert.equal(status, 0, `${program} ${args.join(" ")}\n${error ?? ""}${stdout}${stderr}`);
  return stdout;
}
