// A file is being made behind this page: asks for the page until it no longer says so, then shows what came of it.
const WAITS = [1000, 1500, 2000, 3000, 5000];

async function look(turn) {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    const text = await response.text();
    if (response.ok && !text.includes("data-pending")) {
      location.reload();
      return;
    }
  } catch {
    // offline: the next turn asks again
  }
  wait(turn + 1);
}

function wait(turn) {
  setTimeout(() => look(turn), WAITS[Math.min(turn, WAITS.length - 1)]);
}

if (document.querySelector("[data-pending]")) wait(0);
