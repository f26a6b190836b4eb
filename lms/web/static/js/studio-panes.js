// On a phone one part at a time; the preview follows what is saved and keeps its place.
export function panes() {
  const studio = document.querySelector("[data-studio]");
  const tabs = [...document.querySelectorAll("[data-tabs] a")];
  const frame = document.querySelector("[data-preview] iframe");
  const views = [...document.querySelectorAll("[data-view]")];

  const show = (name) => {
    studio.dataset.pane = name;
    for (const tab of tabs) {
      if (tab.hash === `#${name}`) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      show(tab.hash.slice(1));
    });
  }
  studio.classList.add("write-tabbed");

  for (const view of views) {
    view.addEventListener("click", () => {
      for (const other of views) other.removeAttribute("aria-current");
      view.setAttribute("aria-current", "true");
    });
  }

  // Load the chosen view anew where the reader of it stood; a hidden frame waits until it is looked at.
  const refresh = () => {
    const chosen = views.find((view) => view.hasAttribute("aria-current"));
    const inside = frame.contentWindow;
    const top = inside?.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top), { once: true });
    if (inside && inside.location.pathname !== "blank") inside.location.replace(chosen?.href ?? frame.src);
  };
  return { show, refresh };
}
