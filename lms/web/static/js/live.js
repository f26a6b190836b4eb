// Keeps a part of the page up to date while work goes on behind it; when the part is gone, the work is done.
const EVERY = 2000;
const part = document.querySelector("[data-live]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-live]");
      if (!now) return location.reload();
      for (const [at, old] of part.querySelectorAll(".progress").entries()) {
        const fresh = now.querySelectorAll(".progress")[at];
        if (fresh) old.replaceWith(document.importNode(fresh, true));
      }
    }
  } catch {
    // Out of reach for a moment: asked again.
  }
  setTimeout(look, EVERY);
}

if (part) setTimeout(look, EVERY);
