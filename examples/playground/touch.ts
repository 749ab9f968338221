/** A display that is touched: by the mouse, a pen, a finger. */

const NOWHERE = 'none';

/**
 * Calls `touched` with the place at which a canvas is pressed, in the canvas's own points, such as `40,100`; and with `none` when the canvas
 * is released or the pointer is beyond its edges.
 */
export function addTouch(canvas: HTMLCanvasElement, touched: (place: string) => void): void {
  let last = NOWHERE;
  const tell = (place: string): void => {
    if (place !== last) touched(place);
    last = place;
  };
  const press = ({ offsetX, offsetY }: PointerEvent): void => {
    const [x, y] = [Math.floor((offsetX * canvas.width) / canvas.clientWidth), Math.floor((offsetY * canvas.height) / canvas.clientHeight)];
    tell(x >= 0 && x < canvas.width && y >= 0 && y < canvas.height ? `${x},${y}` : NOWHERE);
  };
  // A finger that moves should draw, not scroll the page.
  canvas.style.touchAction = 'none';
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    press(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) press(event);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, () => tell(NOWHERE));
}
