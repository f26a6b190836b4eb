// A picture that is dropped, pasted or chosen: what is to be seen is asked, then its line stands at the cursor.
export function picturing(form, text, say) {
  const dialog = document.querySelector('[data-dialog="picture"]');
  const inner = dialog.querySelector("form");
  const problem = dialog.querySelector("[data-problem]");
  const { gambar, alt, keterangan } = inner.elements;

  const open = (file) => {
    inner.reset();
    problem.hidden = true;
    if (file) {
      const held = new DataTransfer();
      held.items.add(file);
      gambar.files = held.files;
    }
    dialog.showModal();
    (file ? alt : gambar).focus();
  };
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => text.focus());
  inner.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = say("sending");
    problem.hidden = false;
    const answer = await fetch(inner.action, { method: "POST", body: new FormData(inner), headers: { Accept: "application/json" } })
      .catch(() => null);
    const told = (await answer?.json().catch(() => null)) ?? {};
    if (!answer?.ok) {
      problem.textContent = told.message ? `${told.message} ${told.mend}` : say("unsent");
      (keterangan.value && !alt.value ? alt : gambar).focus();
      return;
    }
    dialog.close();
    text.insert({ blank: told.line, block: true, made: true });
    const line = Object.assign(document.createElement("p"), { className: "notice notice-success", textContent: told.told });
    line.setAttribute("role", "status");
    document.querySelector("[data-notice]").replaceChildren(line);
  });

  // Tell whether what was pasted or dropped is a picture, and take it.
  const files = (event) => {
    const held = (event.clipboardData ?? event.dataTransfer)?.files ?? [];
    const file = [...held].find((one) => one.type.startsWith("image/"));
    if (!file) return false;
    event.preventDefault();
    open(file);
    return true;
  };
  return { open, files };
}
