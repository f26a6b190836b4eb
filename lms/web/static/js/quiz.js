// A quiz with its script: every change is saved as it is given, and the page says honestly where it stands.
import { countDown } from "./quiz-clock.js";
import { fieldsOf } from "./quiz-fields.js";
import { Saves } from "./quiz-saves.js";
import { Shelf } from "./quiz-shelf.js";
import { Page } from "./quiz-page.js";

const root = document.querySelector("[data-quiz]");
const words = JSON.parse(root.dataset.words);
const TYPING = 1000;

const shelf = new Shelf(root.dataset.quiz);
const page = new Page(root, words, shelf);
const saves = new Saves({
  url: root.dataset.save,
  token: document.querySelector('meta[name="csrf-token"]').content,
  sequence: Number(root.dataset.sequence),
  given: JSON.parse(root.dataset.given),
  shelf,
  tell: page,
});
page.saves = saves;

const typing = new Map();

function give(section) {
  clearTimeout(typing.get(section));
  if (typing.delete(section) || page.changed(section)) saves.give(section.dataset.question, fieldsOf(section));
}

function flush() {
  for (const section of [...typing.keys()]) give(section);
}

root.addEventListener("input", (event) => {
  const section = event.target.closest("[data-question]");
  if (!section || event.target.matches("[type=radio], [type=checkbox], select")) return;
  clearTimeout(typing.get(section));
  typing.set(section, setTimeout(() => give(section), TYPING));
});

root.addEventListener("change", (event) => {
  const section = event.target.closest("[data-question]");
  if (section) give(section);
});

// The second half of a double click belongs to the page that has been left.
root.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("[data-to]")) event.preventDefault();
});

// Leave a page only when the server has what was given on it, and say so until it has. Whoever is signed out meets
// the sign-in page, and what the phone has kept is sent from the page after it.
async function leave(target) {
  flush();
  const done = await saves.settled(navigator.onLine ? undefined : 0);
  if (page.problems.open.size) return page.problems.focus();
  if (!done && !(page.signedOut && shelf.works)) return page.ribbon(words.stay, true);
  location.assign(target);
}

root.querySelector("[data-answers]")?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (button?.dataset.to) {
    event.preventDefault();
    event.stopPropagation();
    leave(button.dataset.to);
  } else if (!event.target.dataset.again) {
    // Checking one answer is a form; it waits for what is on its way. With nothing to wait for it goes as it is:
    // a form cannot be sent anew before the sending of its first press is over.
    flush();
    event.target.elements.sequence.value = saves.sequence;
    if (!saves.pending) return;
    event.preventDefault();
    event.stopPropagation();
    if (!(await saves.settled())) return page.ribbon(words.stay, true);
    event.target.elements.sequence.value = saves.sequence;
    event.target.dataset.again = "1";
    event.target.requestSubmit(button);
  }
});

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#") || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  leave(link.href);
});

const handIn = root.querySelector("[data-hand-in]");
handIn?.addEventListener("submit", async (event) => {
  if (!saves.pending || handIn.dataset.again) return;
  event.preventDefault();
  event.stopPropagation();
  if (!(await saves.settled())) return page.ribbon(words.stay, true);
  handIn.dataset.again = "1";
  handIn.requestSubmit();
});

// A phone that is put away may never come back to this page.
document.addEventListener("visibilitychange", () => document.hidden && flush());
addEventListener("pagehide", flush);
addEventListener("offline", () => page.ribbon(words.offline));

const clock = root.querySelector("[data-clock]");
if (clock) {
  countDown(clock, words, page.fill, async () => {
    flush();
    page.ribbon(words.over);
    await saves.settled();
    // The server closes an attempt that has run out as soon as somebody looks.
    setTimeout(() => location.assign(root.dataset.result), 1500);
  });
}

page.resumed = saves.resume();
if (!navigator.onLine) page.ribbon(words.offline);
