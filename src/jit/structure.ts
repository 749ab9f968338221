/**
 * Recovers JavaScript's structured statements from linear code: every loop becomes `for (;;)`, every handler row a `try`, every
 * forward target a labelled block that ends there. A block begins at its first jump and is moved outward until it nests.
 */
import type { Joints } from './body.js';
import { type Emitter, Refusal } from './emitter.js';
import type { Flow, Stretch, TryRange } from './flow.js';

/** How deep loops and handlers may nest, as in CPython: each loop is also written separately, with everything that lies in it. */
const DEEPEST = 20;

/** A statement that encloses a stretch of instructions. */
interface Region extends Stretch {
  readonly kind: 'loop' | 'try' | 'block';
  readonly range?: TryRange;
}

/** For each instruction, the regions that begin there, outermost first, and those that end there, innermost first. */
interface Structure {
  readonly opening: ReadonlyMap<number, readonly Region[]>;
  readonly closing: ReadonlyMap<number, readonly Region[]>;
}

/**
 * Returns the structure of a Code, or of a loop in it: without what encloses the loop, and without jumps that leave it. Throws a Refusal if it
 * nests too deeply.
 */
export function structureOf(flow: Flow, within: Stretch = { from: 0, to: flow.size }): Structure {
  const isInside = ({ from, to }: Stretch): boolean => from >= within.from && to <= within.to;
  const fixed: Region[] = [
    ...flow.loops.filter(isInside).map(({ from, to }): Region => ({ kind: 'loop', from, to })),
    // In the table, inner rows come before outer ones.
    ...flow.tries
      .filter((range) => flow.isLive(range.from) && isInside(range))
      .map((range): Region => ({ kind: 'try', from: range.from, to: range.to, range }))
      .reverse(),
  ];
  if (depthOf(fixed) > DEEPEST) throw new Refusal('nests too deeply');
  const jumps = flow.jumps.filter((jump) => isInside(jump) && (jump.to < within.to || within.to === flow.size));
  const regions = [...fixed, ...blocks(flow, jumps, fixed)].sort(outermostFirst);
  const opening = new Map<number, Region[]>();
  const closing = new Map<number, Region[]>();
  for (const region of regions) {
    entry(opening, region.from).push(region);
    entry(closing, region.to).unshift(region);
  }
  return { opening, closing };
}

/** Returns how deep regions nest. */
function depthOf(regions: readonly Region[]): number {
  const ends: number[] = [];
  let deepest = 0;
  for (const { from, to } of [...regions].sort(outermostFirst)) {
    while (ends.length > 0 && (ends.at(-1) as number) <= from) ends.pop();
    deepest = Math.max(deepest, ends.push(to));
  }
  return deepest;
}

function entry(map: Map<number, Region[]>, pc: number): Region[] {
  let list = map.get(pc);
  if (list === undefined) {
    list = [];
    map.set(pc, list);
  }
  return list;
}

/** Of regions that begin together, the longer one is the outer one; of equal ones the block, which a jump leaves at its end. */
function outermostFirst(x: Region, y: Region): number {
  return x.from - y.from || y.to - x.to || rank(x) - rank(y);
}
const rank = ({ kind }: Region): number => (kind === 'block' ? 0 : kind === 'loop' ? 1 : 2);

function blocks(flow: Flow, jumps: readonly Stretch[], fixed: readonly Region[]): Region[] {
  const starts = new Map<number, number>();
  for (const { from, to } of jumps) {
    if (flow.isLive(from)) starts.set(to, Math.min(starts.get(to) ?? from, from));
  }
  // Blocks are moved in the order of their ends, so that for an outer one the places of the inner ones are known.
  const made: Region[] = [];
  for (const [to, first] of [...starts].sort((x, y) => x[0] - y[0])) {
    let from = first;
    for (let moved = true; moved; ) {
      moved = false;
      for (const region of [...fixed, ...made]) {
        // A jump to the end of a loop leaves it.
        const cuts = region.from < from && from < region.to && (region.to < to || (region.kind === 'loop' && region.to === to));
        if (!cuts) continue;
        from = region.from;
        moved = true;
      }
    }
    made.push({ kind: 'block', from, to });
  }
  return made;
}

/** Writes the statements of a structure where they begin and end. */
export function writeJoints(e: Emitter, { opening, closing }: Structure): Joints {
  return {
    isJoint: (pc) => e.flow.targets.has(pc) || opening.get(pc)?.some(({ kind }) => kind !== 'block') === true,
    before(pc) {
      for (const region of closing.get(pc) ?? []) e.emit(close(e, region));
      for (const region of opening.get(pc) ?? []) e.emit(open(region));
    },
  };
}

function open({ kind, from, to }: Region): string {
  if (kind === 'loop') return `L${from}: for (;;) {`;
  return kind === 'try' ? 'try {' : `B${to}: {`;
}

function close(e: Emitter, { range }: Region): string {
  if (range === undefined) return '}';
  return `} catch ($) { t${range.depth} = ${e.use('caught')}($, L, pc); break B${range.handler}; }`;
}
