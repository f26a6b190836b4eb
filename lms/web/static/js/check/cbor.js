// The part of CBOR (RFC 8949) that a claim is written in, read strictly: only what we would write ourselves.
import { Refusal, UNREADABLE } from "./refusal.js";

const DEPTH = 4;
const SIGN1 = 18;
const SIMPLE = new Map([[20, false], [21, true], [22, null], [23, undefined]]);

// Return the one value that `data` holds: numbers, Uint8Array, text, arrays, Map, { tag, value } of tag 18.
export function readCbor(data) {
  const reader = new Reader(data);
  const value = reader.value(0);
  if (reader.at !== data.length) fail();
  return value;
}

export function writeBytes(data) {
  const { length } = data;
  const head = length < 24 ? [0x40 | length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
  return Uint8Array.from([...head, ...data]);
}

class Reader {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  value(depth) {
    const major = this.data[this.at] >> 5;
    const n = this.argument();
    if (major === 0) return n;
    if (major === 1) return -1 - n;
    if (major === 2) return this.bytes(n);
    if (major === 3) return text(this.bytes(n));
    if (major === 7 && SIMPLE.has(n)) return SIMPLE.get(n);
    if (depth === DEPTH) fail();
    if (major === 4) return this.items(n, depth + 1);
    if (major === 5) return this.map(n, depth + 1);
    if (major === 6 && n === SIGN1) return { tag: n, value: this.value(depth + 1) };
    return fail();
  }

  // The number after the head, in as few bytes as it needs (§4.2.1).
  argument() {
    const short = this.bytes(1)[0] & 31;
    if (short < 24) return short;
    if (short > 27) fail();
    const size = 1 << (short - 24);
    const n = this.bytes(size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (n < (size === 1 ? 24 : 256 ** (size / 2))) fail();
    return n;
  }

  bytes(n) {
    if (this.at + n > this.data.length) fail();
    this.at += n;
    return this.data.slice(this.at - n, this.at);
  }

  items(n, depth) {
    const found = [];
    while (found.length < n) found.push(this.value(depth));
    return found;
  }

  // Keys come in order, the shorter first (§4.2.3), so none comes twice.
  map(n, depth) {
    const found = new Map();
    let before = null;
    while (found.size < n) {
      const start = this.at;
      const key = this.value(depth);
      const written = this.data.slice(start, this.at);
      if (before && !follows(written, before)) fail();
      before = written;
      found.set(key, this.value(depth));
    }
    return found;
  }
}

function follows(one, other) {
  if (one.length !== other.length) return one.length > other.length;
  const at = one.findIndex((byte, place) => byte !== other[place]);
  return at >= 0 && one[at] > other[at];
}

function text(data) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return fail();
  }
}

function fail() {
  throw new Refusal(UNREADABLE);
}
