// Answers by address, the least recently asked for dropped first when there are too many bytes of them.
import type { Answer } from '../web/answer.js';

export interface KeptAnswers {
  get(address: string): Answer | undefined;
  put(address: string, answer: Answer): void;
  clear(): void;
}

/** What an answer takes beside its text: its headers, its key, and the compressed form, which is less than half. */
function weight(address: string, { size }: Answer): number {
  return 1024 + 2 * address.length + 1.5 * size;
}

/** `most`: bytes of all answers together. One answer may take an eighth of it. */
export function keptAnswers(most: number): KeptAnswers {
  const answers = new Map<string, Answer>();
  let total = 0;

  function drop(address: string, answer: Answer): void {
    answers.delete(address);
    total -= weight(address, answer);
  }

  return {
    get(address) {
      const found = answers.get(address);
      if (!found) return undefined;
      answers.delete(address);
      answers.set(address, found);
      return found;
    },
    put(address, answer) {
      const before = answers.get(address);
      if (before) drop(address, before);
      if (weight(address, answer) > most / 8) return;
      answers.set(address, answer);
      total += weight(address, answer);
      for (const [oldest, other] of answers) {
        if (total <= most) break;
        drop(oldest, other);
      }
    },
    clear() {
      answers.clear();
      total = 0;
    },
  };
}
