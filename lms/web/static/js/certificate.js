// The certificate's page: shows the PDF when it has been made, copies the link. Without script both have another way.
const pending = document.querySelector("[data-pending]");
const WAITS = [1000, 1500, 2000, 3000, 5000];

async function look(turn) {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    const text = await response.text();
    if (response.ok && !text.includes("data-pending")) {
      location.reload();
      return;
    }
  } catch {
    // offline: the next turn asks again
  }
  wait(turn + 1);
}

function wait(turn) {
  setTimeout(() => look(turn), WAITS[Math.min(turn, WAITS.length - 1)]);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const label = button.querySelector("span");
  const words = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = words; }, 2500);
  });
}

if (pending) wait(0);
