// The counter's device: who goes away unfinished leaves nothing for the next person to see.
(() => {
  const form = document.querySelector("[data-kiosk]");
  const dialog = document.querySelector("[data-idle]");
  if (!form || !dialog) return;
  const QUIET = 60;
  const LEFT = 20;
  const OURS = ["csrf_token", "tanda"];
  const left = dialog.querySelector("[data-left]");
  let touched = Date.now();
  let begun = [...new FormData(form)].some(([name, value]) => value && !OURS.includes(name));

  function clear() {
    form.reset();
    for (const field of form.elements) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else if (field.type === "select-one") field.selectedIndex = 0;
      else if (field.type === "textarea" || field.type === "text") field.value = "";
    }
    // What comes next is another one's answer, even when no new page can be fetched.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    form.elements.namedItem("tanda").value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    begun = false;
    if (dialog.open) dialog.close();
  }

  function anew() {
    clear();
    const address = form.dataset.kiosk;
    // Without a network the empty form stays; the browser's own error page would end the counter's day.
    fetch(address, { method: "HEAD", cache: "no-store" }).then(
      () => location.replace(address),
      () => {},
    );
  }

  function look() {
    const quiet = (Date.now() - touched) / 1000;
    if (!begun || quiet < QUIET) return;
    if (quiet >= QUIET + LEFT) {
      anew();
      return;
    }
    if (!dialog.open) dialog.showModal();
    left.textContent = Math.ceil(QUIET + LEFT - quiet);
  }

  function touch(event) {
    if (dialog.open) return;
    touched = Date.now();
    if (form.contains(event.target)) begun = true;
  }

  for (const name of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    document.addEventListener(name, touch, { passive: true });
  }
  dialog.addEventListener("close", () => {
    touched = Date.now();
  });
  dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-anew]").addEventListener("click", anew);
  // A device that slept counts the time it slept.
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", (event) => event.persisted && anew());
  setInterval(look, 1000);
  // Some browsers fill a form in again as it was left; what the server sent back as wrong is this person's.
  if (begun && !form.querySelector(".field-wrong")) clear();
})();
