// The camera: opened when asked for, closed with the first code that is wanted or when the page is left.
import { codesIn } from "./pictures.js";

const PAUSE = 60; // milliseconds between two looks
const SIDE = 1080;
const WISH = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
// Shares of the frame's height that are looked at in turn: near, farther, and all of it.
const CUTS = [0.95, 0.6, 0];

export class Camera {
  constructor(video) {
    this.video = video;
    this.stream = null;
  }

  // Throws what getUserMedia throws: NotAllowedError, NotFoundError …
  async open() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: WISH, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  // Hand every text that comes into view to `seen` until it answers true.
  async look(seen) {
    const { stream } = this;
    for (let turn = 0; this.stream === stream && stream; turn += 1) {
      const texts = this.video.videoWidth ? await codesIn(this.video, this.cut(turn), SIDE) : [];
      if (this.stream === stream && texts.some(seen)) return;
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  }

  cut(turn) {
    const { videoWidth: width, videoHeight: height } = this.video;
    const share = CUTS[turn % CUTS.length];
    if (!share) return { x: 0, y: 0, width, height };
    const side = Math.min(width, height) * share;
    return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  }

  get hasLamp() {
    return Boolean(this.stream?.getVideoTracks()[0]?.getCapabilities?.().torch);
  }

  async light(on) {
    await this.stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] });
  }
}
