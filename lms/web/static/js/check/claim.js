// A certificate's signed claim, read as lms/certification/rules/claim.py reads it, with the phone's own means.
import { fromBase45 } from "./base45.js";
import { readCbor, writeBytes } from "./cbor.js";
import { inflate } from "./inflate.js";
import { FORGED, NOT_OURS, Refusal, TOO_LARGE, UNKNOWN_KEY, UNREADABLE } from "./refusal.js";

export const PREFIX = "AMP1:";
const TEXT_LIMIT = 1000;
const BYTES_LIMIT = 600;
// RFC 9052 §3.1 headers; RFC 9053 §2.1 ES256; RFC 8392 §3.1 claims.
const [ALG, KID, ES256] = [1, 4, -7];
const [ISS, CTI, OURS] = [1, 7, -65537];
const SIGNATURE = 64;
const JP = /^(0|[1-9][0-9]{0,3})(\.[0-9]?[1-9])?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
// RFC 9052 §4.4: an array of four that begins with "Signature1"; the third is empty.
const CONTEXT = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];

// `keys` are CryptoKeys by the hexadecimal of their id. Return what was signed, or throw a Refusal.
export async function read(text, keys) {
  if (!text.startsWith(PREFIX)) throw new Refusal(NOT_OURS);
  const body = text.slice(PREFIX.length);
  if ([...body].length > TEXT_LIMIT) throw new Refusal(TOO_LARGE);
  const [header, payload, signature] = envelope(readCbor(await inflate(fromBase45(body), BYTES_LIMIT)));
  const key = keys.get(keyId(readCbor(header)));
  if (!key) throw new Refusal(UNKNOWN_KEY);
  const signed = Uint8Array.from([...CONTEXT, ...writeBytes(header), ...writeBytes([]), ...writeBytes(payload)]);
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  if (!(await crypto.subtle.verify(algorithm, key, signature, signed))) throw new Refusal(FORGED);
  return said(readCbor(payload));
}

function envelope(message) {
  const parts = message?.tag ? message.value : null;
  if (!Array.isArray(parts) || parts.length !== 4) throw new Refusal(UNREADABLE);
  const [header, rest, payload, signature] = parts;
  const whole = [header, payload, signature].every((part) => part instanceof Uint8Array);
  if (!whole || !isMap(rest, []) || signature.length !== SIGNATURE) throw new Refusal(UNREADABLE);
  return [header, payload, signature];
}

function keyId(header) {
  if (!isMap(header, [ALG, KID]) || header.get(ALG) !== ES256) throw new Refusal(UNREADABLE);
  const kid = header.get(KID);
  return kid instanceof Uint8Array ? hex(kid) : null;
}

function said(payload) {
  if (!isMap(payload, [ISS, CTI, OURS])) throw new Refusal(UNREADABLE);
  const [issuer, id, ours] = [payload.get(ISS), payload.get(CTI), payload.get(OURS)];
  const texts = Array.isArray(ours) && [5, 6].includes(ours.length) ? [issuer, ...ours] : [null];
  if (!texts.every((one) => typeof one === "string")) throw new Refusal(UNREADABLE);
  if (!(id instanceof Uint8Array) || id.length !== 16) throw new Refusal(UNREADABLE);
  const [name, course, jp, day, number, until = null] = ours;
  if (!JP.test(jp) || !isDay(day) || !(until === null || isDay(until))) throw new Refusal(UNREADABLE);
  return { name, course, jp, day, number, until, id: hex(id), issuer };
}

function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && text >= "0001" && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

function isMap(value, keys) {
  return value instanceof Map && value.size === keys.length && keys.every((key) => value.has(key));
}

function hex(data) {
  return [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
