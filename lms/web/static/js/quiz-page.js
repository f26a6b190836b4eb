import { answered, fieldsOf, refill, show } from "./quiz-fields.js";
import { Problems } from "./quiz-problems.js";

// What the page shows of each answer's way to the server.
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

  changed(section) {
    return JSON.stringify(fieldsOf(section)) !== this.last.get(section);
  }

  remember(section) {
    this.last.set(section, JSON.stringify(fieldsOf(section)));
  }

  // Shows an answer as the server keeps it; false when this kind needs the page anew.
  set(section, answer) {
    const shown = show(section, answer);
    if (shown) this.remember(section);
    return shown;
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
    if (fields) refill(section, fields);
    this.remember(section);
    this.problems.mend(section);
    this.say(question, "saving", this.words.saving);
    this.count(question, answered(section));
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
    if (!this.set(section, answer)) return location.reload();
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
