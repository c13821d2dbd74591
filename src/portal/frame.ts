// What stands around every page: the main navigation and the footer's links.
import type { Words } from '../web/words.js';

interface Link {
  readonly address: string;
  readonly label: string;
  /** `page` for the page itself, `true` for what lies below it. */
  readonly current: 'page' | 'true' | null;
  /** The same content in another form. */
  readonly alternate: boolean;
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

const main = ['motions', 'resolutions', 'bodies', 'people', 'organizations', 'charter', 'commands'] as const;
const rules = ['charter', 'commands'] as const;
const evidence = ['status'] as const;

function currency(address: string, path: string): Link['current'] {
  const [here = ''] = address.split('?');
  return here === path ? 'page' : here.startsWith(`${path}/`) ? 'true' : null;
}

function pageLink({ words, base, address }: Place, name: string): Link {
  const path = `/${name}`;
  const prefix = words.language === 'zh' ? `${base}/zh` : base;
  return {
    address: prefix + path,
    label: words.t(`layout.to.${name}`),
    current: currency(address, path),
    alternate: false,
  };
}

/** The links of the masthead. */
export function navigation(place: Place): readonly Link[] {
  return main.map((name) => pageLink(place, name));
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
    { title: t('layout.footer.data'), links: [plain(`${base}/api/v1/openapi.json`, 'api')] },
    {
      title: t('layout.footer.page'),
      links: [plain(other, 'other', true), ...(json === null ? [] : [plain(json, 'json', true)])],
    },
  ];
}
