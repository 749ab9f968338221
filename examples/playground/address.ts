/**
 * What a page holds as part of its address: the JSON of it, in gzip's format (RFC 1952), whose checksum tells a damaged link from a whole
 * one, in base64url (RFC 4648 §5).
 */

/** What somebody shares. */
export interface Shared {
  readonly program: string;
  /** A `vpyb.json`; empty: nothing is plugged in. */
  readonly setup: string;
  /** Which board, and simulated seconds per second, as the page's menus name them. */
  readonly board: string;
  readonly pace: string;
}

/** What a fragment holds, without its `#`; null for one that is empty. Rejects where it is damaged, or something else. */
export async function sharedIn(fragment: string): Promise<Shared | null> {
  if (fragment === '') return null;
  const packed = Uint8Array.from(atob(fragment.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const { program, setup, board, pace } = JSON.parse(new TextDecoder().decode(await piped(packed, new DecompressionStream('gzip'))));
  if ([program, setup, board, pace].some((part) => typeof part !== 'string')) throw new TypeError('something else is in the address');
  return { program, setup, board, pace };
}

/** The fragment that holds it, however long. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const packed = await piped(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream('gzip'));
  const bytes = Array.from(packed, (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

async function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}
