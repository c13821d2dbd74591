// Proves that queries have an index: records what is sent to a test database, then explains each distinct shape.
import type { mongo } from 'mongoose';
import type { Database } from '../../src/storage/connect.js';

/** The commands that look for documents. */
const explained = ['find', 'aggregate', 'count', 'distinct', 'update', 'delete', 'findAndModify'];
const notExplainable = [
  /^\$/,
  /^lsid$/,
  /^writeConcern$/,
  /^readPreference$/,
  /^readConcern$/,
  /^txnNumber$/,
  /^cursor$/,
];

/** A collection that is meant to be scanned, with why: none. */
const scansAllowed: readonly string[] = [];

/** A recording of the queries on one database. */
export interface QueryWatch {
  /** The distinct shapes seen so far: command, collection and the form of filters and sorts, values left out. */
  shapes(): readonly string[];
  /** Stops recording, explains every shape, and throws an Error that names each that scans a collection. */
  assertIndexed(): Promise<void>;
}

/** The form of a value: keys and operators are kept, what they are compared with is not. */
function form(value: unknown): unknown {
  if (Array.isArray(value)) {
    const forms = new Map(value.map((item) => [JSON.stringify(form(item)), form(item)]));
    return [...forms.values()];
  }
  if (value === null || typeof value !== 'object') return '?';
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return '?';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, form(inner)]));
}

function shapeOf(name: string, command: mongo.Document): string {
  const { [name]: collection, ...rest } = command;
  return `${name} ${String(collection)} ${JSON.stringify(form(explainable(rest)))}`;
}

function explainable(command: mongo.Document): mongo.Document {
  return Object.fromEntries(
    Object.entries(command).filter(([key]) => !notExplainable.some((pattern) => pattern.test(key))),
  );
}

/** One command a statement: explain takes a single update or delete. */
function statements(name: string, command: mongo.Document): mongo.Document[] {
  const list: unknown = name === 'update' ? command['updates'] : name === 'delete' ? command['deletes'] : null;
  if (!Array.isArray(list)) return [command];
  return list.map((one: unknown) => ({ ...command, [`${name}s`]: [one] }));
}

/** Every stage anywhere in an explanation. */
function stagesIn(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesIn);
  if (plan === null || typeof plan !== 'object') return [];
  return Object.entries(plan).flatMap(([key, value]) => {
    if (key === 'rejectedPlans') return [];
    return key === 'stage' && typeof value === 'string' ? [value] : stagesIn(value);
  });
}

/** Starts recording the queries sent on this database. */
export function watchQueries(database: Database): QueryWatch {
  const client = database.connection.getClient();
  const seen = new Map<string, mongo.Document>();
  function record({ commandName, command, databaseName }: mongo.CommandStartedEvent): void {
    if (databaseName !== database.connection.name || !explained.includes(commandName)) return;
    for (const statement of statements(commandName, command)) seen.set(shapeOf(commandName, statement), statement);
  }
  client.on('commandStarted', record);

  async function scans(command: mongo.Document): Promise<boolean> {
    const name = Object.keys(command)[0] ?? '';
    const body = { ...explainable(command), ...(name === 'aggregate' ? { cursor: {} } : {}) };
    const plan = await client.db(database.connection.name).command({ explain: body, verbosity: 'queryPlanner' });
    return stagesIn(plan).includes('COLLSCAN') && !scansAllowed.includes(String(command[name]));
  }

  return {
    shapes: () => [...seen.keys()].sort(),
    async assertIndexed() {
      client.off('commandStarted', record);
      const bad: string[] = [];
      for (const [shape, command] of seen) if (await scans(command)) bad.push(shape);
      if (bad.length > 0) throw new Error(`these queries scan a whole collection:\n${bad.sort().join('\n')}`);
    },
  };
}
