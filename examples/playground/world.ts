/** The world around the board, changed by hand while it runs. */
import type { Changes, SetupDescription } from 'virtual-pyboard/browser';

/** Values that can be changed: those of devices and pins that the set-up itself changes, and some that every board has. */
const named = ({ at = {} }: SetupDescription): string[] => [
  ...new Set([...Object.values(at).flatMap((changes) => Object.keys(changes)), 'X1.level', 'X5.volts']),
];

/** A form that changes one value. */
export class WorldForm {
  constructor(
    private readonly form: HTMLFormElement,
    private readonly make: (changes: Changes) => Promise<void>,
  ) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.change({ [this.#part<HTMLInputElement>('what').value]: valueIn(this.#part<HTMLInputElement>('value').value) });
    });
  }

  /** Changes the world, and shows whether that was possible. */
  change(changes: Changes): void {
    this.make(changes).then(
      () => this.#tell('changed'),
      ({ message }: Error) => this.#tell(message),
    );
  }

  /** Prepares the form for a board with this set-up around it. */
  begin(setup: SetupDescription): void {
    this.form.hidden = Object.keys(setup).length === 0;
    this.#part('changes').replaceChildren(...named(setup).map((name) => new Option(name, name)));
    this.#tell('');
  }

  #tell(text: string): void {
    this.#part('refusal').textContent = text;
  }

  #part<T extends HTMLElement>(id: string): T {
    return this.form.querySelector(`#${id}`) as T;
  }
}

/** The value of a text as JSON; the text itself if it is not JSON. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
