// Which issues, pull requests and releases belong to an item: what their texts say.
import { visibleLines } from '../contributions/markdown-sections.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { Item } from './item.js';
import { tasksIn } from './progress.js';
import { referencesIn, referencesOn } from './references.js';

/** A text is said to belong to at most so many. */
const mostKeys = 20;
/** So many references of an item's tasks are looked up and kept: whoever opened its issue may fill it with them. */
const mostTaskKeys = 300;
/** What stands between a keyword and a reference is shorter than this, and so is a keyword. */
const [longestGap, longestBefore] = [30, 60];

/** What says, right before a reference, that something belongs to what is referred to. */
const keyword =
  /(?:(?<![\p{L}\p{N}_])(?:part of|close[sd]?|fix(?:e[sd])?|resolve[sd]?|implement(?:s|ed)?)|属于|关联|实现|修复|解决)[*_]{0,3}\s{0,9}[:：]?[*_]{0,3}\s{0,9}[[<(（]?$/iu;
/** What joins the references of one list. */
const joint = /^[\])>）]?\s{0,9}(?:,|，|、|&|and|和|与|及)\s{0,9}[[<(（]?$/iu;

/** The lines that somebody wrote to be read: no code, no quotes. */
function written(text: string): readonly string[] {
  return visibleLines(text).flatMap((line) =>
    line.code || /^\s*>/.test(line.text) ? [] : [line.text.replace(/`[^`]*`/g, ' ')],
  );
}

function belongingOn(line: string, home: SubjectRef): readonly string[] {
  const keys: string[] = [];
  let last: number | null = null;
  for (const { key, start, end } of referencesOn(line, home)) {
    const listed: boolean = last !== null && start - last <= longestGap && joint.test(line.slice(last, start));
    const belongs: boolean = listed || keyword.test(line.slice(Math.max(0, start - longestBefore), start));
    if (belongs) keys.push(key);
    last = belongs ? end : null;
  }
  return keys;
}

/**
 * The keys that the opening text of an issue or pull request says it belongs to: those with a keyword before them (`Part of #12`, `属于 RM-2026-001`), at most
 * twenty, never its own.
 */
export function belongsTo(text: string, home: SubjectRef): readonly string[] {
  const keys = new Set(written(text).flatMap((line) => belongingOn(line, home)));
  keys.delete(subjectKey(home));
  return [...keys].slice(0, mostKeys);
}

/** What a text must name to name the item: its id, or its issue, also by the names it had before it was transferred. */
export function keysOf({ id, history }: Pick<Item, 'id' | 'history'>): readonly string[] {
  return [id, ...new Set(history.flatMap(({ field, to }) => (field === 'subject' && to !== null ? [to] : [])))];
}

/** The keys that the tasks of an item's issue refer to, the first three hundred. */
export function taskKeys(body: string, home: SubjectRef): readonly string[] {
  const keys = new Set(tasksIn(body).flatMap(({ text }) => referencesIn(text, home)));
  keys.delete(subjectKey(home));
  return [...keys].slice(0, mostTaskKeys);
}

/** A release as a forge publishes it: its title and what it says. */
export interface ReleaseText {
  readonly name: string;
  readonly body: string;
}

/** A line of the notes that GitHub writes: `* TITLE by @login in ADDRESS`. Who opened the pull request chose the title. */
function isTitleOfPull(line: string): boolean {
  const [, title = ''] = /^[*-] (.*) in https?:\/\/\S{1,300}\/pull\/\d{1,20}\s*$/.exec(line) ?? [];
  return title.includes(' by @');
}

/** The keys of what a release of a repository names: items and issues. */
export function namedIn(
  { name, body }: ReleaseText,
  { forge, repo }: Pick<SubjectRef, 'forge' | 'repo'>,
): ReadonlySet<string> {
  const place = { forge, repo, number: '' };
  const lines = written(body).filter((line) => !isTitleOfPull(line));
  return new Set([name, ...lines].flatMap((line) => referencesIn(line, place)));
}
