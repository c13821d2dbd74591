// What people of the story write into the form for items of the roadmap, and how they vote on them.
import { say, text, type Act, type When } from './scene.js';

/** The fields of the form; those left out are left empty. */
export interface FilledForm {
  readonly outcome: string;
  readonly theme?: string;
  readonly horizon?: string;
  readonly lead?: string;
  readonly body?: string;
  readonly asks?: readonly string[];
  readonly measure?: string;
}

type Headings = Readonly<Record<keyof FilledForm, string>>;

const english: Headings = {
  outcome: 'Outcome',
  theme: 'Theme',
  horizon: 'Horizon',
  lead: 'Lead',
  body: 'Body',
  asks: 'Asks',
  measure: 'Success measure',
};

const chinese: Headings = {
  outcome: '成果',
  theme: '主题',
  horizon: '阶段',
  lead: '负责人',
  body: '机构',
  asks: '请求',
  measure: '成功标准',
};

function filled(form: FilledForm, headings: Headings): string {
  const { outcome, theme = '', horizon = '', lead = '', body = '', asks = [], measure = '' } = form;
  const parts: readonly (readonly [keyof FilledForm, string])[] = [
    ['outcome', outcome],
    ['theme', theme],
    ['horizon', horizon],
    ['lead', lead],
    ['body', body],
    ['asks', asks.map((ask) => `- ${ask}`).join('\n')],
    ['measure', measure],
  ];
  return text(...parts.flatMap(([field, value]) => (value === '' ? [] : [`### ${headings[field]}`, value])));
}

/** The form in English, and what stands below it. */
export function item(form: FilledForm, ...below: readonly string[]): string {
  return text(filled(form, english), ...below);
}

/** The form in Chinese. */
export function itemZh(form: FilledForm, ...below: readonly string[]): string {
  return text(filled(form, chinese), ...below);
}

/** Votes for what the thread is about, one after the other on a morning. */
export function ayes(day: number, ...who: readonly string[]): readonly Act[] {
  return who.map((by, i) => say(`${day} ${4 + i}:${(17 * i + 8) % 60}` satisfies When, by, '/yes'));
}
