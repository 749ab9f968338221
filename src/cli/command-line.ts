/** The command line, split into command, options and operands. */
import { didYouMean } from '../did-you-mean.js';
import { OPTION_LIST, type OptionName, spelling } from './options.js';
import { type Token, tokensOf } from './tokens.js';
import { UsageError } from './usage-error.js';

/** Options that give the program; the words after them are the program's arguments. */
const PROGRAMS: ReadonlySet<string> = new Set<OptionName>(['code', 'module']);

/** Options with which pytest chooses tests, or ends after the first that fails. */
const OF_PYTEST: readonly string[] = ['-k', '-x'];
/** What to write instead of what pytest takes. */
export const INSTEAD_OF_PYTEST = '; --only TEXT runs the tests with TEXT in their name or file';

/** The words that were typed. Throws a UsageError for unknown options and missing values. */
export class CommandLine {
  /** The command that was named; null: none was. */
  readonly named: string | null;
  readonly operands: readonly string[];
  /** The first operand before `-c` or `-m`, which is no argument of the code or module; null if there is none. */
  readonly early: string | null;
  readonly #values = new Map<OptionName, string[]>();

  /** `commands`: the words that are commands. */
  constructor(
    words: readonly string[],
    readonly commands: readonly string[],
  ) {
    const operands: string[] = [];
    let command: string | null = null;
    let mayBeCommand = true;
    let early: string | null = null;
    for (const token of tokensOf(words)) {
      if (token.kind === 'option') this.#addOption(token, command);
      if (token.kind === 'option' && PROGRAMS.has(token.name)) early ??= operands[0] ?? null;
      if (token.kind === 'operand' && mayBeCommand && commands.includes(token.text)) command = token.text;
      else if (token.kind === 'operand') operands.push(token.text);
      mayBeCommand = token.kind === 'option' && mayBeCommand && !this.has('code') && !this.has('module');
    }
    this.named = command;
    this.operands = operands;
    this.early = early;
  }

  /** The command that is meant. */
  get command(): string {
    return this.named ?? 'run';
  }

  has(name: OptionName): boolean {
    return this.#values.has(name);
  }

  count(name: OptionName): number {
    return this.#values.get(name)?.length ?? 0;
  }

  all(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** Returns the value of an option that may be given only once; null if it is not given. */
  one(name: OptionName): string | null {
    const values = this.all(name);
    if (values.length > 1) throw new UsageError(`${spelling(name)} is given twice`);
    return values[0] ?? null;
  }

  refuseOperands(allowed: number, message: string): void {
    if (this.operands.length > allowed) throw new UsageError(`unexpected argument '${this.operands[allowed]}': ${message}`);
  }

  /** Refuses options that the command does not have. */
  refuseForeignOptions(isOwn: (name: OptionName) => boolean): void {
    for (const [name] of OPTION_LIST) {
      if (this.has(name) && !isOwn(name)) throw new UsageError(`${spelling(name)} does not apply to '${this.command}'`);
    }
  }

  #addOption(token: Token & { kind: 'option' }, command: string | null): void {
    const entry = OPTION_LIST.find(([name]) => name === token.name);
    if (entry === undefined) {
      const names = OPTION_LIST.map(([name]) => `--${name}`);
      const instead = command === 'test' && OF_PYTEST.includes(token.written) ? INSTEAD_OF_PYTEST : didYouMean(token.written, names);
      throw new UsageError(`unknown option ${token.written}${instead}`);
    }
    const [name, option] = entry;
    // Code may begin like an option, and numbers may have a sign: such values are checked where they are read.
    const looksLikeOption = token.isWord && name !== 'code' && /^-\D/.test(token.value ?? '');
    if (option.value === undefined && token.value !== undefined) throw new UsageError(`${token.written} takes no value`);
    const needsValue = option.value !== undefined && !option.isOptional;
    if (needsValue && (token.value === undefined || looksLikeOption)) {
      throw new UsageError(`${token.written} needs a value: ${token.written} ${option.value}`);
    }
    const values = this.#values.get(name) ?? [];
    values.push(token.value ?? '');
    this.#values.set(name, values);
  }
}
