/** How mouse, fingers and keys move a window over time. */
import type { TimeWindow } from './time-window.js';

const ZOOM_PER_NOTCH = 1.25;
/** Pixels that a pointer may move between press and release for a click. */
const CLICK = 4;
/** Part of the width by which a key moves the window. */
const STRIDE = 0.1;

/** Called for gestures. */
export interface Gestured {
  /** The window has moved. */
  moved(): void;
  /** A pointer is over a place; null: over none. */
  pointed(x: number | null): void;
  clicked(x: number): void;
  /** Back to the present. */
  followed(): void;
}

/** The wheel and two fingers zoom; one finger or the mouse moves. Arrows, +, − and End do the same. Up and down are left to the browser. */
export function addGestures(canvas: HTMLCanvasElement, view: TimeWindow, { moved, pointed, clicked, followed }: Gestured): void {
  const fingers = new Map<number, number>();
  let began = 0;
  let isClick = false;

  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.offsetX < view.left) return;
      event.preventDefault();
      view.zoom(ZOOM_PER_NOTCH ** Math.sign(event.deltaY), event.offsetX);
      moved();
    },
    { passive: false },
  );
  canvas.addEventListener('pointerdown', ({ pointerId, offsetX }) => {
    canvas.setPointerCapture(pointerId);
    fingers.set(pointerId, offsetX);
    isClick = fingers.size === 1;
    began = offsetX;
  });
  canvas.addEventListener('pointermove', ({ pointerId, offsetX }) => {
    const before = fingers.get(pointerId);
    pointed(offsetX);
    if (before === undefined || (isClick && Math.abs(offsetX - began) <= CLICK)) return;
    isClick = false;
    const [other] = [...fingers].filter(([id]) => id !== pointerId);
    fingers.set(pointerId, offsetX);
    if (other === undefined) view.move(offsetX - before);
    else view.zoom(Math.abs(before - other[1]) / Math.max(1, Math.abs(offsetX - other[1])), other[1]);
    moved();
  });
  canvas.addEventListener('pointerup', ({ pointerId, offsetX }) => {
    if (isClick && offsetX >= view.left) clicked(offsetX);
    fingers.delete(pointerId);
  });
  canvas.addEventListener('pointercancel', ({ pointerId }) => fingers.delete(pointerId));
  canvas.addEventListener('pointerleave', () => pointed(null));
  canvas.addEventListener('dblclick', followed);
  canvas.addEventListener('keydown', (event) => {
    const stride = STRIDE * canvas.clientWidth;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => view.move(stride),
      ArrowRight: () => view.move(-stride),
      '+': () => view.zoom(1 / ZOOM_PER_NOTCH),
      '-': () => view.zoom(ZOOM_PER_NOTCH),
      End: followed,
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    moved();
  });
}
