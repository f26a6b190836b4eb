// Bundle the scripts of others, each into one module of lms/web/static/vendor, with the licences of all in it.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = new URL(".", import.meta.url);
const vendor = new URL("../../lms/web/static/vendor/", here);
const absent = fileURLToPath(new URL("no-html.js", here));
const LICENCES = ["MIT", "(MIT OR Apache-2.0)"];
const BUNDLES = [
  {
    name: "codemirror",
    version: "@codemirror/view",
    alias: { "@codemirror/lang-html": absent, "@codemirror/autocomplete": absent },
  },
  { name: "qr", version: "qr", alias: {} },
];

const read = async (name) => JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, here), "utf8"));

async function bundle(name, version, alias) {
  const made = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.js`, here))],
    outfile: fileURLToPath(new URL(`${name}-${version}.min.js`, vendor)),
    alias,
    absWorkingDir: fileURLToPath(here),
    bundle: true, minify: true, format: "esm", target: "es2021", legalComments: "none", charset: "utf8", metafile: true,
  });
  const names = new Set();
  for (const [path, { bytesInOutput }] of Object.entries(Object.values(made.metafile.outputs)[0].inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found && bytesInOutput) names.add(found[1]);
  }
  return [...names].sort();
}

async function licence(name) {
  const { version, license } = await read(name);
  if (!LICENCES.includes(license)) throw new Error(`${name} is licensed ${license}`);
  const files = (await readdir(new URL(`node_modules/${name}/`, here))).filter((one) => /^licen[cs]e/i.test(one));
  const file = files.find((one) => /mit/i.test(one)) ?? files[0];
  const text = file ? await readFile(new URL(`node_modules/${name}/${file}`, here), "utf8") : "MIT";
  return `${name} ${version}\n\n${text.trim()}\n`;
}

for (const { name, version: of, alias } of BUNDLES) {
  const { version } = await read(of);
  for (const old of await readdir(vendor)) if (old.startsWith(`${name}-`)) await rm(new URL(old, vendor));
  const names = await bundle(name, version, alias);
  const texts = await Promise.all(names.map(licence));
  await writeFile(new URL(`${name}-LICENSE.txt`, vendor), texts.join(`\n${"-".repeat(72)}\n\n`));
  console.log(`${name}-${version}.min.js of ${names.join(", ")}`);
}
