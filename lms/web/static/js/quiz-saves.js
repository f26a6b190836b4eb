// Sends answers one after another, each under the next sequence. What may have arrived is sent again unchanged
// until the server says so: the same save twice is one.
const WAITS = [2, 5, 10, 20, 30];
const PATIENCE = 15000;
const KEEPABLE = 60000;
const CLOSED = ["assessment.late", "assessment.handed-in"];

export class Saves {
  // tell: { saving, saved, kept, refused, newer, closed } – what to show
  constructor({ url, token, sequence, given, shelf, tell }) {
    Object.assign(this, { url, token, sequence, shelf, tell });
    this.given = new Map(Object.entries(given));
    this.flight = null;
    this.failures = 0;
    this.stopped = false;
    this.waiting = [];
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  get pending() {
    return this.shelf.entries.size;
  }

  // Answers kept from an earlier visit; where the server has something newer, that stays.
  resume() {
    for (const [question, entry] of this.shelf.entries) {
      if ((this.given.get(question) ?? 0) > entry.base) {
        this.shelf.drop(question);
        this.tell.settledElsewhere(question, entry.fields);
      } else this.tell.saving(question, entry.fields);
    }
    const sent = this.pending > 0;
    this.pump();
    return sent;
  }

  give(question, fields) {
    this.shelf.put(question, { fields, base: this.sequence });
    this.tell.saving(question);
    this.pump();
  }

  hurry() {
    clearTimeout(this.timer);
    this.timer = null;
    this.pump();
  }

  // Resolves to true when all is acknowledged, to false when that takes too long.
  settled(patience = PATIENCE) {
    this.hurry();
    if (!this.pending) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      setTimeout(() => resolve(!this.pending), patience);
    });
  }

  async pump() {
    if (this.busy || this.timer || this.stopped) return;
    this.flight ??= this.next();
    if (!this.flight) return this.release(true);
    this.busy = true;
    const reply = await this.send(this.flight);
    this.busy = false;
    this.heed(this.flight, reply);
    if (!this.timer) this.pump();
  }

  next() {
    const first = this.shelf.entries.entries().next().value;
    return first && { question: first[0], entry: first[1], sequence: this.sequence };
  }

  async send({ question, entry, sequence }) {
    const body = new URLSearchParams([["question", question], ["sequence", sequence], ...entry.fields]);
    const headers = { Accept: "application/json", "X-CSRF-Token": this.token };
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      // What outlives its page may not be longer; a long essay is sent all the same.
      const keepalive = body.toString().length < KEEPABLE;
      const answer = await fetch(this.url, { method: "POST", headers, body, keepalive, signal });
      return { status: answer.status, ...(await answer.json()) };
    } catch {
      return { status: 0 };
    }
  }

  heed(flight, reply) {
    if (reply.status === 200) this.acknowledged(flight, reply);
    else if (reply.code === "assessment.stale") this.overtaken(flight, reply);
    else if (CLOSED.includes(reply.code)) this.close(reply);
    else if ([404, 409, 422].includes(reply.status)) {
      this.done(flight);
      this.tell.refused(flight.question, reply.message, reply.mend);
    } else this.later(reply.status);
  }

  acknowledged(flight, reply) {
    this.failures = 0;
    this.sequence = reply.sequence;
    this.given.set(flight.question, reply.sequence);
    this.tell.saved(flight.question, reply, this.done(flight));
  }

  // Another device took the sequence. If it left this question alone our answer is still the newest.
  overtaken(flight, reply) {
    const newest = reply.answers[flight.question];
    this.sequence = reply.sequence;
    for (const [question, answer] of Object.entries(reply.answers)) this.given.set(question, answer.sequence);
    this.flight = null;
    if (newest && newest.sequence > flight.sequence) {
      this.shelf.drop(flight.question);
      this.tell.newer(flight.question, newest);
    }
  }

  // The flight has landed; what was changed meanwhile is next.
  done(flight) {
    this.flight = null;
    const latest = this.shelf.entries.get(flight.question) === flight.entry;
    if (latest) this.shelf.drop(flight.question);
    return latest;
  }

  later(status) {
    const seconds = WAITS[Math.min(this.failures, WAITS.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.hurry(), seconds * 1000);
    for (const question of this.shelf.entries.keys()) this.tell.kept(question, status);
    this.release(false);
  }

  close(reply) {
    this.stopped = true;
    for (const question of [...this.shelf.entries.keys()]) this.shelf.drop(question);
    this.release(true);
    this.tell.closed(reply);
  }

  release(done) {
    for (const resolve of this.waiting.splice(0)) resolve(done);
  }
}
