// The fields of the form, by the headings under which people find them.
import { headingKey } from '../contributions/markdown-sections.js';

/** What the form asks for. */
export const formFields = ['outcome', 'theme', 'horizon', 'lead', 'body', 'asks', 'measure'] as const;
export type FormField = (typeof formFields)[number];

/** The headings of the shipped forms come first; the others are what people write by themselves. */
const headings: Readonly<Record<FormField, { readonly en: readonly string[]; readonly zh: readonly string[] }>> = {
  outcome: { en: ['outcome', 'goal', 'summary'], zh: ['成果', '目标', '预期成果'] },
  theme: { en: ['theme', 'area'], zh: ['主题', '领域'] },
  horizon: { en: ['horizon', 'when', 'target', 'quarter'], zh: ['阶段', '时间', '计划时间', '季度'] },
  lead: { en: ['lead', 'owner', 'point of contact', 'champion'], zh: ['负责人', '牵头人', '联系人'] },
  body: { en: ['body', 'responsible body', 'team'], zh: ['机构', '负责机构', '团队'] },
  asks: { en: ['asks', 'what is asked of whom', 'team asks'], zh: ['请求', '对各机构的请求', '所需支持'] },
  measure: { en: ['success measure', 'measure of success', 'measure', 'metric'], zh: ['成功标准', '衡量标准', '指标'] },
};

/** A field, and the language of its heading; null when the heading is in both. */
export interface FoundField {
  readonly field: FormField;
  readonly language: 'en' | 'zh' | null;
}

const index = new Map(
  formFields.flatMap((field) =>
    (['en', 'zh'] as const).flatMap((language) =>
      headings[field][language].map((heading) => [heading, { field, language }] as const),
    ),
  ),
);

/** The field under a heading: `Outcome`, `成果` or `Outcome / 成果`; null when it is none. */
export function fieldUnder(heading: string): FoundField | null {
  const parts = heading
    .slice(0, 200)
    .split(/[/／|｜()（）]/u)
    .map(headingKey)
    .filter((part) => part !== '');
  const found = parts.flatMap((part) => index.get(part) ?? []);
  const [first] = found;
  if (!first) return null;
  const languages = new Set(found.filter(({ field }) => field === first.field).map(({ language }) => language));
  return { field: first.field, language: languages.size > 1 ? null : first.language };
}
