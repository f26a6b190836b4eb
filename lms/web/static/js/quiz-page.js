import { Problems } from "./quiz-problems.js";

// What the page shows of each answer's way to the server, and how it reads and sets what was answered.
const ICONS = { saving: "refresh-cw", saved: "cloud-check", kept: "wifi-off", newer: "triangle-alert" };

export class Page {
  constructor(root, words, shelf) {
    Object.assign(this, { root, words, shelf });
    this.icons = root.querySelector("use").getAttribute("href").split("#")[0];
    this.bar = root.querySelector("[data-ribbon]");
    this.last = new Map();
    this.problems = new Problems(root);
    for (const section of root.querySelectorAll("[data-question]")) this.remember(section);
  }

  fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  section(question) {
    return this.root.querySelector(`[data-question="${CSS.escape(question)}"]`);
  }

  inputs(section) {
    const field = section.dataset.field;
    return [...section.querySelectorAll("input, textarea, select")].filter(
      (input) => input.name === field || input.name.startsWith(`${field}.`),
    );
  }

  fields(section) {
    const given = this.inputs(section).filter((input) => input.checked || !/radio|checkbox/.test(input.type));
    return given.map((input) => [input.name, input.value]);
  }

  changed(section) {
    return JSON.stringify(this.fields(section)) !== this.last.get(section);
  }

  remember(section) {
    this.last.set(section, JSON.stringify(this.fields(section)));
  }

  // Shows a response as the server keeps it; false when this kind needs the page anew.
  set(section, response) {
    const inputs = this.inputs(section);
    if (inputs.some((input) => input.name.includes("."))) return false;
    if (inputs.every((input) => /radio|checkbox/.test(input.type))) {
      const chosen = (response ?? []).map(String);
      for (const input of inputs) input.checked = chosen.includes(input.value);
    } else if (inputs.length === 1 && (response === null || typeof response === "string")) {
      inputs[0].value = response ?? "";
    } else return false;
    this.remember(section);
    return true;
  }

  say(question, state, text) {
    const line = this.section(question)?.querySelector("[data-saved]");
    if (!line) return;
    line.dataset.state = state;
    line.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${this.icons}#${ICONS[state]}"></use></svg> <span></span>`;
    line.lastElementChild.textContent = text;
  }

  ribbon(text, stays = false) {
    this.stays = stays;
    this.bar.hidden = !text;
    this.bar.querySelector("span").textContent = text;
  }

  saving(question, fields) {
    const section = this.section(question);
    if (!section) return;
    if (fields) {
      for (const input of this.inputs(section)) {
        const match = fields.some(([name, value]) => name === input.name && value === input.value);
        if (/radio|checkbox/.test(input.type)) input.checked = match;
        else input.value = fields.find(([name]) => name === input.name)?.[1] ?? "";
      }
    }
    this.remember(section);
    this.problems.mend(section);
    this.say(question, "saving", this.words.saving);
    this.count(question, this.fields(section).some(([, value]) => value.trim()));
  }

  saved(question, reply, latest) {
    if (!this.saves.pending) this.ribbon(this.resumed ? this.words.sent : "");
    if (!latest) return;
    this.say(question, "saved", this.fill(this.words.saved, { time: reply.at }));
    this.readAs(this.section(question), reply.read_as);
  }

  readAs(section, text) {
    const line = section?.querySelector("[data-read-as]");
    if (line) line.textContent = text;
  }

  kept(question, status) {
    this.say(question, "kept", this.shelf.works ? this.words.kept : this.words.unkept);
    const why = status === 401 || status === 400 ? "signedout" : status || navigator.onLine ? "trouble" : "offline";
    this.signedOut = why === "signedout";
    if (!this.stays || this.signedOut) this.ribbon(this.words[why]);
  }

  refused(question, message, mend) {
    const section = this.section(question);
    if (!section) return;
    section.querySelector("[data-saved]").textContent = "";
    this.readAs(section, "");
    this.problems.add(section, [message, mend].filter(Boolean).join(" "));
  }

  newer(question, answer) {
    const section = this.section(question);
    if (!section) return this.ribbon(this.words.replaced);
    if (!this.set(section, answer.response)) return location.reload();
    this.say(question, "newer", this.fill(this.words.newer, { time: answer.at }));
    this.count(question, answer.response !== null);
    section.querySelector("[data-saved]").scrollIntoView({ block: "nearest" });
  }

  // The server has something newer than what was kept here: the same, when only its acknowledgement was lost.
  settledElsewhere(question, fields) {
    const section = this.section(question);
    if (!section || this.last.get(section) !== JSON.stringify(fields)) this.ribbon(this.words.replaced);
  }

  closed(reply) {
    this.ribbon([reply.message, reply.mend].filter(Boolean).join(" "));
    setTimeout(() => location.assign(this.root.dataset.result), 4000);
  }

  count(question, answered) {
    const dot = this.root.querySelector(`[data-dot="${CSS.escape(question)}"]`);
    if (!dot) return;
    dot.classList.toggle("is-answered", answered);
    dot.querySelector("[data-dot-state]").textContent = answered ? this.words.isanswered : this.words.isblank;
    const done = this.root.querySelectorAll(".dot.is-answered").length;
    const count = this.root.querySelectorAll("[data-dot]").length;
    this.root.querySelector("[data-answered]").textContent = this.fill(this.words.answered, { done, count });
  }
}
