/** `vpyb.World`: boards that share time, in Python. */
import { arg, methodsOf, NativeObject, nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { int, text } from '../objects/kinds.js';
import type { PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { World } from '../system/world.js';
import { Outside } from './outside.js';
import { toldOfMaking } from './told.js';

type WorldObject = NativeObject<World>;
const { method } = methodsOf<WorldObject>();

/** The board that a value represents. Raises TypeError for other values. */
function boardOf(value: Value): Outside {
  if (value instanceof NativeObject && value.state instanceof Outside) return value.state;
  throw raise.TypeError('expected a Board');
}

const board = { name: 'Board', convert: boardOf };

/** Makes the class. */
export function worldType(): PyType {
  const type: PyType = nativeType(
    'World',
    {
      make(_, args) {
        const boards = args.map(boardOf);
        if (boards.some(({ isOwn }) => isOwn)) throw raise.ValueError('the board on which the test runs cannot join a World');
        return new NativeObject(
          type,
          toldOfMaking(() => new World(boards.map(({ bench }) => bench))),
        );
      },
    },
    {
      wire: method(
        'Join a pin of one board to a pin of another.',
        [arg('one', board), arg('pin', text), arg('other', board), arg('other_pin', text)],
        ({ state }, one, pin, other, otherPin) => toldOfMaking(() => state.wire(one.bench, pin, other.bench, otherPin)),
      ),
      can: method(
        'Put CAN controllers of two boards on one bus.',
        [arg('one', board), arg('id', int), arg('other', board), arg('other_id', int)],
        ({ state }, one, id, other, otherId) => toldOfMaking(() => state.can(one.bench, id, other.bench, otherId)),
      ),
    },
  );
  return type;
}
