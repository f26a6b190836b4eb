// An order with its script: buttons move an item; each item's number, chosen by hand without it, follows.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function words(step) {
  const label = step.querySelector("label");
  return label.textContent.trim() || (label.querySelector("[alt]")?.alt ?? "");
}

function button(list, step, way) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet step-move";
  made.dataset.way = way;
  made.setAttribute("aria-label", fill(list.dataset[way], { item: words(step) }));
  made.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${list.dataset.icons}#arrow-${way}"></use></svg>`;
  return made;
}

function ends(list) {
  const steps = [...list.children];
  for (const [place, step] of steps.entries()) {
    step.querySelector("[data-way=up]").setAttribute("aria-disabled", place === 0);
    step.querySelector("[data-way=down]").setAttribute("aria-disabled", place === steps.length - 1);
  }
}

function move(list, step, way, live) {
  const other = way === "up" ? step.previousElementSibling : step.nextElementSibling;
  if (!other) return;
  if (way === "up") other.before(step);
  else other.after(step);
  const steps = [...list.children];
  for (const [place, one] of steps.entries()) one.querySelector("select").value = String(place + 1);
  ends(list);
  const place = steps.indexOf(step) + 1;
  live.textContent = fill(list.dataset.moved, { item: words(step), place, count: steps.length });
  step.querySelector(`[data-way=${way}]`).focus();
  step.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
}

for (const list of document.querySelectorAll("[data-ordering]")) {
  const number = (step) => Number(step.querySelector("select").value) || Infinity;
  const steps = [...list.children].sort((one, other) => (number(one) === number(other) ? 0 : number(one) - number(other)));
  for (const step of steps) {
    step.querySelector("select").hidden = true;
    step.append(button(list, step, "up"), button(list, step, "down"));
    list.append(step);
  }
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("aria-live", "polite");
  list.after(live);
  list.classList.add("is-live");
  list.closest("fieldset").querySelector("legend").textContent = list.dataset.hint;
  list.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-way]");
    if (pressed) move(list, pressed.closest("li"), pressed.dataset.way, live);
  });
  ends(list);
}
