// What the page of /periksa/ uses where a browser reads no QR codes by itself.
export { decodeQRBatch } from "qr/decode.js";
