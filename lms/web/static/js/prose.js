// In a text: notes that open in place, code that can be copied, and what changes when it goes to paper.
const prose = document.querySelector("[data-prose]");
const words = prose?.dataset ?? {};

// A footnote opens beneath its paragraph; without this the link leads to the foot, and the arrow back.
function unfold(mark) {
  const beneath = mark.closest("p, li, dd, td, h2, h3, h4") ?? mark.parentElement;
  const name = mark.hash.slice(1);
  const open = beneath.parentElement.querySelector(`[data-note="${CSS.escape(name)}"]`);
  mark.setAttribute("aria-expanded", String(!open));
  if (open) return open.remove();
  const note = document.getElementById(decodeURIComponent(name)).cloneNode(true);
  for (const back of note.querySelectorAll(".footnote-backref")) back.remove();
  const here = document.createElement("span");
  here.className = "footnote-here";
  here.dataset.note = name;
  here.setAttribute("role", "note");
  here.append(...[...note.children].flatMap((block) => [...block.childNodes]));
  if (beneath.matches("li, dd, td")) beneath.append(here);
  else beneath.after(here);
}

prose?.addEventListener("click", (event) => {
  const mark = event.target.closest("a.footnote-ref");
  if (!mark || !document.getElementById(decodeURIComponent(mark.hash.slice(1)))) return;
  event.preventDefault();
  unfold(mark);
});

// A line that scrolls, for a formula in it is wider than the screen, can be reached by keys.
addEventListener("load", () => {
  for (const formula of prose?.querySelectorAll('math:not([display="block"])') ?? []) {
    const line = formula.parentElement;
    if (line.scrollWidth > line.clientWidth) line.tabIndex = 0;
  }
});

// The clipboard is there on https and on this machine only; without it there is no button.
for (const code of navigator.clipboard && words.copy ? prose.querySelectorAll("pre") : []) {
  const frame = document.createElement("div");
  frame.className = "code";
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.setAttribute("aria-label", words.copy);
  const sign = (name) => { button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${words.icons}#${name}"></use></svg>`; };
  sign("copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.dataset.done = "";
    button.setAttribute("aria-label", words.copied);
    sign("check");
    setTimeout(() => {
      delete button.dataset.done;
      button.setAttribute("aria-label", words.copy);
      sign("copy");
    }, 2000);
  });
  code.replaceWith(frame);
  frame.append(code, button);
}

// On paper what is folded is open, and the answers of the self-checks stand together at the end.
function answers() {
  const found = [...prose.querySelectorAll(".selfcheck-answer")];
  if (!found.length || !words.answers) return;
  const section = document.createElement("section");
  section.className = "answers-printed";
  const title = document.createElement("h2");
  title.textContent = words.answers;
  const list = document.createElement("ol");
  for (const answer of found) {
    const item = document.createElement("li");
    item.append(...[...answer.cloneNode(true).children].filter((part) => part.tagName !== "SUMMARY"));
    list.append(item);
  }
  section.append(title, list);
  prose.append(section);
}

addEventListener("beforeprint", () => {
  if (!prose) return;
  for (const details of prose.querySelectorAll("details:not([open], .selfcheck-answer)")) {
    details.open = true;
    details.dataset.printed = "";
  }
  answers();
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("[data-printed]")) {
    details.open = false;
    delete details.dataset.printed;
  }
  document.querySelector(".answers-printed")?.remove();
});
