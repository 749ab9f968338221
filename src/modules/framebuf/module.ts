/** `framebuf` (`extmod/modframebuf.c`): pictures in a program's own memory. */

import { checkPositional } from '../../objects/argument-count.js';
import { itemSize, readItem } from '../../objects/binary.js';
import { readableBuffer, strData, writableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, fn, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { PyInstance } from '../../objects/instance.js';
import { anything, buffer, int, type Kind, optional, truth } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { arrayOf } from '../../objects/sequence.js';
import type { Buffer, PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { encodeUtf8 } from '../../utf8.js';
import { Canvas, QUADRANT } from './canvas.js';
import { drawEllipse } from './ellipse.js';
import { FORMAT, FORMATS } from './pixels.js';
import { fillPolygon, outlinePolygon } from './polygon.js';

const LONGEST_SIDE = 0xffff;
/** Bytes of the object itself. */
const BYTES = 24;

class FrameBuffer implements PyObject {
  constructor(
    readonly type: PyType,
    readonly source: Value,
    readonly canvas: Canvas,
  ) {}
}

/** The canvas that `(buffer, width, height, format[, stride])` describes. */
function canvasOf(args: readonly Value[], bufferOf: (value: Value) => Buffer): Canvas {
  const [width, height, number, stride = width] = args.slice(1).map((argument) => int.convert(argument));
  if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE || stride > LONGEST_SIDE || stride < width) {
    throw raise.ValueError();
  }
  const format = FORMATS.get(number);
  if (format === undefined) throw raise.ValueError('invalid format');
  const whole = (n: number): number => Math.ceil(n / format.perByte) * format.perByte;
  const rows = format.isVertical ? Math.ceil(height / 8) * 8 : height;
  const rowsWithStride = format.isVertical ? rows - 8 : rows - 1;
  const { bytes } = bufferOf(args[0]);
  const pixels = rowsWithStride * whole(stride) + (rows - rowsWithStride) * whole(width);
  if (Math.floor((pixels * format.bits) / 8) > bytes.length) throw raise.ValueError();
  return new Canvas(bytes, width, height, whole(stride), format);
}

/** A picture to read from: a FrameBuffer, or a tuple or list of the arguments that would make one. */
function pictureOf(value: Value): Canvas {
  const native = value instanceof PyInstance ? value.native : value;
  if (native instanceof FrameBuffer) return native.canvas;
  const items = arrayOf(value);
  if (items.length < 4 || items.length > 5) throw raise.ValueError();
  return canvasOf(items, readableBuffer);
}

function makeFrameBuffer(type: PyType, args: Value[], keywords: Keywords | null): FrameBuffer {
  checkPositional(args, keywords, 4, 5);
  const canvas = canvasOf(args, writableBuffer);
  allocate(BYTES);
  return new FrameBuffer(type, args[0], canvas);
}

/** The corners in an array of x, y, x, y … */
function cornersOf({ bytes, typecode }: Buffer): { x: number; y: number }[] {
  const size = itemSize(typecode);
  const item = (index: number): number => int.convert(readItem(typecode, bytes, index * size));
  return Array.from({ length: Math.floor(bytes.length / size / 2) }, (_, i) => ({ x: item(2 * i), y: item(2 * i + 1) }));
}

/** A str or bytes, as bytes up to the first NUL. */
const characters: Kind<Uint8Array> = {
  name: 'str',
  convert(value) {
    const bytes = encodeUtf8(strData(value));
    const end = bytes.indexOf(0);
    return end < 0 ? bytes : bytes.subarray(0, end);
  },
};

const { method } = methodsOf<FrameBuffer>();
const place = [arg('x', int), arg('y', int)] as const;
const colourArg = arg('c', int);
const fillArg = arg('f', truth, false);

const frameBufferType = nativeType(
  'FrameBuffer',
  {
    make: makeFrameBuffer,
    buffer: (self: FrameBuffer) => readableBuffer(self.source),
    references(self: FrameBuffer, hold) {
      hold(self.source);
      return BYTES;
    },
  },
  {
    fill: method('Fill everything with a colour.', [colourArg], ({ canvas }, colour) => canvas.fillRect(0, 0, canvas, colour)),
    fill_rect: method('Fill a rectangle.', [...place, arg('w', int), arg('h', int), colourArg], ({ canvas }, x, y, width, height, colour) =>
      canvas.fillRect(x, y, { width, height }, colour),
    ),
    pixel: method(
      'The colour of a pixel, or set it; outside there are none.',
      [...place, arg('c', anything, undefined)],
      ({ canvas }, x, y, colour) => {
        if (!canvas.holds(x, y)) return;
        if (colour === undefined) return canvas.get(x, y);
        canvas.set(x, y, int.convert(colour));
      },
    ),
    hline: method('A line of width w to the right.', [...place, arg('w', int), colourArg], ({ canvas }, x, y, width, colour) =>
      canvas.hline(x, y, width, colour),
    ),
    vline: method('A line of height h down.', [...place, arg('h', int), colourArg], ({ canvas }, x, y, height, colour) =>
      canvas.vline(x, y, height, colour),
    ),
    rect: method(
      'A rectangle, filled if f is true.',
      [...place, arg('w', int), arg('h', int), colourArg, fillArg],
      ({ canvas }, x, y, width, height, colour, isFilled) => {
        if (isFilled) return canvas.fillRect(x, y, { width, height }, colour);
        canvas.hline(x, y, width, colour);
        canvas.hline(x, y + height - 1, width, colour);
        canvas.vline(x, y, height, colour);
        canvas.vline(x + width - 1, y, height, colour);
      },
    ),
    line: method('A line between two points.', [...place, arg('x2', int), arg('y2', int), colourArg], ({ canvas }, x, y, x2, y2, colour) =>
      canvas.line({ x, y }, { x: x2, y: y2 }, colour),
    ),
    ellipse: method(
      'An ellipse, filled if f is true; m chooses quadrants.',
      [...place, arg('xr', int), arg('yr', int), colourArg, fillArg, arg('m', int, QUADRANT.ALL)],
      ({ canvas }, x, y, rx, ry, colour, isFilled, mask) =>
        drawEllipse(canvas, { x, y }, { x: rx, y: ry }, { colour, isFilled, quadrants: mask & QUADRANT.ALL }),
    ),
    poly: method(
      'A polygon through the coordinates of an array, filled if f is true.',
      [...place, arg('coords', buffer), colourArg, fillArg],
      ({ canvas }, x, y, coordinates, colour, isFilled) => {
        const corners = cornersOf(coordinates);
        if (corners.length > 0) (isFilled ? fillPolygon : outlinePolygon)(canvas, { x, y }, corners, colour);
      },
    ),
    blit: method(
      'Draw another picture, but for its pixels of colour `key`.',
      [arg('fbuf', anything), ...place, arg('key', int, -1), arg('palette', optional(anything), null)],
      ({ canvas }, source, x, y, key, palette) =>
        canvas.blit(pictureOf(source), { x, y }, key, palette === null ? null : pictureOf(palette)),
    ),
    scroll: method('Move the picture.', [arg('xstep', int), arg('ystep', int)], ({ canvas }, dx, dy) => canvas.scroll(dx, dy)),
    text: method('Text in glyphs of 8×8 pixels.', [arg('s', characters), ...place, arg('c', int, 1)], ({ canvas }, bytes, x, y, colour) =>
      canvas.text(bytes, { x, y }, colour),
    ),
  },
);

/** Makes the module `framebuf`. */
export function framebuf(): PyModule {
  return nativeModule('framebuf', {
    FrameBuffer: frameBufferType,
    FrameBuffer1: fn(
      'A frame buffer of format MVLSB.',
      [arg('buffer', anything), arg('width', anything), arg('height', anything), arg('stride', anything, undefined)],
      (bytes, width, height, stride) => makeFrameBuffer(frameBufferType, [bytes, width, height, FORMAT.MVLSB, stride ?? width], null),
    ),
    MVLSB: FORMAT.MVLSB,
    MONO_VLSB: FORMAT.MVLSB,
    RGB565: FORMAT.RGB565,
    GS2_HMSB: FORMAT.GS2_HMSB,
    GS4_HMSB: FORMAT.GS4_HMSB,
    GS8: FORMAT.GS8,
    MONO_HLSB: FORMAT.MHLSB,
    MONO_HMSB: FORMAT.MHMSB,
  });
}
