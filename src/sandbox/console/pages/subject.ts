// An issue or pull request: the conversation, checks, labels, and everything one may do there.
import {
  fullName,
  reactionContents,
  type Account,
  type Reaction,
  type Review,
  type Subject,
} from '../../forge/state.js';
import { safeHtml } from '../../../web/pages.js';
import { bodyHtml } from '../body-text.js';
import type { ConsolePage } from '../frame.js';
import { stateOf } from '../../gitee/roles.js';
import { referenceOf, repositoryAddress, subjectAddress, type ConsoleForge } from '../forge.js';
import { governed, isOurLabel, isThere, labelsOf, motionsIn } from '../subjects.js';
import { draftOf, draftsFor } from '../drafts.js';
import type { ForgeVisit, Visit } from '../visit.js';
import { codeOf } from './code.js';
import { panelOf } from './panel.js';

const pictures: Readonly<Record<(typeof reactionContents)[number], string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

function reactionsOf(reactions: readonly Reaction[], { cast, words }: Visit) {
  return reactionContents.flatMap((content) => {
    const who = reactions.filter((reaction) => reaction.content === content).map(({ user }) => cast.of(user).name);
    if (who.length === 0) return [];
    const names = who.join(words.t('list.joint'));
    return [{ picture: pictures[content], name: words.t(`console.reaction.${content}`), count: who.length, names }];
  });
}

interface Post {
  readonly anchor: string;
  /** Of a comment, for its forms; null for the text of the subject and for reviews. */
  readonly comment: number | null;
  readonly review: Review | null;
  readonly author: Account;
  readonly viaApp: boolean;
  readonly createdAt: string;
  readonly edited: boolean;
  readonly body: string;
  readonly reactions: readonly Reaction[];
}

function reviewPost(review: Review): Post {
  const { id, user: author, submittedAt: createdAt, body } = review;
  const anchor = `pullrequestreview-${String(id)}`;
  return { anchor, comment: null, review, author, viaApp: false, createdAt, edited: false, body, reactions: [] };
}

/** The text, then comments and reviews as they were given. */
function postsOf(forge: ConsoleForge, subject: Subject): readonly Post[] {
  const { author, viaApp, createdAt, body, reactions, comments, pull } = subject;
  const anchor = `issue-${String(forge.refOf(subject))}`;
  const first = { author, viaApp, createdAt, edited: false, body: body ?? '', reactions };
  const others = comments.map((one): Post => {
    const place = { anchor: forge.anchorOf(one), comment: one.id, review: null };
    return { ...one, ...place, edited: one.updatedAt !== one.createdAt };
  });
  const after = [...others, ...(pull?.reviews ?? []).map(reviewPost)];
  const inOrder = after.sort((a, b) => (a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt)));
  return [{ ...first, anchor, comment: null, review: null }, ...inOrder];
}

function reviewOf({ id, state, commit }: Review, { forge, words }: ForgeVisit) {
  const mayDismiss = forge.id === 'github' && (state === 'APPROVED' || state === 'CHANGES_REQUESTED');
  const stands = forge.id === 'gitee' ? `pass.${state}` : state;
  return { id, stands: words.t(`console.review.${stands}`), short: commit.slice(0, 10), mayDismiss };
}

function posts(visit: ForgeVisit, subject: Subject) {
  const { cast, forge, words } = visit;
  const app = forge.world.app.bot;
  return postsOf(forge, subject).map(({ author, review, reactions, ...post }, index) => ({
    ...post,
    isFirst: index === 0,
    review: review && reviewOf(review, visit),
    author: cast.of(author),
    isApp: author === app,
    html: post.body === '' ? null : safeHtml(bodyHtml(post.body, author === app)),
    reactions: reactionsOf(reactions, visit),
    choices: reactionContents.map((content) => {
      return { content, picture: pictures[content], name: words.t(`console.reaction.${content}`) };
    }),
  }));
}

export async function subjectPage(visit: ForgeVisit, subject: Subject): Promise<ConsolePage> {
  const { source, cast, forge, words, query } = visit;
  const { repository } = subject;
  const reference = referenceOf(forge, subject);
  if (!isThere(subject))
    return { status: 410, template: 'gone', title: words.t('console.gone.title', { reference }), model: {} };
  const motions = motionsIn(await source.decided.motions(), forge, subject);
  const held = stateOf(subject);
  return {
    template: 'subject',
    title: subject.title,
    model: {
      reference,
      repository: fullName(repository),
      repositoryAddress: repositoryAddress(forge, repository),
      address: subjectAddress(forge, subject),
      onGitHub: forge.id === 'github',
      isPull: subject.pull !== null,
      isOpen: subject.state === 'open',
      isProgressing: held === 'progressing',
      isMerged: held === 'merged',
      stands: words.t(`console.state.${held}`),
      locked: subject.locked,
      author: cast.of(subject.author),
      createdAt: subject.createdAt,
      labels: labelsOf(subject),
      knownLabels: [...repository.labels.values()].map(({ name }) => name).filter((name) => !isOurLabel(name)),
      posts: posts(visit, subject),
      code: codeOf(visit, subject),
      contribution: subject.pull
        ? `/contributions/${forge.id}/${fullName(repository)}/${String(subject.number)}`
        : null,
      panel: await panelOf(visit, subject, motions),
      past: motions.slice(1).map(({ id, title, outcome }) => {
        return { id, title, stands: outcome === null ? '' : words.t(`outcome.${outcome}`) };
      }),
      drafts: draftsFor(visit, motions[0] ?? null, subject),
      draft: draftOf(query.get('draft'), visit),
      targets: governed(forge)
        .filter((one) => one !== repository)
        .map((one) => fullName(one)),
    },
  };
}
