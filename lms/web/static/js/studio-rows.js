// Answers of the question form: added, moved and removed at once. Without this the same buttons ask the server.
const form = document.querySelector("[data-rows]");
const list = form?.querySelector("[data-list]");

function numbered() {
  for (const [place, row] of [...list.querySelectorAll("[data-row]")].entries()) {
    const key = row.querySelector("[name=key]");
    if (key) key.value = place;
    for (const button of row.querySelectorAll("[data-move]")) button.value = `${button.dataset.move}-${place}`;
    for (const field of row.querySelectorAll("[data-label]")) field.ariaLabel = field.dataset.label.replace("{number}", place + 1);
  }
}

function added() {
  const rows = list.querySelectorAll("[data-row]");
  if (!rows.length) return false;
  const row = rows[rows.length - 1].cloneNode(true);
  for (const field of row.querySelectorAll("input:not([type=radio], [type=checkbox]), textarea")) field.value = "";
  for (const key of row.querySelectorAll("[name=key]")) key.checked = false;
  for (const more of row.querySelectorAll("details")) more.open = false;
  list.append(row);
  numbered();
  row.querySelector("[name=text]").focus();
  return true;
}

function moved(button) {
  const row = button.closest("[data-row]");
  const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (button.dataset.move === "drop") {
    if (list.children.length < 2) return;
    (other ?? row.previousElementSibling)?.querySelector("[name=text]").focus();
    row.remove();
  } else if (button.dataset.move === "up") other?.before(row);
  else other?.after(row);
  numbered();
  if (row.isConnected) button.focus();
}

form?.addEventListener("click", (event) => {
  const move = event.target.closest("[data-move]");
  const add = event.target.closest("[data-add]");
  if (move) {
    event.preventDefault();
    moved(move);
  } else if (add && added()) event.preventDefault();
});

// A question that was begun is not lost by a slip of the hand.
let dirty = false;
form?.addEventListener("input", () => (dirty = true));
form?.addEventListener("submit", () => (dirty = false));
addEventListener("beforeunload", (event) => dirty && event.preventDefault());
