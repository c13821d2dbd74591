// One pull request: what the policies found of it, its text and conversation in safe Markdown, and the motions about it.
import type { ShownContribution } from '../../evaluation/store.js';
import type { ForgeId } from '../../shared/refs.js';
import { subjectKey } from '../../shared/refs.js';
import { findingsModel, standing } from './contribution-findings.js';
import { labelOf, stateOf } from './contributions.js';
import { badQuery, paging, readPage } from './listing.js';
import { motionRow } from './motions.js';
import type { Page, PageContext } from './page.js';

function forgeOf(name: string | undefined): ForgeId | null {
  return name === 'github' || name === 'gitee' ? name : null;
}

function sentenceOf(context: PageContext, found: ShownContribution, motions: number): string {
  const { t, day } = context.words;
  const { subject } = found;
  const author = subject.author?.login ?? t('contributions.nobody');
  const opened = t('contribution.opened', { author, day: day(subject.createdAt) });
  const about = opened + t(`contribution.is.${subject.state}`) + t('contribution.motions', { count: motions });
  const stands = standing(context, found);
  return stands === null ? about : stands + t('contribution.sentences') + about;
}

/**
 * Markdown without the HTML comments that begin a line, one without an end up to the end of the text: templates and bots hide words from
 * readers in them, as the forge does.
 */
function shown(markdown: string): string {
  return markdown.replace(/^<!--[\s\S]*?(?:-->|(?![\s\S]))/gm, '');
}

/** So many characters of what strangers wrote are made into markup for one page. */
const mostShown = 100_000;

/** What is shown of texts, in their order, as long as there is room for it on the page; `cut` where some is left out. */
function fitting(texts: readonly string[]): readonly { readonly text: string; readonly cut: boolean }[] {
  let room = mostShown;
  return texts.map((whole) => {
    const text = whole.slice(0, room);
    room -= text.length;
    return { text, cut: text.length < whole.length };
  });
}

function textOf({ subject, comments }: ShownContribution): object {
  const [first, ...others] = fitting([subject, ...comments.items].map(({ body }) => shown(body)));
  return {
    title: subject.title,
    url: subject.url,
    author: subject.author?.login ?? null,
    head: subject.head,
    labels: subject.labels,
    createdAt: subject.createdAt,
    updatedAt: subject.updatedAt,
    body: first,
    comments: comments.items.map(({ id, author, createdAt, updatedAt, url }, i) => ({
      id,
      author: author?.login ?? null,
      bot: author?.bot ?? false,
      body: others[i],
      at: createdAt,
      edited: updatedAt !== createdAt,
      url,
    })),
  };
}

export const contributionPage: Page = {
  path: '/contributions/:forge/:owner/:repo/:number',
  async load(context) {
    const { words, store, params } = context;
    const forge = forgeOf(params['forge']);
    if (forge === null) return null;
    const read = readPage(context, []);
    if (!read.ok) return badQuery(context, read.error);
    const ref = { forge, repo: `${params['owner'] ?? ''}/${params['repo'] ?? ''}`, number: params['number'] ?? '' };
    const found = await store.contribution(ref, read.value);
    if (!found) return null;
    const { subject, comments } = found;
    const path = `/contributions/${subject.ref.forge}/${subject.ref.repo}/${subject.ref.number}`;
    const links = paging(path, read.value, comments);
    if (links === null) return null;
    const motions = await store.motions({ filter: { subject: subjectKey(subject.ref) }, page: 1, perPage: 20 });
    const state = stateOf(context, subject);
    return {
      template: 'contribution',
      title: subject.title === '' ? labelOf(subject) : subject.title,
      kicker: words.t('contribution.kicker', { id: labelOf(subject), state: state.label }),
      sentence: sentenceOf(context, found, motions.total),
      json: path,
      model: {
        id: labelOf(subject),
        state,
        text: textOf(found),
        policies: findingsModel(context, found),
        total: comments.total,
        links,
        motions: motions.items.map((motion) => motionRow(context, motion)),
      },
    };
  },
};
