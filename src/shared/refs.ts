// References to things on a forge, the same for every forge.

/** The forges the app speaks with. */
export type ForgeId = 'github' | 'gitee';

/** An issue or a pull request. `number` is a text because Gitee's issue numbers are (`I1ABC`). */
export interface SubjectRef {
  readonly forge: ForgeId;
  /** `owner/repo`. */
  readonly repo: string;
  readonly number: string;
}

/** An account as the forge shows it. Authority follows `id`; `login` is only for display and mentions. */
export interface Account {
  readonly forge: ForgeId;
  readonly id: number;
  readonly login: string;
  readonly bot: boolean;
}

/**
 * Where a written text stands: a comment, or the body of an issue or pull request. `id` is unique in (forge, kind). Gitee numbers comments on pull
 * requests in a row of their own; on GitHub they are comments like others.
 */
export interface TextRef {
  readonly kind: 'comment' | 'pull-comment' | 'issue' | 'pull';
  readonly id: string;
}

/** `github:openclaw/models#12`, lower case: the name of a subject in keys and lanes. */
export function subjectKey(subject: SubjectRef): string {
  return `${subject.forge}:${subject.repo}#${subject.number}`.toLowerCase();
}

/** The subject of a key. Gitee writes the letters of its issues' numbers in capitals. Throws when the text is no such key. */
export function subjectOfKey(key: string): SubjectRef {
  const [, forge, repo, number] = /^(github|gitee):([^#]+)#([^#]+)$/.exec(key) ?? [];
  if (repo === undefined || number === undefined) throw new Error(`${key} names no subject`);
  return forge === 'gitee' ? { forge, repo, number: number.toUpperCase() } : { forge: 'github', repo, number };
}

/** `github:comment:991`: the name under which a text's commands run at most once. */
export function textKey(forge: ForgeId, text: TextRef): string {
  return `${forge}:${text.kind}:${text.id}`;
}
