// What the answer to /help says: of one command, or of all that the writer may give here, now.
import type { BotLanguage } from '../charter/charter.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { codeSpan, link, neutralise } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** One command in an answer to /help. */
interface HelpItem {
  readonly usage: string;
  readonly what: string | LocalText;
  readonly who: string | LocalText;
  readonly examples: readonly string[];
}

/**
 * To whom help is given. `about` is the one command asked for, `here` how those of its subcommands are written that the writer may use here, now; without it
 * `items` is what the writer may do here, now.
 */
export interface HelpWords {
  readonly language: BotLanguage;
  readonly author: string;
  readonly items: readonly HelpItem[];
  readonly about?: HelpItem;
  readonly here?: readonly string[];
  /** The page with all commands. */
  readonly url: string | LocalText;
}

/** Of one command: who gives it, examples, and, where it has subcommands, those the writer may use. */
function ofOne({ who, examples }: HelpItem, here: HelpWords['here'], say: Say, language: Language): readonly string[] {
  const codes = (texts: readonly string[]) => texts.map((one) => codeSpan(one, 200)).join(say('list.comma'));
  const lines = [
    say('help.who', { who: inLanguage(who, language) }),
    say('help.examples', { examples: codes(examples) }),
  ];
  if (!here) return lines;
  return [...lines, say(here.length > 0 ? 'help.here' : 'help.here-nothing', { usages: codes(here) })];
}

/** The values of the template `help`, in one language. */
export function helpModel({ author, about, here, items, url }: HelpWords, say: Say, language: Language): object {
  return {
    headline: about
      ? say('help.headline-one', { usage: codeSpan(about.usage, 200) })
      : say('help.headline', { person: neutralise(author, 80) }),
    what: about ? inLanguage(about.what, language) : '',
    items: about
      ? ofOne(about, here, say, language)
      : items.map(({ usage, what }) =>
          say('help.item', { usage: codeSpan(usage, 200), what: inLanguage(what, language) }),
        ),
    nothing: say('help.nothing'),
    rule: say('help.rule'),
    page: link(say('help.page'), inLanguage(url, language)),
  };
}
