// The preview's desk: what changes in the folder is shown at once, on a phone and on a desk alike.
import { fit, follow, renew } from "./preview-frames.js";

const stage = document.querySelector("[data-stage]");
const panel = document.querySelector("[data-panel]");
const told = document.querySelector("[data-told]");
const choice = document.querySelector("[data-page]");
const frames = stage ? [...stage.querySelectorAll("iframe")] : [];
let version = stage?.dataset.version ?? document.querySelector("[data-renew]")?.dataset.renew ?? "";
let page = new URLSearchParams(location.search).get("halaman") ?? "";

// Bring the bar, the address and the list of what is to be mended to the page that the frames show.
function turnTo(next) {
  if (next === page) return;
  page = next;
  stage.removeAttribute("data-stale");
  const here = new URL(location.href);
  if (page) here.searchParams.set("halaman", page);
  else here.searchParams.delete("halaman");
  history.replaceState(null, "", here);
  for (const tab of document.querySelectorAll("[data-sight][href]")) {
    const target = new URL(tab.href);
    target.search = here.search;
    if (tab.dataset.sight === "peserta") target.searchParams.delete("tampilan");
    else target.searchParams.set("tampilan", tab.dataset.sight);
    tab.href = target.href;
  }
  for (const back of document.querySelectorAll("[data-next]")) back.value = here.pathname + here.search;
  if (choice) choice.value = page;
  mend();
}

async function mend() {
  const asked = page;
  const answer = await fetch(`${panel.dataset.panel}?halaman=${encodeURIComponent(asked)}`);
  const html = await answer.text();
  if (asked !== page || !answer.ok || html === panel.dataset.shown) return;
  const open = panel.querySelector(".desk-rest")?.open;
  panel.dataset.shown = html;
  panel.innerHTML = html;
  const rest = panel.querySelector(".desk-rest");
  if (rest && open) rest.open = true;
  list(panel.querySelector("[data-pages]"));
}

// Milliseconds within which a page that goes and one that comes are the same under another name.
const RENAMED = 2000;
let gone = -RENAMED;
let come = { value: "", at: -RENAMED };

// Renew the list of pages; a page whose file got another name is followed to it.
function list(pages) {
  const made = () => [...choice.options].filter((option) => !("lost" in option.dataset)).map((option) => option.value);
  const before = made();
  choice.replaceChildren(pages.content);
  choice.value = page;
  const fresh = made().filter((value) => !before.includes(value));
  const now = performance.now();
  if (fresh.length === 1) come = { value: fresh[0], at: now };
  if (made().includes(page)) return;
  if (before.includes(page)) gone = now;
  if (now - gone < RENAMED && now - come.at < RENAMED) go(come.value);
}

function go(next) {
  const base = stage.dataset.frames;
  frames[0].contentWindow.location.href = next ? `${base}/${next}` : base;
}

// Whether a file belongs to what is shown: its course, or the quiz of another that stands in the frames.
function concerns(paths) {
  if (!paths.length) return true;
  return stage.hasAttribute("data-stale") || paths.some((path) => path.includes(`/${stage.dataset.slug}/`) || path === file());
}

// The file of which the page that is shown is made.
function file() {
  if (page.startsWith("kuis/")) return `quizzes/${page.slice(5)}.md`;
  return `courses/${stage.dataset.slug}/${page.startsWith("modul/") ? page.slice(6) : "course"}.md`;
}

// A page that cannot be made any more stays as it was, dimmed, until its file is mended.
function changed({ version: newest, paths, lost }) {
  if (newest === version) return;
  version = newest;
  if (!stage) {
    location.reload();
    return;
  }
  const stale = lost.includes(file());
  if (!stale && concerns(paths)) for (const frame of frames) renew(frame);
  stage.toggleAttribute("data-stale", stale);
  mend();
  told.textContent = "";
  told.textContent = told.dataset.told;
}

let source;
// A browser keeps few lines to one server, so a page that nobody sees gives its own back.
function listen() {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else if (!source) {
    source = new EventSource(`/kejadian?versi=${encodeURIComponent(version)}`);
    source.onmessage = (event) => changed(JSON.parse(event.data));
  }
}
document.addEventListener("visibilitychange", listen);
listen();

if (stage) {
  for (const frame of frames) follow(frame, frames, stage.dataset.frames, turnTo);
  fit(frames);
  choice.addEventListener("change", () => go(choice.value));
}
