// What a query sees: the world as its caller may see it, how much it may ask for, and its lists in pages.
import { GraphQLError } from 'graphql';
import type { Caller } from '../auth.js';
import { granted, reads } from '../route.js';
import type { World } from '../../forge/world.js';

export interface View {
  readonly world: World;
  readonly caller: Caller;
  /** Takes so much of what one query may cost; throws when it is used up. */
  readonly spend: (cost: number) => void;
  /** Throws unless the app may read one of these. */
  readonly require: (...permissions: readonly string[]) => void;
}

/** An error with its type, as GitHub has them. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** `budget`: about one for each thing that is found. */
export function viewOf(world: World, caller: Caller, budget: number): View {
  let left = budget;
  return {
    world,
    caller,
    spend(cost) {
      left -= cost;
      if (left < 0) throw failure('RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.');
    },
    require(...permissions) {
      if (!granted({ world, caller }, reads(...permissions))) {
        throw failure('FORBIDDEN', 'Resource not accessible by integration');
      }
    },
  };
}

/** Which part of a list. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const mostNodes = 100;

function bound(name: string, { first, last }: PageArguments): number {
  const wanted = first ?? last;
  if (wanted == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw failure('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (wanted < 0 || wanted > mostNodes) {
    const which = first == null ? 'last' : 'first';
    const message = `Requesting ${wanted} records on the \`${name}\` connection exceeds the \`${which}\` limit of 100 records.`;
    throw failure('EXCESSIVE_PAGINATION', message);
  }
  return wanted;
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function position(text: string): number {
  const index = /^cursor:(\d+)$/.exec(Buffer.from(text, 'base64').toString('utf8'))?.[1];
  if (index === undefined)
    throw failure('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`);
  return Number(index);
}

/** A page of a list. `name`: of the list, for errors. */
export function connection<T>(
  view: View,
  name: string,
  list: readonly T[],
  page: PageArguments,
  shape: (item: T) => object,
): object {
  const count = bound(name, page);
  const from = page.after == null ? 0 : position(page.after) + 1;
  const to = page.before == null ? list.length : Math.min(position(page.before), list.length);
  const start = page.first == null ? Math.max(from, to - count) : from;
  const end = page.first == null ? to : Math.min(from + count, to);
  const items = list.slice(start, end);
  view.spend(1 + items.length);
  return {
    totalCount: list.length,
    nodes: () => items.map(shape),
    pageInfo: {
      startCursor: items.length > 0 ? cursor(start) : null,
      endCursor: items.length > 0 ? cursor(start + items.length - 1) : null,
      hasNextPage: end < list.length,
      hasPreviousPage: start > 0,
    },
  };
}
