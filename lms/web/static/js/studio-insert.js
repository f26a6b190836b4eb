// The menu of what can be put into a text: an example with its blank selected, or a little form first.
const TOOLS = { ArrowRight: 1, ArrowLeft: -1 };

export function inserting(form, text, say, picture, save) {
  const examples = new Map();
  for (const button of form.querySelectorAll(".write-insert")) {
    examples.set(button.dataset.insert, button);
    button.disabled = false;
  }
  for (const plain of form.querySelectorAll("[data-plain]")) plain.hidden = true;
  const bar = form.querySelector("[data-tools]");
  bar.hidden = false;
  roving(bar);
  const table = tabling(text, say);

  const insert = (name) => {
    const button = examples.get(name);
    if (!button) return;
    const { block, tool, url } = button.dataset;
    // The example as it is shown, parted at its blank.
    const [before, blank, after] = ["previousSibling", "", "nextSibling"].map((side) => {
      const hole = button.nextElementSibling.querySelector("b");
      return side ? hole[side]?.data ?? "" : hole.textContent;
    });
    const menu = form.querySelector("[data-inserts]");
    if (tool === "table") table();
    else if (tool === "picture") picture.open();
    else if (tool === "check") {
      const line = text.value.slice(0, text.selection().to).split("\n").length;
      save().then(() => location.assign(`${url}&baris=${line}`));
    } else text.insert({ before, blank, after, block: block !== undefined });
    menu.open = false;
  };
  form.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-insert]");
    if (pressed) insert(pressed.dataset.insert);
  });
  return insert;
}

// One stop for Tab, arrows within: as a toolbar is used.
function roving(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  bar.addEventListener("keydown", (event) => {
    const step = TOOLS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
}

// A table is filled in as a grid and written as Markdown.
function tabling(text, say) {
  const dialog = document.querySelector('[data-dialog="table"]');
  const { columns, rows } = dialog.querySelector("form").elements;
  const body = dialog.querySelector("tbody");
  const values = () => [...body.rows].map((row) => [...row.querySelectorAll("input")].map((cell) => cell.value));
  const draw = () => {
    const old = values();
    body.replaceChildren();
    const count = (field, least, most) => Math.min(most, Math.max(least, Number(field.value) || least));
    for (let at = 0; at <= count(rows, 1, 20); at += 1) {
      const row = body.insertRow();
      for (let place = 0; place < count(columns, 2, 6); place += 1) {
        const cell = document.createElement("input");
        cell.className = "input";
        cell.value = old[at]?.[place] ?? "";
        cell.ariaLabel = `${at ? say("row", { number: at }) : ""} ${say("column", { number: place + 1 })}`.trim();
        if (!at) cell.placeholder = say("column", { number: place + 1 });
        row.insertCell().append(cell);
      }
    }
  };
  columns.addEventListener("input", draw);
  rows.addEventListener("input", draw);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return text.focus();
    const clean = (cell, place, head) => cell.trim().replaceAll("|", "\\|") || (head ? say("column", { number: place + 1 }) : " ");
    const [head, ...others] = values();
    const written = (cells, isHead) => `| ${cells.map((cell, place) => clean(cell, place, isHead)).join(" | ")} |`;
    const lines = [written(head, true), `|${" --- |".repeat(head.length)}`, ...others.map((cells) => written(cells, false))];
    text.insert({ blank: lines.join("\n"), block: true, made: true });
  });
  return () => {
    dialog.returnValue = "";
    draw();
    dialog.showModal();
    body.querySelector("input").focus();
  };
}
