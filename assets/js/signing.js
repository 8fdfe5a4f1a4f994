// Signing: the secret of a link leaves the address at once, and a signature can be drawn.
const WIDTH = 1000;
const HEIGHT = 400;
const CLOSE = 4;

// What stands behind the # was never sent to us. It goes into the field, out of the
// address and the history, and is sent as the form's own content.
export function takeSecret() {
  const field = document.querySelector("[data-secret]");
  const secret = location.hash.slice(1);
  if (!field || !secret || secret === "main") return;
  history.replaceState(null, "", location.pathname);
  field.value = secret;
  field.form.requestSubmit();
}

class Pad {
  constructor(part) {
    this.field = document.getElementById(part.dataset.draw);
    this.canvas = part.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
    this.strokes = [];
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    this.pen.lineWidth = 8;
    this.pen.lineCap = "round";
    this.pen.lineJoin = "round";
    this.pen.strokeStyle = getComputedStyle(this.canvas).color;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    for (const over of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(over, () => this.end());
    }
    part.querySelector("[data-draw-again]").addEventListener("click", () => this.clear());
    part.hidden = false;
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    const inside = (at, most) => Math.round(Math.min(1, Math.max(0, at)) * most);
    return [inside((event.clientX - box.left) / box.width, WIDTH), inside((event.clientY - box.top) / box.height, HEIGHT)];
  }

  begin(event) {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = [this.point(event)];
    this.strokes.push(this.stroke);
    this.draw();
  }

  go(event) {
    if (!this.stroke) return;
    const [x, y] = this.point(event);
    const [lastX, lastY] = this.stroke.at(-1);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < CLOSE) return;
    this.stroke.push([x, y]);
    this.draw();
  }

  end() {
    this.stroke = null;
    this.field.value = this.strokes.length ? JSON.stringify(this.strokes) : "";
  }

  clear() {
    this.strokes = [];
    this.field.value = "";
    this.pen.clearRect(0, 0, WIDTH, HEIGHT);
  }

  draw() {
    const points = this.stroke.slice(-2);
    this.pen.beginPath();
    this.pen.moveTo(...points[0]);
    this.pen.lineTo(...(points[1] ?? [points[0][0] + 1, points[0][1]]));
    this.pen.stroke();
  }
}

export function drawSignatures() {
  for (const part of document.querySelectorAll("[data-draw]")) new Pad(part);
}
