import { expect, it } from 'vitest';
import { commonShapes } from '../../src/embedded/shapes.js';
import { type OhmNode, readWithOhm } from '../../src/syntax/ohm.js';
import { commonShape, type PackedShapes } from '../../src/syntax/shapes.js';

/** What is read of a node. */
function plain({ matchLength, ruleName, children, childOffsets }: OhmNode): OhmNode {
  if (children === undefined) return { matchLength };
  const inner = { matchLength, children: children.map(plain), childOffsets: [...(childOffsets ?? [])] };
  return ruleName === undefined ? inner : { ...inner, ruleName };
}

it('every shape that is common is what Ohm makes of it', () => {
  for (const key of Object.keys((JSON.parse(commonShapes) as PackedShapes).shapes)) {
    const [rule] = key.split(' ', 1) as [string];
    expect(commonShape(key), key).toEqual(plain(readWithOhm(rule, key.slice(rule.length + 1)) as OhmNode));
  }
});

it('a shape that is not common is Ohm’s business', () => {
  expect(commonShape('file_input \x04+\x04-\x04+\x04-\x04\n')).toBeUndefined();
});
