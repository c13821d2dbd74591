// What stands around every page: the main navigation and the footer's links.
import type { Words } from '../web/words.js';
import { roadmapCalendarPath, roadmapFeedPath } from './feeds/addresses.js';

interface Link {
  readonly address: string;
  readonly label: string;
  /** `page` for the page itself, `true` for what lies below it. */
  readonly current: 'page' | 'true' | null;
  /** The same content in another form. */
  readonly alternate: boolean;
}

/** A feed, for the head of every page. */
interface Feed {
  readonly address: string;
  readonly label: string;
  readonly type: string;
}

interface LinkGroup {
  readonly title: string;
  readonly links: readonly Link[];
}

/** Where the reader is: `address` is path and query without the language, `other` the same page in the other language. */
export interface Place {
  readonly words: Words;
  /** The path of PUBLIC_URL without a final slash. */
  readonly base: string;
  readonly address: string;
  readonly other: string;
  readonly json: string | null;
}

const main = [
  'motions',
  'resolutions',
  'roadmap',
  'contributions',
  'bodies',
  'people',
  'organizations',
  'charter',
] as const;
const rules = ['charter', 'policies', 'commands'] as const;
const evidence = ['ledger', 'neutrality', 'status'] as const;
/** Feeds, by the phrase that names them. */
const feeds = [
  ['motionsFeed', '/feeds/motions.atom', 'application/atom+xml'],
  ['resolutionsFeed', '/feeds/resolutions.atom', 'application/atom+xml'],
  ['roadmapFeed', roadmapFeedPath, 'application/atom+xml'],
  ['calendar', '/calendar.ics', 'text/calendar'],
  ['roadmapCalendar', roadmapCalendarPath, 'text/calendar'],
] as const;

function currency(address: string, path: string): Link['current'] {
  const [here = ''] = address.split('?');
  return here === path ? 'page' : here.startsWith(`${path}/`) ? 'true' : null;
}

function inLanguage({ words, base }: Place, path: string): string {
  return words.language === 'zh' ? `${base}/zh${path}` : base + path;
}

function pageLink(place: Place, name: string): Link {
  const { words, address } = place;
  const path = `/${name}`;
  return {
    address: inLanguage(place, path),
    label: words.t(`layout.to.${name}`),
    current: currency(address, path),
    alternate: false,
  };
}

/** The links of the masthead. */
export function navigation(place: Place): readonly Link[] {
  return main.map((name) => pageLink(place, name));
}

/** What can be subscribed to, in the page's language. */
export function feedLinks(place: Place): readonly Feed[] {
  return feeds.map(([name, path, type]) => {
    return { address: inLanguage(place, path), label: place.words.t(`layout.to.${name}`), type };
  });
}

/** The links at the foot, in groups. */
export function footerLinks(place: Place): readonly LinkGroup[] {
  const { words, base, other, json } = place;
  const { t } = words;
  const plain = (address: string, name: string, alternate = false): Link => {
    return { address, label: t(`layout.to.${name}`), current: null, alternate };
  };
  return [
    { title: t('layout.footer.rules'), links: rules.map((name) => pageLink(place, name)) },
    { title: t('layout.footer.evidence'), links: evidence.map((name) => pageLink(place, name)) },
    {
      title: t('layout.footer.data'),
      links: [
        plain(`${base}/api/v1/openapi.json`, 'api'),
        ...feeds.map(([name, path]) => plain(inLanguage(place, path), name)),
      ],
    },
    {
      title: t('layout.footer.page'),
      links: [plain(other, 'other', true), ...(json === null ? [] : [plain(json, 'json', true)])],
    },
  ];
}
