// Saving as one types: a pause sends the text; without network it waits on this device, and nothing is lost.
import { Shelf, post } from "./studio-shelf.js";
import { carried } from "./studio-text.js";

const PAUSE = 800;
const AGAIN = 5000;
const PULSE = 20000;

export class Saves {
  constructor(form, text, say, kept) {
    Object.assign(this, { form, text, say, kept });
    this.version = form.elements.versi;
    this.path = form.elements.berkas;
    this.shelf = new Shelf(form);
    this.state = document.querySelector("[data-state]");
    this.others = document.querySelector("[data-others]");
    this.notice = document.querySelector("[data-notice]");
    this.sent = text.value;
    this.dirty = this.busy = this.stopped = false;
  }

  // Take up what an earlier page could not send; then listen for others.
  begin() {
    const left = this.shelf.left();
    if (left) {
      this.version.value = left.version;
      this.text.replace(left.text);
      this.#tell(this.say("restored"));
      this.touch();
    }
    addEventListener("online", () => this.dirty && this.now());
    addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.now());
    setInterval(() => document.hidden || this.#pulse(), PULSE);
    this.#pulse();
  }

  touch() {
    this.dirty = true;
    this.shelf.keep(this.text.value);
    this.#show("typing");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    clearTimeout(this.timer);
    if (this.busy || this.stopped) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.again = false;
    this.#show("saving");
    const text = this.text.value;
    const form = new FormData(this.form);
    form.set("teks", text);
    try {
      const answer = await post(this.form.action, form);
      this.#took(answer, text, form);
    } catch (problem) {
      this.#failed(problem);
    }
    this.busy = false;
    if (this.again) this.now();
  }

  // Resolve when all is sent, or after three seconds when it cannot be.
  async settled() {
    for (let tries = 0; this.dirty && tries < 30; tries += 1) {
      if (!this.busy) this.now();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #took(answer, text, form) {
    if (answer.clash) {
      this.stopped = true;
      this.dirty = false;
      this.shelf.clear();
      this.#show("aside");
      this.#tell(`${answer.text} ${answer.remedy}`, answer.clash, this.say("clash"));
      return;
    }
    const typed = this.text.value;
    this.version.value = answer.version;
    this.path.value = answer.path;
    const came = answer.text ?? text;
    // What was typed meanwhile was written on what was sent: it is carried over to what came back.
    const joined = typed === text ? came : carried(text, typed, came);
    if (joined === null) this.version.value = form.get("versi");
    else this.text.replace(joined);
    this.#fields(answer.fields ?? {}, form);
    this.dirty = this.text.value !== came;
    if (this.dirty) this.touch();
    else this.shelf.clear();
    if (!this.dirty) this.#show("saved", { time: answer.saved });
    if (answer.merged) this.#tell(this.say("merged", { name: answer.merged }));
    this.kept(answer);
  }

  #failed(problem) {
    this.shelf.keep(this.text.value);
    if (problem.status === 401) this.#tell(this.say("signedout"));
    else if (problem.told) this.#tell(problem.told);
    this.#show(problem.told ? "refused" : "unsent");
    if (!problem.told) this.timer = setTimeout(() => this.now(), AGAIN);
  }

  // Say that the page is open; take in what somebody else has saved, unless there is something of ours to send.
  async #pulse() {
    const form = new FormData(this.form);
    for (const name of [...form.keys()]) if (!["csrf_token", "berkas", "versi"].includes(name)) form.delete(name);
    const answer = await post(this.form.dataset.here, form).catch(() => null);
    if (!answer) return;
    if (answer.gone) return this.#tell(this.say("gone"));
    this.others.textContent = answer.others.length ? this.say("here", { names: answer.others.join(", ") }) : "";
    if (answer.text === undefined || this.dirty || this.busy || Number(this.version.value) >= answer.version) return;
    this.version.value = answer.version;
    this.text.replace(answer.text);
    this.#tell(this.say(answer.by ? "merged" : "elsewhere", { name: answer.by }));
    this.kept({});
  }

  // A field of the front matter that the text now words otherwise is shown anew, unless it was just changed.
  #fields(fields, form) {
    for (const [key, value] of Object.entries(fields)) {
      const was = this.form.elements[`semula-${key}`];
      const field = this.form.elements[`depan-${key}`];
      if (!was) continue;
      if (field?.value !== undefined && field.value === form.get(`depan-${key}`) && field.tagName) field.value = value;
      was.value = value;
    }
  }

  #show(key, values) {
    this.state.textContent = this.say(key, values);
  }

  #tell(text, url = "", label = "") {
    const line = document.createElement("p");
    line.className = "notice notice-warning";
    line.setAttribute("role", "status");
    line.append(text);
    if (url) line.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: label }));
    this.notice.replaceChildren(line);
  }
}
