/**
 * The content of a page as part of its address: JSON, compressed in gzip's format (RFC 1952), whose checksum tells a damaged link from a
 * whole one, and written in base64url (RFC 4648 §5).
 */

/** What a link shares. */
export interface Shared {
  readonly program: string;
  /** A `vpyb.json`; empty: nothing is plugged in. */
  readonly setup: string;
  /** The board, and the simulated seconds per second, as the values of the page's menus. */
  readonly board: string;
  readonly pace: string;
}

/** Returns what a fragment without its `#` holds; null if it is empty. Rejects if it is damaged or something else. */
export async function sharedIn(fragment: string): Promise<Shared | null> {
  if (fragment === '') return null;
  const packed = Uint8Array.from(atob(fragment.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const { program, setup, board, pace } = JSON.parse(new TextDecoder().decode(await piped(packed, new DecompressionStream('gzip'))));
  if ([program, setup, board, pace].some((part) => typeof part !== 'string')) throw new TypeError('something else is in the address');
  return { program, setup, board, pace };
}

/** Returns the fragment for it, however long. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const packed = await piped(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream('gzip'));
  const bytes = Array.from(packed, (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

async function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}
