// Sheets of paper by digits alone: a digit leads to the next field, Backspace in an empty one to the one before.
(() => {
  const form = document.querySelector("[data-keyed]");
  if (!form) return;
  const fields = [...form.querySelectorAll(".keyed-digit, #f-saran")];
  const step = (field, by) => fields[fields.indexOf(field) + by]?.focus();

  form.addEventListener("focusin", (event) => {
    if (event.target.matches(".keyed-digit")) event.target.select();
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches(".keyed-digit") || !field.value) return;
    if (new RegExp(`^${field.pattern}$`).test(field.value)) step(field, 1);
    else field.value = "";
  });
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Backspace" || !field.matches(".keyed-digit") || field.value) return;
    event.preventDefault();
    step(field, -1);
  });
})();
