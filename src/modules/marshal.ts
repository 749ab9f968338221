/**
 * `marshal` (`extmod/modmarshal.c`): code objects as bytes. On a board the bytes are an .mpy file; here they have a format of our own, which
 * only this simulation loads.
 */
import type { Code } from '../bytecode/code.js';
import { decodeCode, encodeCode } from '../bytecode/serialize.js';
import { newBytes } from '../objects/bytes.js';
import { newCode, PyCode } from '../objects/code.js';
import { crc32 } from '../objects/crc32.js';
import { arg, fn } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { anything, buffer } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { knownNames } from '../objects/name-pool.js';
import { decodeUtf8, encodeUtf8 } from '../utf8.js';

/** The first bytes; an .mpy file starts differently. */
const MAGIC = [...'vpyb'].map((letter) => letter.charCodeAt(0));
const CHECKSUM_BYTES = 4;
const HEAD_BYTES = MAGIC.length + CHECKSUM_BYTES;

/** Removes the source, since bytecode does not show it. */
function withoutSource(code: Code): Code {
  return { ...code, text: '', spans: new Int32Array(0), children: code.children.map(withoutSource) };
}

/** Raises ValueError for machine code, which is not portable (`py/persistentcode.c`). */
function checkBytecode({ children }: Code): void {
  for (const child of children) {
    if (child.emitter !== 'bytecode') throw raise.ValueError('function must be bytecode');
    checkBytecode(child);
  }
}

function dump(code: Code): Uint8Array {
  checkBytecode(code);
  const body = encodeUtf8(encodeCode(withoutSource(code)));
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, crc32(body, 0));
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

function load(bytes: Uint8Array): Code {
  const body = bytes.subarray(HEAD_BYTES);
  const isWhole = bytes.length >= HEAD_BYTES && MAGIC.every((byte, i) => bytes[i] === byte);
  const stored = isWhole ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length) : null;
  if (stored !== crc32(body, 0)) throw raise.ValueError('incompatible .mpy file');
  const code = decodeCode(decodeUtf8(body, 'keep') as string);
  knownNames.note(new Set(namesOf(code)));
  return code;
}

/** The names that loading interns. */
function* namesOf(code: Code): Iterable<string> {
  yield* [code.name, ...code.names, ...code.signature.names];
  for (const child of code.children) yield* namesOf(child);
}

/** `marshal`. */
export const marshal = (): PyModule =>
  nativeModule('marshal', {
    dumps: fn('A code object as bytes.', [arg('value', anything)], (value) => {
      if (!(value instanceof PyCode)) throw raise.ValueError('unmarshallable object');
      return newBytes(dump(value.code));
    }),
    loads: fn('The code object that bytes stand for.', [arg('data', buffer)], ({ bytes }) => newCode(load(bytes))),
  });
