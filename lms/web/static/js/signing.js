// The page of BSrE's signatures: sends the officer's form again and again, some seconds of signing each time,
// until nothing waits. The passphrase stays in its field for so long and is emptied at the end.
const PAUSES = [2, 4, 8];
const MOST_IN_A_ROW = 3;
const form = document.querySelector("[data-run]");
const find = (name) => form.querySelector(`[data-${name}]`);
let stopped = false;

async function run(data) {
  const sum = { signed: 0, failed: 0, row: 0, pauses: 0 };
  for (;;) {
    const told = await ask(data);
    data.set("sesudah", told.after);
    count(sum, told);
    say(words("run", { signed: sum.signed, failed: sum.failed, waiting: told.waiting }));
    if (told.again && sum.pauses < PAUSES.length && !stopped) {
      await pause(PAUSES[sum.pauses++]);
      continue;
    }
    if (told.error) return told;
    if (stopped) return { error: words("stop") };
    if (sum.row >= MOST_IN_A_ROW) return { error: words("row") };
    if (!told.signed && !told.failed.length) return { error: "" };
    sum.pauses = 0;
  }
}

async function ask(data) {
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return answer.json();
}

function count(sum, told) {
  sum.signed += told.signed;
  sum.failed += told.failed.length;
  sum.row = told.signed ? 0 : sum.row + told.failed.length;
  for (const one of told.failed) {
    const line = document.createElement("li");
    line.textContent = `${one.number}, ${one.name}: ${one.reason}`;
    find("failures").append(line);
  }
  find("progress").firstElementChild.value = sum.signed + sum.failed;
  document.querySelector("[data-waiting]").textContent = told.waiting;
}

function words(name, values = {}) {
  const text = form.getAttribute(`data-words-${name}`);
  return text.replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
}

function say(text) {
  find("said").textContent = text;
}

function pause(seconds) {
  say(words("wait", { seconds }));
  return new Promise((go) => setTimeout(go, seconds * 1000));
}

function show(running) {
  for (const one of form.querySelectorAll("input, button:not([data-stop])")) one.disabled = running;
  find("stop").hidden = !running;
  find("stop").disabled = false;
  find("progress").hidden = false;
}

async function begin(event) {
  event.preventDefault();
  stopped = false;
  find("failures").replaceChildren();
  find("after").hidden = true;
  say(words("start"));
  // Taken before the fields are locked: a locked field is not sent.
  const data = new FormData(form);
  show(true);
  let end;
  try {
    end = await run(data);
  } catch {
    end = { error: words("away") };
  }
  show(false);
  form.elements.frasa.value = "";
  if (!end.error) form.elements.nik.value = "";
  form.elements.sesudah.value = "";
  const before = find("said").textContent;
  say(`${before === words("start") ? "" : before} ${end.error || words("done")}`.trim());
  find("after").hidden = false;
  if (end.wrong) form.elements[end.wrong === "nik" ? "nik" : "frasa"].focus();
}

if (form) {
  form.addEventListener("submit", begin);
  find("stop").addEventListener("click", () => {
    stopped = true;
    find("stop").disabled = true;
  });
}
