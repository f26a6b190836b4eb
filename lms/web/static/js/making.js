// The page of files being made: renews its numbers every few seconds, and loads itself when the last one is made.
const EVERY = 3000;
const figures = document.querySelector("[data-figures]");
const said = document.querySelector("[data-said]");
const write = new Intl.NumberFormat(document.documentElement.lang || "id");

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(figures.dataset.figures, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      if (show(await answer.json())) return;
      say(said.dataset.liveWords);
    } catch {
      say(said.dataset.awayWords);
    }
  }
  setTimeout(look, EVERY);
}

// Tells whether the page is loaded anew, as it has another shape then: nothing left, or something given up.
function show(counted) {
  const before = counts();
  for (const place of figures.querySelectorAll("[data-figure]")) {
    place.textContent = write.format(counted[place.dataset.figure]);
    place.dataset.count = counted[place.dataset.figure];
  }
  const other = (before.unmade > 0) !== (counted.unmade > 0) || (before.failed > 0) !== (counted.failed > 0);
  if (other) location.reload();
  return other;
}

function counts() {
  const number = (name) => Number(figures.querySelector(`[data-figure="${name}"]`).dataset.count);
  return { unmade: number("unmade"), failed: number("failed") };
}

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

if (figures) setTimeout(look, EVERY);
