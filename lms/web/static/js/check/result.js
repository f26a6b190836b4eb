// What is shown: one verdict at a time, its words from the page's templates.
// Dates as on the paper, day first; "en" alone would mean the American way.
const LANGUAGE = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang;
const STEPS = [["day", 86400e3], ["hour", 3600e3], ["minute", 60e3]];
const written = (day) => new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
const WRITTEN = { jp: (jp) => `${new Intl.NumberFormat(LANGUAGE).format(jp)} JP`, day: written, until: written };

const place = document.querySelector("[data-result]");
const words = document.querySelector("[data-words]").content;

export function word(name) {
  return words.querySelector(`[data-word="${name}"]`).textContent;
}

// `facts` fill the fields of the verdict's template by name; a part that waits for one that is absent is left out.
export function show(verdict, facts = {}) {
  const card = document.querySelector(`template[data-verdict="${verdict}"]`).content.cloneNode(true);
  for (const part of card.querySelectorAll("[data-if]")) if (!facts[part.dataset.if]) part.remove();
  for (const field of card.querySelectorAll("[data-fact]")) {
    const { fact } = field.dataset;
    field.textContent = WRITTEN[fact]?.(facts[fact]) ?? facts[fact];
  }
  for (const link of card.querySelectorAll("[data-online]")) link.href += facts.id;
  place.replaceChildren(card);
  place.hidden = false;
  const heading = place.querySelector("h2");
  heading.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

// Name the verdict on a claim that is genuine: the last day it holds is compared with the phone's own.
export function verdictOn({ until }) {
  const now = new Date();
  const [year, ...rest] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const today = [String(year), ...rest.map((part) => String(part).padStart(2, "0"))].join("-");
  return until && until < today ? "expired" : "genuine";
}

export function clear() {
  place.hidden = true;
  place.replaceChildren();
}

// "3 days ago" in the page's language; a clock that stands before the moment says "just now".
export function ago(moment) {
  const passed = Date.now() - moment;
  const step = STEPS.find(([, size]) => passed >= size);
  if (!step) return word("just-now");
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" }).format(-Math.floor(passed / size), unit);
}
