// The questionnaire, one question a screen: kept on the phone while it is filled in, sent when there is a network.
(() => {
  const PREFIX = "lms-survey-";
  const sent = document.querySelector("[data-survey-sent]");
  if (sent) {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${PREFIX}${sent.dataset.surveySent}-`)) localStorage.removeItem(key);
    }
    return;
  }
  const form = document.querySelector("[data-survey]");
  if (!form) return;
  const words = form.dataset;
  // A device of many people names no draft: what one answered is not for the next.
  const place = words.survey && PREFIX + words.survey;
  const steps = [...form.querySelectorAll("[data-question]")];
  const head = document.createElement("div");
  const text = document.createElement("p");
  const bar = document.createElement("progress");
  const foot = document.createElement("div");
  const back = document.createElement("button");
  const next = document.createElement("button");
  const told = document.createElement("p");
  let now = 0;
  let waiting = false;

  function keep() {
    if (!place) return;
    const kept = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrf_token"));
    try {
      localStorage.setItem(place, JSON.stringify({ kept, now }));
    } catch {
      // A full or forbidden store: the page works all the same, without a draft.
    }
  }

  function restore() {
    if (!place) return;
    let draft;
    try {
      draft = JSON.parse(localStorage.getItem(place) ?? "null");
    } catch {
      draft = null;
    }
    if (!draft?.kept || form.querySelector(".field-wrong")) return;
    for (const [name, value] of Object.entries(draft.kept)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    now = Math.min(draft.now ?? 0, steps.length - 1);
  }

  function show(focus) {
    steps.forEach((step, index) => {
      step.hidden = index !== now;
    });
    text.textContent = words.step.replace("{now}", now + 1).replace("{all}", steps.length);
    bar.value = now + 1;
    back.hidden = now === 0;
    next.hidden = now === steps.length - 1;
    if (focus) {
      const step = steps[now];
      step.tabIndex = -1;
      step.focus({ preventScroll: true });
      head.scrollIntoView({ block: "start" });
    }
  }

  function go(by) {
    now = Math.max(0, Math.min(steps.length - 1, now + by));
    keep();
    show(true);
  }

  // A question of the unit's own may stay open.
  function isOpen(step) {
    const radios = [...step.querySelectorAll("input[type=radio]")];
    return radios.length > 0 && !("optional" in step.dataset) && !radios.some((one) => one.checked);
  }

  function answered() {
    if (!isOpen(steps[now])) return true;
    steps[now].querySelector("input[type=radio]").reportValidity();
    return false;
  }

  head.className = "survey-steps";
  bar.max = steps.length;
  bar.setAttribute("aria-hidden", "true");
  head.append(text, bar);
  foot.className = "actions survey-way";
  back.type = next.type = "button";
  back.className = "button button-quiet";
  next.className = "button";
  back.textContent = words.back;
  next.textContent = words.next;
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => answered() && go(1));
  foot.append(back, next);
  told.className = "hint";
  told.setAttribute("role", "status");
  form.prepend(head);
  form.append(foot, told);
  form.classList.add("survey-stepwise");
  form.noValidate = true;

  form.addEventListener("change", keep);
  // A thumb that has chosen goes on; who walks with arrow keys chooses without wanting to go on.
  form.addEventListener("click", (event) => {
    if (event.detail && event.target.matches("input[type=radio]")) setTimeout(() => go(1), 180);
  });
  form.addEventListener("submit", (event) => {
    const empty = steps.findIndex(isOpen);
    keep();
    if (empty >= 0) {
      event.preventDefault();
      now = empty;
      show(true);
      answered();
    } else if (!navigator.onLine) {
      event.preventDefault();
      waiting = true;
      told.textContent = words.waits;
    }
  });
  form.addEventListener("reset", () => {
    now = 0;
    waiting = false;
    told.textContent = "";
    show(true);
  });
  addEventListener("online", () => waiting && form.requestSubmit());
  restore();
  const wrong = steps.findIndex((step) => step.classList.contains("field-wrong"));
  if (wrong >= 0) now = wrong;
  show(false);
})();
