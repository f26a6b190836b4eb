// The time left, as the server counted it when it sent the page; the phone's own clock is never asked.
const NEAR = 300;
const SAID = [300, 60];

export function countDown(element, words, fill, over) {
  const seconds = Number(element.dataset.clock);
  const began = performance.now();
  const text = element.querySelector("[data-clock-text]");
  const said = element.querySelector("[data-clock-said]");
  let before = Infinity;

  function show(left) {
    const minutes = Math.ceil(left / 60);
    if (left < 60) return fill(words.seconds, { seconds: left });
    if (minutes < 60) return fill(words.minutes, { minutes });
    return fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  }

  function tick() {
    const left = Math.max(0, Math.ceil(seconds - (performance.now() - began) / 1000));
    const words_ = show(left);
    if (text.textContent !== words_) text.textContent = words_;
    element.classList.toggle("is-near", left <= NEAR);
    if (SAID.some((mark) => left <= mark && before > mark && before !== Infinity)) said.textContent = words_;
    before = left;
    if (left > 0) setTimeout(tick, left > 120 ? 5000 : 1000);
    else over();
  }
  tick();
}
