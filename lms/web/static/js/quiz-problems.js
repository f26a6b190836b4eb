// Answers that could not be read: said beside the field, gone once the field is mended.
export class Problems {
  constructor(root) {
    this.root = root;
    this.open = new Set();
    for (const line of root.querySelectorAll("[data-problem]:not([hidden])")) {
      this.open.add(line.closest("[data-question]").dataset.question);
    }
    // A line that vanishes between press and release would move the button away from under the finger.
    addEventListener("pointerdown", () => { this.pressed = true; }, true);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => this.lifted(), true);
  }

  lifted() {
    setTimeout(() => {
      this.pressed = false;
      this.show();
    }, 50);
  }

  add(section, text) {
    section.querySelector("[data-problem] span").textContent = text;
    this.open.add(section.dataset.question);
    this.show();
  }

  mend(section) {
    this.open.delete(section.dataset.question);
    this.show();
  }

  show() {
    if (this.pressed) return;
    for (const line of this.root.querySelectorAll("[data-problem]")) {
      const section = line.closest("[data-question]");
      line.hidden = !this.open.has(section.dataset.question);
      for (const input of section.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (line.hidden) input.removeAttribute("aria-invalid");
        else input.setAttribute("aria-invalid", "true");
      }
    }
  }

  // Moves to the first one, if there is any.
  focus() {
    const first = this.root.querySelector("[data-problem]:not([hidden])")?.closest("[data-question]");
    first?.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }
}
