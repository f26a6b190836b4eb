// What is not sent yet waits on this device, under the name of the file and of who writes; and how it is sent.
export class Shelf {
  constructor(form) {
    this.form = form;
    this.key = `lms-studio:${form.dataset.key}`;
  }

  keep(text) {
    const fields = [...new FormData(this.form)].filter(([name]) => name.startsWith("depan-"));
    try {
      localStorage.setItem(this.key, JSON.stringify({ version: this.form.elements.versi.value, text, fields }));
    } catch { /* A full or forbidden store: the page itself still holds the text, and warns before it closes. */ }
  }

  // Return what an earlier page could not send, its fields filled in again.
  left() {
    try {
      const left = JSON.parse(localStorage.getItem(this.key));
      for (const [name, value] of left?.fields ?? []) {
        const field = this.form.elements[name];
        if (field?.tagName && field.type !== "checkbox") field.value = value;
      }
      return left;
    } catch {
      return null;
    }
  }

  clear() {
    localStorage.removeItem(this.key);
  }
}

// Send a form, return the answer; a refusal is thrown with the words of the server, a lost network without.
export async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) return answer.json();
  const { message, mend = "" } = await answer.json().catch(() => ({}));
  const told = message && answer.status < 500 && answer.status !== 429 ? `${message} ${mend}`.trim() : "";
  throw Object.assign(new Error(String(answer.status)), { status: answer.status, told });
}
