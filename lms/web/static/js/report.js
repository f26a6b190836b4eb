// A citizen's report in steps: kept on the phone while it is written.
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
  const files = form.elements.namedItem("lampiran");
  const anonymous = form.querySelector("[data-anonymous]");
  const way = window.lmsSteps(form, steps, {
    keep,
    filled: (step) => [...step.querySelectorAll("input, textarea")].every((field) => field.reportValidity()),
    firstWrong: () => steps.findIndex((step) => step.querySelector(":invalid")),
  });

  function keep() {
    const kept = [...new FormData(form)].filter(([name]) => !UNKEPT.has(name));
    const photos = files.files.length;
    try {
      localStorage.setItem(PLACE, JSON.stringify({ kept, now: way.now, photos, at: Date.now() }));
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
      way.now = Math.min(draft.now ?? 0, steps.length - 1);
      offerToClear(draft.photos);
    }
  }

  // Chosen files do not outlive the page: no browser lets a site choose them again.
  function offerToClear(photos) {
    const line = document.createElement("p");
    line.className = "hint report-draft";
    line.append(`${words.draft} ${photos ? words.photos : ""} `, way.made(words.clear, "button button-bare", () => {
      localStorage.removeItem(PLACE);
      form.reset();
      location.reload();
    }));
    form.before(line);
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

  form.addEventListener("input", keep);
  form.addEventListener("change", veil);
  files.addEventListener("change", weigh);
  if (steps[0].querySelector(":checked")) way.now = 1;
  restore();
  const wrong = steps.findIndex((step) => step.matches(".field-wrong") || step.querySelector(".field-wrong"));
  if (wrong >= 0) way.now = wrong;
  veil();
  way.show(false);
})();
