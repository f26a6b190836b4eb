// The fields of one question: what was answered, and how sure one is where the quiz asks.
const CHOSEN = /radio|checkbox/;

function inputs(section) {
  const field = section.dataset.field;
  return [...section.querySelectorAll("input, textarea, select")].filter(
    (input) => input.name === field || input.name.startsWith(`${field}.`),
  );
}

function certainties(section) {
  return [...section.querySelectorAll(`[name="${CSS.escape(section.dataset.certainty)}"]`)];
}

export function fieldsOf(section) {
  const every = [...inputs(section), ...certainties(section)];
  const given = every.filter((input) => input.checked || !CHOSEN.test(input.type));
  return given.map((input) => [input.name, input.value]);
}

export function answered(section) {
  return fieldsOf(section).some(([name, value]) => name !== section.dataset.certainty && value.trim());
}

// Puts posted fields back.
export function refill(section, fields) {
  for (const input of [...inputs(section), ...certainties(section)]) {
    const match = fields.some(([name, value]) => name === input.name && value === input.value);
    if (CHOSEN.test(input.type)) input.checked = match;
    else input.value = fields.find(([name]) => name === input.name)?.[1] ?? "";
  }
}

// Shows an answer as the server keeps it; false when this kind needs the page anew.
export function show(section, { response, certainty }) {
  const own = inputs(section);
  if (own.some((input) => input.name.includes("."))) return false;
  if (own.every((input) => CHOSEN.test(input.type))) {
    const chosen = (response ?? []).map(String);
    for (const input of own) input.checked = chosen.includes(input.value);
  } else if (own.length === 1 && (response === null || typeof response === "string")) {
    own[0].value = response ?? "";
  } else return false;
  for (const input of certainties(section)) input.checked = Number(input.value) === (certainty ?? 1);
  return true;
}
