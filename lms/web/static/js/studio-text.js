// One text, written in a plain field or in the editor; both are asked and told the same things.
export class Text {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.area = form.querySelector("textarea[name=teks]");
    this.place = form.querySelector("[data-code]");
    this.code = null;
    this.changed = () => {};
    this.dropped = () => false;
    this.keys = {};
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["paste", "drop"]) {
      this.area.addEventListener(name, (event) => this.dropped(event) && event.preventDefault());
    }
  }

  get value() {
    return this.code ? this.code.value() : this.area.value;
  }

  // Put another text there, changing only where it differs: the cursor stays with its words.
  replace(text) {
    if (text === this.value) return;
    const change = difference(this.value, text);
    if (this.code) {
      this.code.change(change);
    } else {
      const { selectionStart, selectionEnd, scrollTop } = this.area;
      const moved = (at) => (at <= change.from ? at : Math.max(change.from + change.insert.length, at + change.shift));
      this.area.value = text;
      this.area.setSelectionRange(moved(selectionStart), moved(selectionEnd));
      this.area.scrollTop = scrollTop;
    }
    this.area.value = text;
  }

  // Put an example at the cursor, its blank selected; words that are selected take the blank's place.
  // What a little form has made stands for itself, behind what is selected.
  insert({ before = "", blank, after = "", block, made = false }) {
    const { from: first, to } = this.selection();
    const from = made ? to : first;
    const value = this.value;
    const chosen = value.slice(from, to) || blank;
    let lead = "";
    let tail = "";
    if (block) {
      const above = value.slice(0, from);
      const below = value.slice(to);
      if (above && !above.endsWith("\n\n")) lead = above.endsWith("\n") ? "\n" : "\n\n";
      if (!below.startsWith("\n\n")) tail = below.startsWith("\n") || !below ? "\n" : "\n\n";
    }
    const start = from + lead.length + before.length;
    this.write(from, to, lead + before + chosen + after + tail, start, start + chosen.length);
  }

  selection() {
    if (this.code) return this.code.selection();
    return { from: this.area.selectionStart, to: this.area.selectionEnd };
  }

  write(from, to, insert, start, end) {
    if (this.code) {
      this.code.write(from, to, insert, start, end);
    } else {
      this.area.setRangeText(insert, from, to);
      this.area.focus();
      this.area.setSelectionRange(start, end);
      this.changed();
    }
  }

  goTo(line) {
    if (this.code) return this.code.goTo(line);
    const at = this.area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.area.focus();
    this.area.setSelectionRange(at, at);
    this.area.scrollTop = ((line - 4) * this.area.scrollHeight) / this.area.value.split("\n").length;
  }

  mark(findings) {
    this.code?.mark(findings);
  }

  focus() {
    (this.code ?? this.area).focus();
  }

  async upgrade() {
    const { open } = await import("./studio-code.js");
    const focused = document.activeElement === this.area;
    const { from, to } = this.selection();
    this.code = await open(this, { from, to });
    this.area.hidden = true;
    this.place.hidden = false;
    if (focused) this.code.focus();
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = { s: () => this.keys.save(), b: () => this.keys.insert("bold"), i: () => this.keys.insert("italic") }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}

// Return the one stretch in which two texts differ.
export function difference(old, text) {
  let from = 0;
  const least = Math.min(old.length, text.length);
  while (from < least && old[from] === text[from]) from += 1;
  let end = 0;
  while (end < least - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  return { from, to: old.length - end, insert: text.slice(from, text.length - end), shift: text.length - old.length };
}

// Carry the stretch that was typed on one text over to what became of that text; null where it cannot be found.
export function carried(sent, typed, came) {
  if (sent === came) return typed;
  const mine = difference(sent, typed);
  const theirs = difference(sent, came);
  let at = -1;
  if (mine.to <= theirs.from) at = mine.from;
  else if (mine.from >= theirs.to) at = mine.from + theirs.shift;
  else {
    // Between two of theirs: found by the words around it, if those stand there once.
    const around = sent.slice(Math.max(0, mine.from - 60), mine.to + 60);
    const found = came.indexOf(around);
    if (found >= 0 && came.indexOf(around, found + 1) < 0) at = found + Math.min(60, mine.from);
  }
  return at < 0 ? null : came.slice(0, at) + mine.insert + came.slice(at + mine.to - mine.from);
}
