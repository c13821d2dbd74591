// What html-validate finds wrong with a page.
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The frame of a wide table is a region, as the WAI asks of what scrolls by itself; a <section> would take the style of a part of the page.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Who calls a motion titles it, at whatever length.
    'long-title': 'off',
    // Clauses are cited by their path in charter.yml, which has dots in it: `motions.technical.quorum`.
    'valid-id': ['error', { relaxed: true }],
  },
});

/** One line a fault: the rule, what is wrong, and the line of the page. */
export async function htmlFaults(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  const lines = html.split('\n');
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${ruleId}: ${message}: ${lines[line - 1] ?? ''}`),
  );
}
