// Builds static/build/ from this folder: one style sheet, one script, the fonts. Same input, same bytes.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compileAsync } from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "static", "build");
const text = join(modules, "@fontsource-variable", "atkinson-hyperlegible-next");
const sans = join(modules, "@fontsource-variable", "public-sans");

async function fonts() {
  const to = join(out, "fonts");
  await mkdir(to, { recursive: true });
  for (const set of ["latin", "latin-ext"]) {
    await cp(
      join(text, "files", `atkinson-hyperlegible-next-${set}-wght-normal.woff2`),
      join(to, `text-${set}.woff2`),
    );
  }
  const whole = await readFile(join(sans, "files", "public-sans-latin-wght-normal.woff2"));
  const zero = await subsetFont(whole, "0", { targetFormat: "woff2" });
  await writeFile(join(to, "zero.woff2"), zero);
}

async function style() {
  const { css } = await compileAsync(join(here, "app.scss"), {
    loadPaths: [modules],
    quietDeps: true,
    style: "expanded",
  });
  const { code } = await transform(css, { loader: "css", minify: true, target: "es2020" });
  await writeFile(join(out, "app.css"), code);
}

async function script() {
  await build({
    entryPoints: [join(here, "js", "app.js")],
    outfile: join(out, "app.js"),
    bundle: true,
    format: "iife",
    legalComments: "none",
    logLevel: "warning",
    minify: true,
    target: "es2020",
  });
}

async function notices() {
  const parts = [];
  for (const [name, file] of [
    ["GOV.UK Frontend (style sheet, in part)", join(here, "licences", "govuk-frontend.txt")],
    ["Atkinson Hyperlegible Next", join(text, "LICENSE")],
    ["Public Sans (the figure 0)", join(sans, "LICENSE")],
  ]) {
    parts.push(`${name}\n${"=".repeat(name.length)}\n\n${await readFile(file, "utf8")}`);
  }
  await writeFile(join(out, "NOTICES.txt"), parts.join("\n\n"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([fonts(), style(), script(), notices()]);
