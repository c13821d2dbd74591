// How far an item is: task lists in its issue and issues linked to it, counted exactly.
import { visibleLines } from '../contributions/markdown-sections.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { referencesIn } from './references.js';

/** So many of so many are done. */
export interface Count {
  readonly done: number;
  readonly total: number;
}

/** A line `- [ ]` or `- [x]`. */
export interface Task {
  readonly done: boolean;
  readonly text: string;
}

/** An issue or pull request that belongs to an item. */
export interface Linked {
  readonly subject: SubjectRef;
  readonly closed: boolean;
}

const task = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\][ \t]+(\S.*)$/;

/** The tasks of an issue's text, as a forge shows boxes for them; not those in code and in HTML comments. */
export function tasksIn(body: string): readonly Task[] {
  return visibleLines(body).flatMap(({ text, code }) => {
    const [, mark, words] = (code ? null : task.exec(text)) ?? [];
    return mark === undefined || words === undefined ? [] : [{ done: mark !== ' ', text: words.trim() }];
  });
}

/**
 * Tasks and linked issues together. A task that refers to a linked issue is that issue, and done when it is closed: nothing counts twice, and no tick stands against
 * what the issue itself says.
 */
export function countProgress(body: string, home: SubjectRef, linked: readonly Linked[]): Count {
  const issues = new Map(linked.map(({ subject, closed }) => [subjectKey(subject), closed]));
  const tasks = tasksIn(body).filter(({ text }) => !referencesIn(text, home).some((key) => issues.has(key)));
  const done = tasks.filter((one) => one.done).length + [...issues.values()].filter((closed) => closed).length;
  return { done, total: tasks.length + issues.size };
}
