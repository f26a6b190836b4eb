// Unpack zlib (RFC 1950) up to a limit: what would grow beyond it is stopped while it grows.
import { Refusal, TOO_LARGE, UNREADABLE } from "./refusal.js";

export async function inflate(data, limit) {
  const stream = new DecompressionStream("deflate");
  // One byte at a time, so that what stands before a fault is counted before the fault is met.
  const feeding = feed(stream.writable.getWriter(), data);
  const reader = stream.readable.getReader();
  const out = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const byte of value.subarray(0, limit + 1)) out.push(byte);
      if (out.length > limit) throw new Refusal(TOO_LARGE);
    }
    await feeding;
  } catch (error) {
    reader.cancel().catch(() => {});
    feeding.catch(() => {});
    throw error instanceof Refusal ? error : new Refusal(UNREADABLE);
  }
  return Uint8Array.from(out);
}

async function feed(writer, data) {
  for (let at = 0; at < data.length; at += 1) await writer.write(data.subarray(at, at + 1));
  await writer.close();
}
