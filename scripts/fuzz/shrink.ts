/** Makes a program that differs smaller, as long as it still differs. */

/** Tries ever smaller parts of a program; `differs` says whether a candidate still shows the fault. At most `tries` candidates are tried. */
export async function shrink(source: string, differs: (candidate: string) => Promise<boolean>, tries: number): Promise<string> {
  let best = source;
  let left = tries;
  for (let hasShrunk = true; hasShrunk && left > 0; ) {
    hasShrunk = false;
    for (const candidate of candidates(best)) {
      if (left-- <= 0) break;
      if (candidate.length < best.length && ends(candidate) && (await differs(candidate))) {
        best = candidate;
        hasShrunk = true;
        break;
      }
    }
  }
  return best;
}

/** Whether every `while` still counts down: an endless loop could not be stopped in the oracle. */
function ends(source: string): boolean {
  return [...source.matchAll(/while.*\n?.*/g)].every(([text]) => /^while (n\d+) > 0.*:\n\s+\1 -= 1$/.test(text));
}

/** Smaller programs, the boldest first: without some of the blocks, with a block instead of its statement, with less in some brackets. */
function* candidates(source: string): Generator<string> {
  const lines = source.split('\n');
  const depths = lines.map((line) => line.length - line.trimStart().length);
  const endOf = (start: number) => {
    let end = start + 1;
    while (end < lines.length && (lines[end] === '' || depths[end] > depths[start])) end++;
    return end;
  };
  for (let size = lines.length >> 1; size > 1; size >>= 1)
    for (let at = 0; at < lines.length; at += size) yield [...lines.slice(0, at), ...lines.slice(at + size)].join('\n');
  for (let at = lines.length - 1; at >= 0; at--) yield [...lines.slice(0, at), ...lines.slice(endOf(at))].join('\n');
  for (let at = 0; at < lines.length; at++) {
    const end = endOf(at);
    if (end === at + 1) continue;
    const body = lines.slice(at + 1, end).map((line) => line.slice(2));
    yield [...lines.slice(0, at), ...body, ...lines.slice(end)].join('\n');
    if (/^(except|finally|else|elif)/.test((lines[end] ?? '').trimStart()))
      yield [...lines.slice(0, at), ...body, ...lines.slice(endOf(end))].join('\n');
  }
  for (const [start, end] of groups(source)) {
    yield `${source.slice(0, start)}0${source.slice(end)}`;
    yield source.slice(0, start) + source.slice(start + 1, end - 1) + source.slice(end);
    for (const [from, to] of parts(source, start, end)) yield source.slice(0, from) + source.slice(to);
  }
}

/** The brackets of a text with what is between them, the longest first. */
function groups(source: string): [number, number][] {
  const open: number[] = [];
  const found: [number, number][] = [];
  for (let i = 0; i < source.length; i++) {
    if ('([{'.includes(source[i])) open.push(i);
    else if (')]}'.includes(source[i]) && open.length > 0) found.push([open.pop() as number, i + 1]);
  }
  return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
}

/** The parts of a group between commas and operators, each with the separator before it. */
function parts(source: string, start: number, end: number): [number, number][] {
  const cuts = [start + 1];
  let depth = 0;
  for (let i = start + 1; i < end - 1; i++) {
    if ('([{'.includes(source[i])) depth++;
    else if (')]}'.includes(source[i])) depth--;
    else if (depth === 0 && source.startsWith(', ', i)) cuts.push(i);
    else if (depth === 0 && source[i] === ' ' && source[i - 1] !== ',') cuts.push(i);
  }
  cuts.push(end - 1);
  return cuts.slice(1).map((to, index) => [cuts[index], to]);
}
