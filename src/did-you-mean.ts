/** What is said of a word that is none of those that can be chosen. */

/** Returns `unknown board 'pybv1'; did you mean 'pybv11'?`; if no choice is close, all of them are named. */
export function unknownText(what: string, word: string, choices: readonly string[]): string {
  return `unknown ${what} '${word}'${didYouMean(word, choices) || `; choose from ${choices.join(', ')}`}`;
}

/** Returns `; did you mean 'x'?` with the candidate closest to a mistyped word; '' if none is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  let best = '';
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate);
    if (distance < least && distance < candidate.length) {
      best = candidate;
      least = distance;
    }
  }
  return best === '' ? '' : `; did you mean '${best}'?`;
}

/** Returns Levenshtein's distance, where swapping two neighbouring characters counts as one. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, substitution);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length];
}
