/** Programs that are deep or long. */

const blocks = (head: string, count: number, tail = ''): string =>
  [
    ...Array.from({ length: count }, (_, i) => `${' '.repeat(i)}${head}`),
    `${' '.repeat(count)}pass`,
    ...(tail === '' ? [] : Array.from({ length: count }, (_, i) => `${' '.repeat(count - 1 - i)}${tail}`)),
    '',
  ].join('\n');

const around = (open: string, close: string, count: number): string => `${open.repeat(count)}x${close.repeat(count)}`;

/** Each has a name, and says whether the compiler may give it up. */
export const NESTED: readonly { readonly name: string; readonly text: string; readonly isTooDeep: boolean }[] = [
  { name: '100 nested ifs', text: blocks('if x:', 100), isTooDeep: false },
  { name: '600 nested ifs', text: blocks('if x:', 600), isTooDeep: true },
  { name: '100 nested loops', text: blocks('while x:', 100), isTooDeep: false },
  { name: '100 nested try/finally', text: blocks('try:', 100, 'finally: pass'), isTooDeep: false },
  { name: '600 nested with', text: blocks('with x:', 600), isTooDeep: true },
  { name: '100 nested functions', text: blocks('def f():', 100), isTooDeep: false },
  { name: '600 nested lists', text: around('[', ']', 600), isTooDeep: true },
  { name: '600 nested calls', text: around('f(', ')', 600), isTooDeep: true },
  { name: '600 times not', text: `${'not '.repeat(600)}x`, isTooDeep: true },
  { name: '5000 attributes', text: `x${'.a'.repeat(5000)}`, isTooDeep: false },
  { name: '5000 method calls', text: `x${'.a()'.repeat(5000)}.b = 1`, isTooDeep: false },
  { name: '2000 subscripts', text: `x${'[0]'.repeat(2000)}`, isTooDeep: false },
  { name: '5000 terms', text: `x${' + x'.repeat(5000)}`, isTooDeep: false },
  { name: '5000 times and', text: `x${' and x'.repeat(5000)}`, isTooDeep: false },
  { name: '2000 times elif', text: `if x:\n pass\n${'elif y:\n pass\n'.repeat(2000)}`, isTooDeep: false },
  { name: '2000 returns through finally', text: `def f():\n try:\n${'  if x: return y\n'.repeat(2000)} finally:\n  z\n`, isTooDeep: false },
];
