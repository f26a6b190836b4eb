// The questionnaire, one question a screen: kept on the phone while it is filled in.
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
  // A device of many people names no draft: what one answered is not for the next.
  const place = form.dataset.survey && PREFIX + form.dataset.survey;
  const steps = [...form.querySelectorAll("[data-question]")];
  const way = window.lmsSteps(form, steps, { keep, filled, firstWrong: () => steps.findIndex(isOpen) });

  function keep() {
    if (!place) return;
    const kept = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrf_token"));
    try {
      localStorage.setItem(place, JSON.stringify({ kept, now: way.now }));
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
    way.now = Math.min(draft.now ?? 0, steps.length - 1);
  }

  // A question of the unit's own may stay open.
  function isOpen(step) {
    const radios = [...step.querySelectorAll("input[type=radio]")];
    return radios.length > 0 && !("optional" in step.dataset) && !radios.some((one) => one.checked);
  }

  function filled(step) {
    if (!isOpen(step)) return true;
    step.querySelector("input[type=radio]").reportValidity();
    return false;
  }

  form.addEventListener("change", keep);
  form.addEventListener("reset", way.restart);
  restore();
  const wrong = steps.findIndex((step) => step.classList.contains("field-wrong"));
  if (wrong >= 0) way.now = wrong;
  way.show(false);
})();
