// Frames that show the same page of a preview: one goes where the other goes, and a new text keeps its place.
const ECHO = 200; // milliseconds in which a frame that was scrolled for the other's sake does not answer
const state = new WeakMap();
const of = (frame) => state.get(frame) ?? state.set(frame, { quiet: 0, led: "", place: null }).get(frame);
// The wide frame is empty where there is no room for it: nothing is loaded that nobody sees.
const shown = (frame) => frame.offsetParent !== null && frame.contentWindow.location.href !== "about:blank";

function headings(view) {
  return [...view.document.querySelectorAll("main :is(h1, h2, h3, h4, section, article)[id]")].map((node) => ({
    id: node.id,
    top: node.getBoundingClientRect().top + view.scrollY,
  }));
}

// Where a window stands: below which heading, how many pixels, and which share of the way to the next.
function place(view) {
  const marks = [{ id: "", top: 0 }, ...headings(view)].sort((one, other) => one.top - other.top);
  const y = view.scrollY;
  let at = 0;
  while (at + 1 < marks.length && marks[at + 1].top <= y + 1) at += 1;
  const end = marks[at + 1]?.top ?? Math.max(view.document.documentElement.scrollHeight - view.innerHeight, marks[at].top + 1);
  const below = y - marks[at].top;
  return { id: marks[at].id, below, share: Math.min(below / Math.max(end - marks[at].top, 1), 1), x: view.scrollX };
}

function stand(view, { id, below, share, x }, sameWidth) {
  const marks = [{ id: "", top: 0 }, ...headings(view)].sort((one, other) => one.top - other.top);
  const at = Math.max(marks.findIndex((mark) => mark.id === id), 0);
  const end = marks[at + 1]?.top ?? Math.max(view.document.documentElement.scrollHeight - view.innerHeight, marks[at].top);
  const top = marks[at].top + (sameWidth ? below : share * (end - marks[at].top));
  view.scrollTo({ left: sameWidth ? x : view.scrollX, top, behavior: "instant" });
}

function scrolled(frame, frames) {
  const own = of(frame);
  if (performance.now() < own.quiet || own.waits) return;
  own.waits = requestAnimationFrame(() => {
    own.waits = 0;
    const where = place(frame.contentWindow);
    for (const other of frames) {
      if (other === frame || !shown(other)) continue;
      of(other).quiet = performance.now() + ECHO;
      stand(other.contentWindow, where, false);
    }
  });
}

// What is sent in one frame is sent in the others too, so that both show what became of it.
function sent(frame, frames, { target: form, submitter }) {
  if (!form.hasAttribute("data-plays")) return;
  const fields = [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string");
  for (const other of frames) {
    if (other === frame || !shown(other)) continue;
    const page = other.contentDocument;
    const copy = Object.assign(page.createElement("form"), { method: "post", action: form.action, hidden: true });
    for (const [name, value] of fields) {
      copy.append(Object.assign(page.createElement("input"), { type: "hidden", name, value }));
    }
    page.body.append(copy);
    of(other).led = form.action;
    copy.submit();
  }
}

function arrived(frame, frames, base, turnTo) {
  const view = frame.contentWindow;
  const own = of(frame);
  const { pathname, search } = view.location;
  const { place: before, led } = own;
  Object.assign(own, { place: null, led: "" });
  const renewed = before?.href === view.location.href;
  if (renewed) stand(view, before, true);
  own.quiet = performance.now() + ECHO;
  view.addEventListener("scroll", () => scrolled(frame, frames), { passive: true });
  view.document.addEventListener("submit", (event) => sent(frame, frames, event));
  view.document.addEventListener("input", (event) => event.target.form?.setAttribute("data-begun", ""));
  if (renewed || led === view.location.href) return;
  const inside = pathname === base || pathname.startsWith(`${base}/`);
  if (inside) turnTo(decodeURIComponent(pathname.slice(base.length + 1)));
  for (const other of frames) {
    const there = other.contentWindow.location;
    if (other === frame || !shown(other) || there.pathname + there.search === pathname + search) continue;
    of(other).led = view.location.href;
    there.replace(view.location.href);
  }
}

// Follow a frame wherever its reader goes; `turnTo` is told the page.
export function follow(frame, frames, base, turnTo) {
  frame.addEventListener("load", () => arrived(frame, frames, base, turnTo));
  if (frame.contentDocument?.readyState === "complete" && shown(frame)) {
    arrived(frame, frames, base, turnTo);
  }
}

// Load a page anew where it stood. Answers of a quiz are sent along, and marked again if they were.
export function renew(frame) {
  if (!shown(frame)) return;
  const view = frame.contentWindow;
  of(frame).place = { ...place(view), href: view.location.href };
  const form = view.document.querySelector("form[data-plays]");
  if (!form || !(form.hasAttribute("data-begun") || form.hasAttribute("data-answered"))) {
    view.location.reload();
    return;
  }
  if (form.dataset.marked) {
    const mark = Object.assign(view.document.createElement("input"), { type: "hidden", name: form.dataset.marked, value: "1" });
    form.append(mark);
  }
  form.submit();
}

// Show the wide frame as wide as a desk's screen, made smaller until it fits.
export function fit(frames) {
  for (const frame of frames.filter((one) => one.dataset.width)) {
    const width = Number(frame.dataset.width);
    const box = frame.parentElement;
    new ResizeObserver(() => {
      if (box.clientWidth && !frame.src) {
        const leader = frames[0].contentWindow.location.href;
        frame.src = leader === "about:blank" ? frame.dataset.src : leader;
        of(frame).led = frame.src;
      }
      const scale = Math.min(box.clientWidth / width, 1) || 1;
      frame.style.width = `${Math.max(width, box.clientWidth)}px`;
      frame.style.height = `${box.clientHeight / scale}px`;
      frame.style.transform = `scale(${scale})`;
    }).observe(box);
  }
}
