// What is shown: one verdict at a time, its words from the page's templates.
const LANGUAGE = document.documentElement.lang;
const STEPS = [["day", 86400e3], ["hour", 3600e3], ["minute", 60e3]];
const WRITTEN = {
  jp: (jp) => `${new Intl.NumberFormat(LANGUAGE).format(jp)} JP`,
  day: (day) => new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day)),
};

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
