// A citizen's report in steps: kept on the phone while it is written, sent when there is a network.
(() => {
  const PLACE = "lms-report";
  const HOURS = 24;
  const UNKEPT = new Set(["csrf_token", "nama", "kontak", "situs", "lampiran"]);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  if (document.querySelector("[data-report-sent]")) {
    localStorage.removeItem(PLACE);
    return;
  }
  const form = document.querySelector("[data-report]");
  if (!form) return;
  const words = form.dataset;
  const steps = [...form.querySelectorAll("[data-part]")];
  const head = document.createElement("div");
  const text = document.createElement("p");
  const bar = document.createElement("progress");
  const foot = document.createElement("div");
  const told = document.createElement("p");
  const files = form.elements.namedItem("lampiran");
  const anonymous = form.querySelector("[data-anonymous]");
  const back = made(words.back, "button button-quiet", () => go(-1));
  const next = made(words.next, "button", () => filled() && go(1));
  let [now, waiting] = [0, false];

  function made(label, kind, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  function keep() {
    const kept = [...new FormData(form)].filter(([name]) => !UNKEPT.has(name));
    try {
      localStorage.setItem(PLACE, JSON.stringify({ kept, now, at: Date.now() }));
    } catch {
      // A full or forbidden store: the page works all the same, without a draft.
    }
  }

  function restore() {
    let draft;
    try {
      draft = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    } catch {
      draft = null;
    }
    if (draft && Date.now() - draft.at > HOURS * 3600_000) localStorage.removeItem(PLACE);
    else if (draft?.kept && !form.querySelector(".field-wrong")) {
      for (const [name, value] of draft.kept) {
        const field = form.elements.namedItem(name);
        if (field?.type === "checkbox") field.checked = true;
        else if (field) field.value = value;
      }
      now = Math.min(draft.now ?? 0, steps.length - 1);
      offerToClear();
    }
  }

  function offerToClear() {
    const line = document.createElement("p");
    line.className = "hint report-draft";
    line.append(`${words.draft} `, made(words.clear, "button button-bare", () => {
      localStorage.removeItem(PLACE);
      form.reset();
      location.reload();
    }));
    form.before(line);
  }

  function show(focus) {
    for (const [index, step] of steps.entries()) step.hidden = index !== now;
    text.textContent = words.step.replace("{now}", now + 1).replace("{all}", steps.length);
    bar.value = now + 1;
    back.hidden = now === 0;
    next.hidden = now === steps.length - 1;
    if (!focus) return;
    steps[now].tabIndex = -1;
    steps[now].focus({ preventScroll: true });
    head.scrollIntoView({ block: "start" });
  }

  function go(by) {
    now = Math.max(0, Math.min(steps.length - 1, now + by));
    keep();
    show(true);
  }

  function filled() {
    return [...steps[now].querySelectorAll("input, textarea")].every((field) => field.reportValidity());
  }

  function weigh() {
    const { most, megabytes, wrong } = files.dataset;
    const tooMuch = files.files.length > most || [...files.files].some((file) => file.size > megabytes << 20);
    files.setCustomValidity(tooMuch ? wrong.replace("{most}", most).replace("{size}", megabytes) : "");
    if (tooMuch) files.reportValidity();
  }

  function veil() {
    form.querySelector("[data-named]").hidden = anonymous.checked;
    form.elements.namedItem("nama").required = !anonymous.checked;
  }

  head.className = "survey-steps";
  head.append(text, bar);
  bar.max = steps.length;
  bar.ariaHidden = "true";
  foot.className = "actions survey-way";
  foot.append(back, next);
  told.className = "hint";
  told.setAttribute("role", "status");
  form.prepend(head);
  form.append(foot, told);
  form.noValidate = true;
  form.addEventListener("input", keep);
  form.addEventListener("change", veil);
  files.addEventListener("change", weigh);
  // A thumb that has chosen goes on; who walks with arrow keys chooses without wanting to go on.
  form.addEventListener("click", (event) => {
    if (event.detail && event.target.matches("input[type=radio]")) setTimeout(() => go(1), 180);
  });
  form.addEventListener("submit", (event) => {
    keep();
    const wrong = steps.findIndex((step) => step.querySelector(":invalid"));
    if (wrong >= 0 || now < steps.length - 1) {
      event.preventDefault();
      now = wrong >= 0 ? wrong : now + 1;
      show(true);
      filled();
    } else if (!navigator.onLine) {
      event.preventDefault();
      waiting = true;
      told.textContent = words.waits;
    }
  });
  addEventListener("online", () => waiting && form.requestSubmit());
  if (steps[0].querySelector(":checked")) now = 1;
  restore();
  const wrong = steps.findIndex((step) => step.matches(".field-wrong") || step.querySelector(".field-wrong"));
  if (wrong >= 0) now = wrong;
  veil();
  show(false);
})();
