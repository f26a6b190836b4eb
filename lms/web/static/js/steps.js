// A form one step a screen, with a bar, Back and Next; sent when there is a network.
window.lmsSteps = (form, steps, { keep, filled, firstWrong }) => {
  const words = form.dataset;
  const head = document.createElement("div");
  const text = document.createElement("p");
  const bar = document.createElement("progress");
  const foot = document.createElement("div");
  const told = document.createElement("p");
  const back = made(words.back, "button button-quiet", () => go(-1));
  const next = made(words.next, "button", press);
  const last = steps.length - 1;
  const way = { now: 0, show, made, restart };
  // The step that follows a choice by itself: what waits to go, and when it last went.
  let [waiting, going, went] = [false, 0, -Infinity];

  function made(label, kind, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  function show(focus) {
    for (const [index, step] of steps.entries()) step.hidden = index !== way.now;
    text.textContent = words.step.replace("{now}", way.now + 1).replace("{all}", steps.length);
    bar.value = way.now + 1;
    back.hidden = way.now === 0;
    next.hidden = way.now === last;
    if (!focus) return;
    steps[way.now].tabIndex = -1;
    steps[way.now].focus({ preventScroll: true });
    head.scrollIntoView({ block: "start" });
  }

  function go(by) {
    way.now = Math.max(0, Math.min(last, way.now + by));
    keep();
    show(true);
  }

  // Whoever chooses and presses too means one step, not two.
  function press() {
    clearTimeout(going);
    if (performance.now() - went > 350 && filled(steps[way.now])) go(1);
  }

  function restart() {
    way.now = 0;
    waiting = false;
    told.textContent = "";
    show(true);
  }

  head.className = "survey-steps";
  bar.max = steps.length;
  bar.setAttribute("aria-hidden", "true");
  head.append(text, bar);
  foot.className = "actions survey-way";
  foot.append(back, next);
  told.className = "hint";
  told.setAttribute("role", "status");
  form.prepend(head);
  form.append(foot, told);
  form.noValidate = true;
  // A thumb that has chosen goes on; who walks with arrow keys chooses without wanting to go on.
  form.addEventListener("click", (event) => {
    if (!event.detail || !event.target.matches("input[type=radio]")) return;
    clearTimeout(going);
    going = setTimeout(() => {
      went = performance.now();
      go(1);
    }, 180);
  });
  form.addEventListener("submit", (event) => {
    keep();
    const wrong = way.now < last ? -1 : firstWrong();
    if (way.now === last && wrong < 0 && navigator.onLine) return;
    event.preventDefault();
    if (way.now < last) press();
    else if (wrong >= 0) {
      way.now = wrong;
      show(true);
      filled(steps[wrong]);
    } else {
      waiting = true;
      told.textContent = words.waits;
    }
  });
  addEventListener("online", () => waiting && form.requestSubmit());
  return way;
};
