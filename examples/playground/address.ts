/** A program as part of an address: its UTF-8 in base64url (RFC 4648 §5). */

/** The program that a fragment holds, without its `#`; null if there is none. */
export function programIn(fragment: string): string | null {
  if (fragment === '') return null;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(fragment.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** The fragment that holds a program, however long. */
export function fragmentOf(program: string): string {
  const bytes = Array.from(new TextEncoder().encode(program), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
