// Builds static/build/ from this folder: one style sheet, one script, the fonts. Same input, same bytes.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import fontverter from "fontverter";
import { compileAsync } from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "static", "build");
const text = join(modules, "@fontsource-variable", "atkinson-hyperlegible-next");
const sans = join(modules, "@fontsource-variable", "public-sans");

const paperSans = join(modules, "@expo-google-fonts", "noto-sans");
// Scripts beside Latin, Greek, Cyrillic and Devanagari: docs/decisions/0013-paper.md.
const SCRIPTS = [
  "emoji",
  "sans-arabic",
  "sans-bengali",
  "sans-ethiopic",
  "sans-gujarati",
  "sans-gurmukhi",
  "sans-hebrew",
  "sans-kr",
  "sans-sc",
  "sans-tamil",
  "sans-thai",
];

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

// Type for what is set in Typst, which reads no woff2. The Latin letters are whole: in
// slices, a letter with its accent would be set from two of them and read back wrongly.
async function paper() {
  const to = join(out, "paper");
  await mkdir(to, { recursive: true });
  for (const cut of ["400Regular", "700Bold"]) {
    const file = `NotoSans_${cut}.ttf`;
    await cp(join(paperSans, cut, file), join(to, file));
  }
  for (const script of SCRIPTS) {
    const from = join(modules, "@fontsource-variable", `noto-${script}`, "files");
    const own = script.replace("sans-", "");
    const slice = new RegExp(`^noto-${script}-([0-9]+|${own})-wght-normal[.]woff2$`);
    for (const file of (await readdir(from)).filter((name) => slice.test(name))) {
      const type = await fontverter.convert(await readFile(join(from, file)), "sfnt");
      await writeFile(join(to, file.replace("-wght-normal.woff2", ".ttf")), type);
    }
  }
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
    ["Noto Sans (on paper)", join(paperSans, "LICENSE_FONT")],
    ...SCRIPTS.map((script) => [
      `Noto ${script} (on paper)`,
      join(modules, "@fontsource-variable", `noto-${script}`, "LICENSE"),
    ]),
  ]) {
    parts.push(`${name}\n${"=".repeat(name.length)}\n\n${await readFile(file, "utf8")}`);
  }
  await writeFile(join(out, "NOTICES.txt"), parts.join("\n\n"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([fonts(), paper(), style(), script(), notices()]);
