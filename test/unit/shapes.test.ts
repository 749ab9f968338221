import { describe, expect, it } from 'vitest';
import { commonShapes } from '../../src/embedded/shapes.js';
import { type OhmNode, readWithOhm } from '../../src/syntax/ohm.js';
import { commonShape, type PackedShapes } from '../../src/syntax/shapes.js';

/** What is read of a node. */
function plain({ matchLength, ruleName, children, childOffsets }: OhmNode): OhmNode {
  if (children === undefined) return { matchLength };
  const inner = { matchLength, children: children.map(plain), childOffsets: [...(childOffsets ?? [])] };
  return ruleName === undefined ? inner : { ...inner, ruleName };
}

describe('a shape that is common', () => {
  const keys = Object.keys((JSON.parse(commonShapes) as PackedShapes).shapes);

  it.each(keys.map((key) => [JSON.stringify(key), key]))('%s is what Ohm makes of it', (_, key) => {
    const [rule] = key.split(' ', 1) as [string];
    expect(commonShape(key)).toEqual(plain(readWithOhm(rule, key.slice(rule.length + 1)) as OhmNode));
  });
});

it('a shape that is not common is Ohm’s business', () => {
  expect(commonShape('file_input \x04+\x04-\x04+\x04-\x04\n')).toBeUndefined();
});
