// The studio's page: joins text, saving, what is to be mended, helpers and preview. Works without any of it.
import { Text } from "./studio-text.js";
import { Saves } from "./studio-saves.js";
import { Told } from "./studio-told.js";
import { inserting } from "./studio-insert.js";
import { picturing } from "./studio-picture.js";
import { panes } from "./studio-panes.js";

const form = document.querySelector("[data-save]");
const words = JSON.parse(document.getElementById("kata").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A title that was changed is changed wherever this page says it.
const named = (title) => {
  if (!title) return;
  const crumbs = document.querySelectorAll(".breadcrumb [aria-current], .write-head h1");
  for (const place of crumbs) place.textContent = title;
  document.querySelector(".write-tree a[aria-current]").firstChild.data = title;
};

const text = new Text(form, words);
const view = panes();
const told = new Told(form, text, say, view.show);
const saves = new Saves(form, text, say, (answer) => {
  told.ask();
  view.refresh(answer.preview);
  named(answer.fields?.title);
});

text.changed = () => saves.touch();
text.keys = { save: () => saves.now(), insert: (name) => insert(name) };
const picture = picturing(form, text, say);
const insert = inserting(form, text, say, picture, () => saves.settled());
text.dropped = picture.files;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  saves.now();
});
form.querySelector("[data-matter]")?.addEventListener("change", () => saves.touch());
// Whoever goes on to another page right after a word takes it along.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const stays = !link || link.target || link.origin !== location.origin || link.getAttribute("href").startsWith("#");
  if (stays || !saves.dirty || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await saves.settled();
  location.assign(link.href);
});
saves.begin();
told.show(Number(form.dataset.line));

// The editor comes when the page is there; until then, and if it never comes, the text is written in the field.
const late = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
if (!navigator.connection?.saveData) late(() => text.upgrade().then(() => told.mark()).catch(() => {}));
