// Base45 (RFC 9285): three characters for two bytes, two for a last single one, the least first.
import { Refusal, UNREADABLE } from "./refusal.js";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

export function fromBase45(text) {
  const out = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
    const size = group.length - 1;
    const value = group.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (!size || group.includes(-1) || value >= 256 ** size) throw new Refusal(UNREADABLE);
    if (size === 2) out.push(value >> 8);
    out.push(value & 255);
  }
  return Uint8Array.from(out);
}
