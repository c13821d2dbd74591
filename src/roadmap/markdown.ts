// ROADMAP.md: the roadmap as one Markdown file, as of its last change. Nothing in it depends on the day it is made on, so it is another one only when the roadmap is.
import type { RoadmapPlan } from '../charter/charter.js';
import { link, neutralise } from '../shared/neutralise.js';
import { quarterOf } from '../shared/quarter.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { dayOf, later, type Instant } from '../shared/time.js';
import { boardOf, type Group } from './board.js';
import type { RoadmapView } from './build.js';
import type { RoadmapItemView } from './view.js';

/** Fills a sentence of the locale files. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a text about the roadmap needs besides the roadmap. */
export interface About {
  readonly foundation: string | LocalText;
  /** Where the portal is in the language of the text, without a final slash. */
  readonly url: string;
  /** Names by person id. */
  readonly people: ReadonlyMap<string, string | LocalText>;
  readonly language: Language;
  /** The text is there in no other language: what an item has in both is shown in both. */
  readonly alone: boolean;
  readonly say: Words;
}

/** How much is told: so many items of each horizon, and of those that are only proposed; and whether with their outcomes. */
export interface Detail {
  readonly most: number;
  readonly outcomes: boolean;
}

/** From all there is to what fits in any case. */
export const fileDetails: readonly Detail[] = [
  { most: Infinity, outcomes: true },
  { most: Infinity, outcomes: false },
  { most: 100, outcomes: false },
  { most: 20, outcomes: false },
];

/** So many of the last shipped and of the last dropped are told, and so many quarters. */
const [mostEnded, mostQuarters] = [20, 8];
/** In graphemes. */
const [longestTitle, longestText] = [160, 300];
const knownHorizons = ['now', 'next', 'later'];

/** The last change of any item; null of an empty roadmap. */
export function lastChange({ items }: Pick<RoadmapView, 'items'>): Instant | null {
  return items.reduce<Instant | null>((last, { changed_at: at }) => (last === null ? at : later(last, at)), null);
}

export function horizonName(horizon: string, say: Words): string {
  return knownHorizons.includes(horizon) ? say(`roadmap-file.horizons.${horizon}`) : neutralise(horizon, 80);
}

/** Its title as Markdown; where it is not known, the name of its issue. */
export function titleOf({ title, repo, number }: Pick<RoadmapItemView, 'title' | 'repo' | 'number'>): string {
  return neutralise(title === '' ? `${repo} ${number}` : title, longestTitle);
}

/** `RM-2026-001 Open weights`, linked to its page. `title` is Markdown. */
export function itemLink(id: string, title: string, { url }: Pick<About, 'url'>): string {
  return link(`${id} ${title}`, `${url}/roadmap/${id}`);
}

function motionLink(motion: string, { url }: About): string {
  return link(neutralise(motion, 40), `${url}/motions/${motion}`);
}

/** What stands behind an item: where it stands, who leads it, what slipped. Whether it is overdue or stale is a matter of the day, and left to the portal. */
function factsOf(item: RoadmapItemView, about: About): readonly string[] {
  const { say, people, language } = about;
  const { status, pending, lead, slips, slipped_steps: steps, wish } = item;
  const person = lead === null ? null : inLanguage(people.get(lead) ?? lead, language);
  return [
    say(`roadmap.statuses.${status}`),
    ...(pending === null ? [] : [say('roadmap-file.voted-on', { motion: motionLink(pending.motion, about) })]),
    ...(wish === null ? [] : [say('roadmap-file.wish', { horizon: horizonName(wish, say) })]),
    person === null ? say('roadmap-file.no-lead') : say('roadmap-file.lead', { person: neutralise(person, 80) }),
    ...(slips === 0 ? [] : [say('roadmap-file.slipped', { count: slips, steps: String(steps) })]),
  ];
}

function outcomeOf({ outcome }: RoadmapItemView, { language, alone }: About): string {
  if (outcome === null || typeof outcome === 'string') return neutralise(outcome ?? '', longestText);
  const both = language === 'en' ? [outcome.en, outcome.zh] : [outcome.zh, outcome.en];
  return (alone ? both : both.slice(0, 1)).map((text) => neutralise(text, longestText)).join(' / ');
}

function openLine(item: RoadmapItemView, about: About, { outcomes }: Detail): string {
  const { say } = about;
  const facts = factsOf(item, about).join(say('roadmap-file.join'));
  const line = `- ${say('roadmap-file.item', { item: itemLink(item.id, titleOf(item), about), facts })}`;
  const outcome = outcomes ? outcomeOf(item, about) : '';
  return outcome === '' ? line : `${line}\\\n  ${outcome}`;
}

function endedLine(item: RoadmapItemView, about: About): string {
  const { say } = about;
  const { status, since, reason, decision } = item;
  const facts = [
    say('roadmap-file.ended', { status: say(`roadmap.statuses.${status}`), day: dayOf(since) }),
    ...(decision !== null && status === 'declined' ? [motionLink(decision, about)] : []),
    ...(reason === '' ? [] : [neutralise(reason, longestText)]),
  ];
  return `- ${say('roadmap-file.item', { item: itemLink(item.id, titleOf(item), about), facts: facts.join(say('roadmap-file.join')) })}`;
}

function section(
  heading: string,
  { items, total }: Group,
  about: About,
  line: (item: RoadmapItemView) => string,
): readonly string[] {
  const { say, url } = about;
  if (total === 0) return [`## ${heading}`, say('roadmap-file.nothing')];
  const more = total - items.length;
  const rest = more === 0 ? [] : [`- ${link(say('roadmap-file.more', { count: more }), `${url}/roadmap`)}`];
  return [`## ${heading}`, [...items.map(line), ...rest].join('\n')];
}

function numbersOf({ numbers }: RoadmapView, asOf: Instant | null, { say }: About): readonly string[] {
  const { open, slipped, median_slip: median, next_review_at: review, quarters } = numbers;
  const sentences = [
    say('roadmap-file.open', { count: open }),
    ...(slipped.share === null
      ? []
      : [say('roadmap-file.share', { items: slipped.items, of: slipped.of, share: slipped.share })]),
    ...(median === null ? [] : [say('roadmap-file.median', { steps: median })]),
    ...(review === null ? [] : [say('roadmap-file.review', { day: dayOf(review) })]),
  ];
  const until = asOf === null ? '' : quarterOf(asOf);
  const told = quarters.filter(({ quarter }) => quarter <= until).slice(-mostQuarters);
  if (told.length === 0) return [sentences.join(say('roadmap-file.space'))];
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const names = ['quarter', 'planned', 'kept', 'shipped'].map((name) => say(`roadmap-file.columns.${name}`));
  const rows = told.map(({ quarter, planned, kept, shipped }) => row([quarter, planned, kept, shipped]));
  return [
    sentences.join(say('roadmap-file.space')),
    [row(names), row(['---', '--:', '--:', '--:']), ...rows].join('\n'),
  ];
}

/** The file in one language: paragraphs parted by empty lines. */
export function roadmapMarkdown(view: RoadmapView, plan: RoadmapPlan | null, about: About, detail: Detail): string {
  const { say, url, foundation, language } = about;
  const asOf = lastChange(view);
  const board = boardOf(view.items, plan, asOf ?? '', {}, detail.most);
  const ended = ({ items, total }: Group): Group => ({ items: items.slice(0, mostEnded), total });
  const open = (item: RoadmapItemView) => openLine(item, about, detail);
  const over = (item: RoadmapItemView) => endedLine(item, about);
  const name = neutralise(inLanguage(foundation, language), 120);
  return [
    `# ${say('roadmap-file.title', { foundation: name })}`,
    `> ${say('roadmap-file.made', { page: link(say('roadmap-file.page'), `${url}/roadmap`) })}`,
    ...numbersOf(view, asOf, about),
    ...board.columns.flatMap((column) => section(horizonName(column.horizon, say), column, about, open)),
    ...section(say('roadmap-file.proposed'), board.proposed, about, open),
    ...section(say('roadmap-file.shipped'), ended(board.shipped), about, over),
    ...section(say('roadmap-file.dropped'), ended(board.dropped), about, over),
  ].join('\n\n');
}
