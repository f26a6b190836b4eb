// While a module is read: keep the reading place, move the slim bar, mark the section in the contents.
const article = document.querySelector(".read-text");
const bar = document.querySelector("[data-reading]");
const headings = [...document.querySelectorAll(".prose h2[id]")];
const links = new Map(
  [...document.querySelectorAll("[data-toc] a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
const address = article?.dataset.place;
const token = document.querySelector('meta[name="csrf-token"]')?.content;
const start = bar ? bar.value : 0;
const LINE = 0.35; // a heading above this share of the window counts as reached
const SETTLE = 2500; // milliseconds in one place before it is kept

let current = "";
let kept = null;
let timer;

function section() {
  const line = innerHeight * LINE;
  let found = "";
  for (const heading of headings) {
    if (heading.getBoundingClientRect().top <= line) found = heading.id;
  }
  const end = document.documentElement.scrollHeight - innerHeight - scrollY < 8;
  return end && headings.length ? headings[headings.length - 1].id : found;
}

function keep() {
  clearTimeout(timer);
  if (!address || kept === current) return;
  kept = current;
  const body = new URLSearchParams({ section: current });
  fetch(address, { method: "POST", body, keepalive: true, headers: { "X-CSRF-Token": token } })
    .then((answer) => { if (answer.status >= 500) kept = null; })
    .catch(() => { kept = null; });
}

function mark() {
  for (const [id, link] of links) {
    if (id === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function look() {
  const prose = article.querySelector(".prose").getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (innerHeight * 0.8 - prose.top) / (prose.height || 1)));
  if (bar) bar.value = start + share;
  const found = section();
  if (found !== current) {
    current = found;
    mark();
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLE);
  }
}

if (article) {
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; look(); });
  }, { passive: true });
  look();
  timer = setTimeout(keep, SETTLE);
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
}

// The folded contents close when a section is chosen.
document.querySelector(".toc-folded")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) event.currentTarget.open = false;
});
