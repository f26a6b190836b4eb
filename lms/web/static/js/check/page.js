// The page of /periksa/: a code by camera, photo or text becomes a verdict, with or without a network.
import { Camera } from "./camera.js";
import { PREFIX, read } from "./claim.js";
import { keptKeys, renewedKeys } from "./keys.js";
import { codesInPhoto, prepare } from "./pictures.js";
import { Refusal, UNKNOWN_KEY, UNREADABLE } from "./refusal.js";
import { ago, clear, show, verdictOn, word } from "./result.js";

const ADDRESS = /^https?:\/\/([^/]+)\/(?:.*\/)?verifikasi\/([0-9a-f]{32})\/?$/;
const BUZZ = 80; // milliseconds
const CAMERA_TROUBLES = { NotAllowedError: "camera-refused", NotFoundError: "camera-none" };

const page = document.querySelector("[data-check]");
const at = (name) => page.querySelector(`[data-${name}]`);
const { keys: keysAddress, worker, decoder } = page.dataset;
const camera = new Camera(at("video"));
const isClaim = (text) => text.startsWith(PREFIX);
let list = null;
let near = navigator.onLine; // The site answered last; a phone may call itself online where nothing answers.

function tell(text) {
  at("told").textContent = text;
  at("told").hidden = !text;
}

function showKeys() {
  at("keys-known").hidden = !list;
  at("keys-none").hidden = Boolean(list);
  if (!list) return;
  at("issuer").textContent = list.issuer;
  at("count").textContent = list.keys.size;
  at("ago").textContent = ago(list.fetched);
}

async function renew() {
  const renewed = await renewedKeys(keysAddress);
  near = Boolean(renewed);
  list = renewed ?? list ?? (await keptKeys(keysAddress));
  showKeys();
}

async function judge(text) {
  tell("");
  const address = ADDRESS.exec(text);
  if (address) {
    const ours = [location.host, list && new URL(list.site).host].includes(address[1]);
    show("address", ours ? { id: address[2], ours } : { host: address[1] });
    return;
  }
  const { claim, refusal } = await verdict(text);
  if (claim) show(verdictOn(claim), { ...claim, ago: ago(list.fetched), away: !near });
  else if (!list && refusal === UNKNOWN_KEY) tell(word("no-keys"));
  else show(refusal, { ago: list && ago(list.fetched) });
}

// A key that is not known may be newer than the list: it is asked for once more where there is a network.
async function verdict(text, again = true) {
  try {
    return { claim: await read(text, list?.keys ?? new Map()) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== UNKNOWN_KEY || !again || !navigator.onLine) return { refusal: error.code };
    await renew();
    return verdict(text, false);
  }
}

function closeCamera() {
  camera.close();
  at("scene").hidden = true;
  at("ways").hidden = false;
}

// A code in view: a claim ends the look, the address beside it only gets a hint.
function seen(text) {
  if (!isClaim(text)) {
    at("hint").textContent = word(ADDRESS.test(text) ? "address-seen" : "other-seen");
    return false;
  }
  closeCamera();
  navigator.vibrate?.(BUZZ);
  judge(text);
  return true;
}

async function openCamera() {
  clear();
  tell("");
  at("hint").textContent = word("looking");
  try {
    await prepare(decoder);
    at("ways").hidden = true;
    at("scene").hidden = false;
    await camera.open();
  } catch (error) {
    closeCamera();
    tell(word(CAMERA_TROUBLES[error.name] ?? "camera-trouble"));
    return;
  }
  at("lamp").hidden = !camera.hasLamp;
  at("stop").focus();
  await camera.look(seen);
}

async function readPhoto(file) {
  clear();
  tell(word("reading"));
  let texts = [];
  try {
    await prepare(decoder);
    texts = await codesInPhoto(await createImageBitmap(file), isClaim);
  } catch {
    texts = [];
  }
  if (texts.length) await judge(texts.find(isClaim) ?? texts[0]);
  else tell(word("nothing-found"));
}

// A text that was copied may have been broken into lines; a space at its end may belong to it or not.
async function readText(text) {
  const joined = text.replace(/[\r\n\t]/g, "").replace(/^ +/, "");
  if (!joined) return;
  const shorter = joined.replace(/ +$/, "");
  const broken = joined !== shorter && (await read(joined, new Map()).catch((error) => error.code)) === UNREADABLE;
  await judge(broken || !isClaim(joined) ? shorter : joined);
}

if (globalThis.isSecureContext && "DecompressionStream" in globalThis) {
  at("start").addEventListener("click", openCamera);
  at("stop").addEventListener("click", () => { closeCamera(); at("start").focus(); });
  at("lamp").addEventListener("click", async ({ currentTarget: lamp }) => {
    const on = lamp.getAttribute("aria-pressed") !== "true";
    await camera.light(on);
    lamp.setAttribute("aria-pressed", String(on));
  });
  at("photo").addEventListener("change", ({ target }) => {
    if (target.files.length) readPhoto(target.files[0]);
    target.value = "";
  });
  at("paste").addEventListener("submit", (event) => { event.preventDefault(); readText(at("text").value); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && camera.stream) closeCamera(); });
  addEventListener("online", renew);
  addEventListener("offline", () => { near = false; });
  addEventListener("load", () => navigator.serviceWorker?.register(worker).catch(() => {}));
  navigator.serviceWorker?.ready.then(() => { at("ready").hidden = false; });
  keptKeys(keysAddress).then((kept) => { list ??= kept; showKeys(); }).then(renew);
} else {
  at("ways").hidden = true;
  tell(word(globalThis.isSecureContext ? "too-old" : "insecure"));
}
