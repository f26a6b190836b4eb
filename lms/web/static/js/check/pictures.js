// QR codes in a picture: by the browser itself where it can, by the vendored decoder else.
const SMALL = 480; // pixels of the longer side
const SIDES = [1000, 1800];
// A photo of a whole page holds a small code: look into parts of it, each overlapping the next by half.
const PARTS = [2, 3, 4];

let detector = null;
let decodeQRBatch = null;
const canvas = document.createElement("canvas");

// Fetch the decoder; it is needed even beside the browser's own, which gives up sooner on a dense code.
export async function prepare(address) {
  if (decodeQRBatch) return;
  ({ decodeQRBatch } = await import(address));
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    if (formats?.includes("qr_code")) detector = new BarcodeDetector({ formats: ["qr_code"] });
  } catch {
    detector = null;
  }
}

// Return the texts of the codes in a part of a picture, drawn with its longer side so many pixels long.
export async function codesIn(source, { x, y, width, height }, side) {
  const scale = side / Math.max(width, height);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return (await byBrowser()) ?? (await byDecoder(pen.getImageData(0, 0, canvas.width, canvas.height)));
}

// Return every text found until one of them is `wanted`: the whole picture first, then parts of it.
export async function codesInPhoto(source, wanted) {
  const found = new Set();
  for (const [part, side] of views(source.width, source.height)) {
    for (const text of await codesIn(source, part, side)) found.add(text);
    if ([...found].some(wanted)) break;
    await new Promise((resolve) => { setTimeout(resolve); });
  }
  return [...found];
}

function* views(width, height) {
  const whole = { x: 0, y: 0, width, height };
  const longer = Math.max(width, height);
  for (const side of longer < SMALL ? [SMALL, ...SIDES] : SIDES) yield [whole, side];
  for (const n of PARTS) {
    const [w, h] = [(2 * width) / (n + 1), (2 * height) / (n + 1)];
    for (let row = 0; row < n; row += 1) {
      for (let column = 0; column < n; column += 1) {
        yield [{ x: (column * w) / 2, y: (row * h) / 2, width: w, height: h }, SIDES[0]];
      }
    }
  }
}

async function byBrowser() {
  try {
    const codes = await detector?.detect(canvas);
    return codes?.length ? codes.map((code) => code.rawValue) : null;
  } catch {
    return null;
  }
}

async function byDecoder(image) {
  const { width, height } = image;
  const [codes] = await decodeQRBatch([image], { maxSize: { width, height }, timeLimit: 100 });
  return codes.filter((code) => typeof code === "string");
}
