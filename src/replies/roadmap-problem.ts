// What is wrong in the form of an item, and what would be right, in one language.
import type { FormProblem } from '../roadmap/form.js';
import { oneOf } from './format.js';
import { codeSpan } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** Of what would be right at most so many are named. */
const mostNamed = 12;

/** The sentence of a problem, with the field that it is in. */
export function problemInWords(problem: FormProblem, say: Say): string {
  function tell(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const field = 'field' in problem ? say(`roadmap.fields.${problem.field}`) : '';
    return say(`roadmap.problem.${key}`, { field, ...values });
  }

  /** `a, b or c`; where there are too many, the first of them. */
  function choices(known: readonly string[]): string {
    const named = known.slice(0, mostNamed).map((one) => codeSpan(one));
    const rest = known.length - named.length;
    return rest > 0
      ? say('roadmap.problem.choices-more', { named: named.join(say('list.comma')), count: rest })
      : oneOf(named, say);
  }

  switch (problem.code) {
    case 'no-form':
      return tell('no-form', { outcome: codeSpan(`### ${say('roadmap.fields.outcome')}`) });
    case 'field-missing':
      return tell('field-missing');
    case 'text-too-long':
      return tell(problem.field === 'asks' ? 'too-many-asks' : 'text-too-long', { longest: problem.longest });
    case 'unknown-value': {
      const { field, written, nearest, known } = problem;
      const values = { written: codeSpan(written), nearest: codeSpan(nearest ?? ''), known: choices(known) };
      if (known.length === 0) return tell('nothing-known', values);
      // Who is in the charter is too long a list, and nobody's choice.
      if (field === 'lead') return tell(nearest === null ? 'unknown-person' : 'unknown-person-near', values);
      return tell(nearest === null ? 'unknown-value' : 'unknown-value-near', values);
    }
    case 'past-horizon': {
      const { written, current, known } = problem;
      const values = { written: codeSpan(written), current: codeSpan(current), known: choices(known) };
      return tell(known.length === 0 ? 'past-horizon-none' : 'past-horizon', values);
    }
    case 'ask-of-nobody': {
      const { written, known } = problem;
      const example = codeSpan(`${known[0] ?? 'tsc'}: …`);
      return tell('ask-of-nobody', { written: codeSpan(written, 80), example, known: choices(known) });
    }
  }
}
