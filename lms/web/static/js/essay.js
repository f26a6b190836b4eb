// An essay with its script: how many words stand there, said aloud once the typing pauses.
const WORD = /[\p{L}\p{N}]/u;
const PAUSE = 1500;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function words(area) {
  const count = area.value.split(/\s+/).filter((word) => WORD.test(word)).length;
  const { low, high } = { low: Number(area.dataset.low), high: Number(area.dataset.high) };
  const many = high > 0 && count > high;
  const few = count > 0 && count < low;
  const text = many ? area.dataset.many : few ? area.dataset.few : area.dataset.count;
  return { text: fill(text, { count, low, high }), off: many };
}

for (const area of document.querySelectorAll("[data-essay]")) {
  const shown = document.createElement("p");
  shown.className = "hint word-count";
  shown.setAttribute("aria-hidden", "true");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  area.after(shown, said);
  let pause;

  const show = () => {
    const { text, off } = words(area);
    shown.textContent = text;
    shown.classList.toggle("is-off", off);
    return text;
  };
  area.addEventListener("input", () => {
    const text = show();
    clearTimeout(pause);
    pause = setTimeout(() => (said.textContent = text), PAUSE);
  });
  show();
}
