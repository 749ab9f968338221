/** A program, and what is plugged into its board, as part of an address: the UTF-8 of each in base64url (RFC 4648 §5), a dot between them. */

/** What somebody shares. */
export interface Shared {
  readonly program: string;
  /** A `vpyb.json`; empty: nothing is plugged in. */
  readonly setup: string;
}

/** What a fragment holds, without its `#`; null if that is nothing. */
export function sharedIn(fragment: string): Shared | null {
  if (fragment === '') return null;
  try {
    const [program, setup = ''] = fragment.split('.').map(decode);
    return { program, setup };
  } catch {
    return null;
  }
}

/** The fragment that holds it, however long. */
export function fragmentOf({ program, setup }: Shared): string {
  return setup === '' ? encode(program) : `${encode(program)}.${encode(setup)}`;
}

function decode(part: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)));
}

function encode(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
