/** What a program of a host sends. */
import { such } from '../checks.js';
import { encodeUtf8 } from '../utf8.js';

const isContent = such((value) => typeof value === 'string' || ArrayBuffer.isView(value), 'a string or bytes');

/** Returns a text as UTF-8, or bytes as they are. Throws a TypeError for anything else. */
export function contentBytes(content: string | Uint8Array): Uint8Array {
  isContent('content', content);
  return typeof content === 'string' ? encodeUtf8(content) : content;
}
