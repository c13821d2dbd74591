// Finding the endpoint for a path. Of several that fit, the first one listed is taken.

/** What all endpoints have, whatever forge they are of. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the forge's own description: `/repos/{owner}/{repo}/issues/{issue_number}`. */
  readonly template: string;
  /** Housekeeping about tokens, flagged in the call log. */
  readonly token?: boolean;
  /** It only reads, whatever its method says. */
  readonly changesNothing?: boolean;
}

/** What a parameter of a path may be, as a pattern; `path` may be empty, too. */
export type ParameterPattern = (name: string) => string;

export interface Found<R> {
  readonly route: R;
  /** Decoded. */
  readonly params: Record<string, string>;
}

function patternOf(template: string, parameter: ParameterPattern): RegExp {
  const pattern = template.replaceAll('.', '\\.').replace(/(\/?)\{(\w+)\}/g, (_, slash: string, name: string) => {
    if (name === 'path') return '(?:/(?<path>.*))?';
    return `${slash}(?<${name}>${parameter(name)})`;
  });
  return new RegExp(`^${pattern}/?$`);
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, part = '']) => [name, decodeURIComponent(part)]));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The endpoint for a method and a path (without the API's prefix and the query); null when there is none. */
export function createRouter<R extends Endpoint>(
  routes: readonly R[],
  parameter: ParameterPattern,
): (method: string, path: string) => Found<R> | null {
  const matchers = routes.map((route) => ({ route, pattern: patternOf(route.template, parameter) }));
  return (method, path) => {
    for (const { route, pattern } of matchers) {
      if (route.method !== method) continue;
      const match = pattern.exec(path);
      if (!match) continue;
      const params = decoded(match.groups ?? {});
      return params && { route, params };
    }
    return null;
  };
}
