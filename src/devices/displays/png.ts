/** What a device shows, as a PNG file. */
import { encode } from 'fast-png';
import { type Picture, pointsOf } from './picture.js';

/** Returns a picture as a PNG file (ISO/IEC 15948); the same picture gives the same bytes. */
export function png(picture: Picture): Uint8Array {
  const { width, height, rgba } = pointsOf(picture);
  return encode({ width, height, data: rgba, channels: 4 });
}
