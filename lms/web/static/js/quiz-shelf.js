// Answers that the server has not acknowledged, kept on this phone until it has, or until somebody signs out
// (shell.js). One entry a question: the posted fields, and the last sequence known when it was given.
const PREFIX = "lms-attempt-";

export class Shelf {
  constructor(attempt) {
    this.key = PREFIX + attempt;
    this.works = true;
    try {
      this.entries = new Map(JSON.parse(localStorage.getItem(this.key) || "[]"));
    } catch {
      this.entries = new Map();
      this.works = false;
    }
  }

  put(question, entry) {
    this.entries.set(question, entry);
    this.write();
  }

  drop(question) {
    this.entries.delete(question);
    this.write();
  }

  write() {
    try {
      if (this.entries.size) localStorage.setItem(this.key, JSON.stringify([...this.entries]));
      else localStorage.removeItem(this.key);
    } catch {
      // Full or forbidden: the page says so and keeps the answers as long as it is open.
      this.works = false;
    }
  }
}
