/** Collects the marks that a program inside this process prints, and the time at which each came. */
import { threadMilliseconds } from './clock.js';
import { MARK } from './programs.js';

const lines: string[] = [];
const decoder = new TextDecoder();
let rest = '';

/** Takes a piece of output. */
export function take(bytes: Uint8Array): void {
  rest += decoder.decode(bytes, { stream: true });
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    const line = rest.slice(0, end).trimEnd();
    rest = rest.slice(end + 1);
    if (!line.startsWith(MARK)) continue;
    lines.push(/^.(start|end) /.test(line) ? `${line} ${threadMilliseconds()}` : line);
  }
}

/** Writes the marked lines; those of a start or an end also have the time. */
export function writeMarks(): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
