// What is to be mended: the list below the text, the marks at their lines, the numbers beside the files.
export class Told {
  constructor(form, text, say, showPane) {
    Object.assign(this, { form, text, say, showPane });
    this.list = form.querySelector("[data-told] ol");
    this.count = form.querySelector("[data-told] [data-count]");
    this.findings = [...this.list.querySelectorAll("[data-line]")].map((link) => ({
      line: Number(link.dataset.line), column: 1, error: link.closest("li").className === "write-error",
      text: link.nextElementSibling.firstChild.data.trim(), remedy: link.nextElementSibling.lastElementChild.textContent,
    }));
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("[data-line]");
      if (!link) return;
      event.preventDefault();
      this.show(Number(link.dataset.line));
    });
  }

  // Go to a line; 0 is the whole file.
  show(line) {
    if (!line) return;
    this.showPane("teks");
    this.text.goTo(line);
  }

  mark() {
    this.text.mark(this.findings);
  }

  // Ask the server; an answer that a later question has overtaken is not shown.
  async ask() {
    const asked = (this.asked = (this.asked ?? 0) + 1);
    const answer = await fetch(this.form.dataset.findings, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || asked !== this.asked) return;
    const { findings, counts } = await answer.json();
    this.findings = findings;
    this.mark();
    this.count.textContent = findings.length;
    this.list.replaceChildren(...(findings.length ? findings.map((one) => this.#line(one)) : [this.#clean()]));
    for (const link of document.querySelectorAll(".write-tree a")) {
      const [errors, warnings] = counts[new URL(link.href).searchParams.get("berkas")] ?? [0, 0];
      link.querySelector(".write-count")?.remove();
      if (errors || warnings) link.append(" ", this.#number(errors, warnings));
    }
  }

  #line(one) {
    const item = document.createElement("li");
    item.className = one.error ? "write-error" : "write-warning";
    const link = document.createElement("a");
    const url = new URL(location.href);
    url.searchParams.set("baris", one.line);
    link.href = url;
    link.dataset.line = one.line;
    link.textContent = `${this.say(one.error ? "error" : "warning")} ${one.line ? this.say("line", { line: one.line }) : ""}`.trim();
    const told = document.createElement("span");
    const remedy = document.createElement("em");
    remedy.textContent = one.remedy;
    told.append(`${one.text} `, remedy);
    item.append(link, " ", told);
    return item;
  }

  #clean() {
    const item = document.createElement("li");
    item.textContent = this.say("clean");
    return item;
  }

  #number(errors, warnings) {
    const place = document.createElement("small");
    place.className = errors ? "write-count write-count-error" : "write-count";
    place.textContent = this.say(errors ? "errors" : "warnings", { count: errors || warnings });
    return place;
  }
}
