// Bundle CodeMirror into one module of lms/web/static/vendor, with the licences of all that is in it.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = new URL(".", import.meta.url);
const vendor = new URL("../../lms/web/static/vendor/", here);
const read = async (name) => JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, here), "utf8"));
const { version } = await read("@codemirror/view");
const absent = fileURLToPath(new URL("no-html.js", here));

for (const old of await readdir(vendor)) {
  if (old.startsWith("codemirror-")) await rm(new URL(old, vendor));
}
const made = await build({
  entryPoints: [fileURLToPath(new URL("codemirror.js", here))],
  outfile: fileURLToPath(new URL(`codemirror-${version}.min.js`, vendor)),
  alias: { "@codemirror/lang-html": absent, "@codemirror/autocomplete": absent },
  absWorkingDir: fileURLToPath(here),
  bundle: true, minify: true, format: "esm", target: "es2021", legalComments: "none", charset: "utf8", metafile: true,
});
const names = new Set();
for (const [path, { bytesInOutput }] of Object.entries(Object.values(made.metafile.outputs)[0].inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found && bytesInOutput) names.add(found[1]);
}
const texts = [];
for (const name of [...names].sort()) {
  const { version: its, license } = await read(name);
  if (license !== "MIT") throw new Error(`${name} is licensed ${license}`);
  const files = await readdir(new URL(`node_modules/${name}/`, here));
  const file = files.find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(new URL(`node_modules/${name}/${file}`, here), "utf8") : "MIT";
  texts.push(`${name} ${its}\n\n${text.trim()}\n`);
}
await writeFile(new URL("codemirror-LICENSE.txt", vendor), texts.join(`\n${"-".repeat(72)}\n\n`));
console.log(`codemirror-${version}.min.js of ${[...names].sort().join(", ")}`);
