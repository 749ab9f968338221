/** The editor for main.py: it marks what is wrong with the running program and with the text, and knows whether the two are the same. */
import { python } from '@codemirror/lang-python';
import { syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { type ChangeDesc, Compartment, type Text } from '@codemirror/state';
import { classHighlighter } from '@lezer/highlight';
import { basicSetup, EditorView } from 'codemirror';
import type { Problem } from './problems.js';

/** Whether the page is dark. Its colours come from page.css, those of panels and cursor from CodeMirror. */
const DARK = matchMedia('(prefers-color-scheme: dark)');

export class Editor {
  readonly #view: EditorView;
  /** The program that runs or ran last, and how the text has been changed since. */
  #ran: { readonly text: Text; changes: ChangeDesc } | null = null;
  #problems: Problem[] = [];
  /** What is wrong with the text, and where; null if nothing is known to be. */
  #flaw: Diagnostic | null = null;

  /** `onChange`: called when the text has changed. */
  constructor(parent: HTMLElement, text: string, onChange: () => void) {
    const darkness = new Compartment();
    const theme = () => EditorView.theme({}, { dark: DARK.matches });
    this.#view = new EditorView({
      doc: text,
      extensions: [
        basicSetup,
        python(),
        syntaxHighlighting(classHighlighter),
        lintGutter(),
        darkness.of(theme()),
        EditorView.contentAttributes.of({ 'aria-label': 'main.py' }),
        EditorView.updateListener.of(({ docChanged, changes }) => {
          if (!docChanged) return;
          if (this.#ran !== null) this.#ran.changes = this.#ran.changes.composeDesc(changes.desc);
          if (this.#flaw !== null)
            this.#flaw = { ...this.#flaw, from: changes.mapPos(this.#flaw.from, 1), to: changes.mapPos(this.#flaw.to, 1) };
          onChange();
        }),
      ],
      parent,
    });
    DARK.addEventListener('change', () => this.#view.dispatch({ effects: darkness.reconfigure(theme()) }));
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(insert: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert }, selection: { anchor: 0 }, scrollIntoView: true });
  }

  /** Notes that the text as it stands now begins to run; nothing is wrong yet. */
  begin(): void {
    const { doc } = this.#view.state;
    this.#ran = { text: doc, changes: this.#view.state.changes().desc };
    this.#problems = [];
    this.#show();
  }

  /** True if the text differs from the program that runs or ran last. */
  get isChanged(): boolean {
    return this.#ran !== null && !this.#ran.text.eq(this.#view.state.doc);
  }

  /** Marks a line of the running program. If the line is marked already, the longer message wins. */
  mark(problem: Problem): void {
    const known = this.#problems.find(({ line }) => line === problem.line);
    if (known !== undefined && known.message.length >= problem.message.length) return;
    this.#problems = [...this.#problems.filter((other) => other !== known), problem];
    this.#show();
    // Does not interrupt somebody who is typing.
    if (!this.#view.hasFocus) this.#view.dispatch({ effects: EditorView.scrollIntoView(this.#placeOf(problem).from, { y: 'center' }) });
  }

  /** Marks what is wrong with a text, if the editor still has this text; null: nothing is wrong. */
  markWritten(text: string, problem: Problem | null): void {
    const { doc } = this.#view.state;
    if (text !== this.text) return;
    this.#flaw = problem === null ? null : diagnosticOf(problem, placeIn(doc, problem));
    this.#show();
  }

  /** Puts the cursor on a line of the running program. */
  go(line: number): void {
    this.#view.dispatch({ selection: { anchor: this.#placeOf({ line, message: '' }).from }, scrollIntoView: true });
    this.#view.focus();
  }

  #show(): void {
    const marks = this.#problems.map((problem) => diagnosticOf(problem, this.#placeOf(problem)));
    const others = marks.filter(
      ({ message, from }) => message !== this.#flaw?.message || this.#lineAt(from) !== this.#lineAt(this.#flaw.from),
    );
    const all = this.#flaw === null ? marks : [...others, this.#flaw];
    this.#view.dispatch(setDiagnostics(this.#view.state, all));
  }

  #lineAt(place: number): number {
    return this.#view.state.doc.lineAt(place).number;
  }

  /** Where a problem of the running program is now, after changes of the text. */
  #placeOf(problem: Problem): Place {
    if (this.#ran === null) throw new Error('nothing has run');
    const { text, changes } = this.#ran;
    const { from, to } = placeIn(text, problem);
    const begin = changes.mapPos(from, 1);
    return { from: begin, to: Math.max(begin, changes.mapPos(to, -1)) };
  }
}

type Place = Pick<Diagnostic, 'from' | 'to'>;

/** The place of a problem in its text. */
function placeIn(text: Text, { line, start, end }: Problem): Place {
  const { from, to, text: content } = text.line(Math.min(line, text.lines));
  const begin = Math.min(from + (start ?? content.length - content.trimStart().length), to);
  return { from: begin, to: Math.max(begin, end === undefined ? to : Math.min(from + end, to)) };
}

const diagnosticOf = ({ message }: Problem, place: Place): Diagnostic => ({ ...place, severity: 'error', message });
