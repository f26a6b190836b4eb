// Self-checks in a module: answered in place, feedback at once, never sent, never scored.
const fold = (text, keepCase) => {
  const plain = text.normalize("NFC").trim().replace(/\s+/g, " ");
  return keepCase ? plain : plain.toLocaleLowerCase("id");
};

// `*` stands for anything, `\*` for a star; walked greedily, so it takes linear memory and no pattern engine.
export function matches(pattern, text) {
  const parts = [""];
  for (let i = 0; i < pattern.length; i += 1) {
    if (pattern[i] === "\\" && i + 1 < pattern.length) parts[parts.length - 1] += pattern[(i += 1)];
    else if (pattern[i] === "*") parts.push("");
    else parts[parts.length - 1] += pattern[i];
  }
  if (parts.length === 1) return text === parts[0];
  const first = parts.shift();
  const last = parts.pop();
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}

// Comma and point both mark decimals; whichever groups three digits several times, or comes first, marks thousands.
export function number(text) {
  const found = text.replace(/[\s\u00a0]/g, "").match(/^[+-]?\d[\d.,]*/);
  if (!found) return NaN;
  const digits = found[0];
  const marks = digits.replace(/[^.,]/g, "");
  if (!marks) return Number(digits);
  const last = marks[marks.length - 1];
  const mixed = new Set(marks).size > 1;
  const grouped = marks.length > 1 && !mixed;
  const decimal = grouped ? "" : last;
  return Number([...digits].map((sign) => (sign === decimal ? "." : /[.,]/.test(sign) ? "" : sign)).join(""));
}

function typed(box) {
  const input = box.querySelector("[data-accept]");
  const accepted = JSON.parse(input.dataset.accept);
  const exact = "case" in input.dataset;
  const given = fold(input.value, exact);
  if (!given) return null;
  const value = number(input.value);
  const place = accepted.findIndex((one) => (
    box.dataset.selfcheck === "number" ? value >= one.low && value <= one.high : matches(fold(one.text, exact), given)
  ));
  return { right: place >= 0 && accepted[place].right, places: place < 0 ? [] : [String(place)] };
}

function chosen(box) {
  const inputs = [...box.querySelectorAll("fieldset input")];
  const ticked = inputs.filter((input) => input.checked);
  if (!ticked.length) return null;
  return {
    right: inputs.every((input) => input.checked === ("right" in input.dataset)),
    places: ticked.map((input) => input.value),
  };
}

function clear(box) {
  const verdict = box.querySelector(".selfcheck-verdict");
  verdict.textContent = "";
  delete box.dataset.verdict;
  for (const feedback of box.querySelectorAll(".selfcheck-feedback")) feedback.hidden = true;
}

// Nothing is given yet: what is asked for is said once more, and the place to do it takes the focus.
function ask(box) {
  box.querySelector(".selfcheck-verdict").textContent = box.querySelector("legend")?.textContent ?? "";
  box.querySelector("fieldset input, [data-accept]").focus();
}

function check(box) {
  clear(box);
  const answer = box.dataset.selfcheck.startsWith("choice") ? chosen(box) : typed(box);
  if (!answer) return ask(box);
  for (const feedback of box.querySelectorAll(".selfcheck-feedback")) {
    feedback.hidden = !answer.places.includes(feedback.dataset.feedback);
  }
  const verdict = box.querySelector(".selfcheck-verdict");
  verdict.textContent = answer.right ? verdict.dataset.right : verdict.dataset.wrong;
  box.dataset.verdict = answer.right ? "right" : "wrong";
  if (answer.right) box.querySelector(".selfcheck-answer").open = true;
}

for (const box of document.querySelectorAll("[data-selfcheck]:not([data-selfcheck='reveal'])")) {
  const button = box.querySelector(".selfcheck-check");
  button.hidden = false;
  button.addEventListener("click", () => check(box));
  box.addEventListener("input", () => clear(box));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-accept]")) check(box);
  });
}
