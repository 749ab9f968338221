/** `pyb.Switch` (`ports/stm32/usrsw.c`). */
import type { Pyboard } from '../../board/pyboard.js';
import type { Switch } from '../../board/switch.js';
import { checkPositional } from '../../objects/argument-count.js';
import { arg, make, methodsOf, NativeObject, nativeType } from '../../objects/declare.js';
import { anything } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { ExtIntLines } from './extint.js';

type SwitchObject = NativeObject<Switch>;

/** The class for the switch of `board`. Its callback is called by the external interrupt of its pin. */
export function switchType(board: Pyboard, lines: ExtIntLines): PyType {
  const { method } = methodsOf<SwitchObject>();
  const type: PyType = nativeType(
    'Switch',
    {
      make: make([], () => only),
      repr: () => 'Switch()',
      call(self: SwitchObject, args: Value[], keywords: Keywords | null) {
        checkPositional(args, keywords, 0, 0);
        return self.state.isPressed;
      },
    },
    {
      value: method('Whether the switch is pressed.', [], ({ state }) => state.isPressed),
      callback: method(
        'Call `function`, without arguments, when the switch is pressed; None for no more.',
        [arg('function', anything)],
        ({ state }, callee) => lines.registerSwitch(state.pin, callee === None ? null : callee),
      ),
    },
  );
  const only = new NativeObject(type, board.switch);
  return type;
}
