// Small comforts of every page: the menu closes by itself, a refused form shows its summary first.
const menu = document.querySelector("[data-menu]");
if (menu) {
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

document.querySelector("[data-errors]")?.focus();

// One press is one request: a second press on a slow network changes nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // A script of the page held it back, until the network is there or a field is filled in.
  if (event.defaultPrevented) return;
  if (form.dataset.sent && !form.dataset.again) event.preventDefault();
  form.dataset.sent = "1";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

// Who signs out leaves no answers on this phone (quiz-shelf.js keeps those that are not sent yet).
document.querySelector("[data-sign-out]")?.form.addEventListener("submit", () => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("lms-attempt-")) localStorage.removeItem(key);
  } catch {
    // No storage, nothing kept.
  }
});

// On a phone the navigation is wider than the screen: show the place where the reader is.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
