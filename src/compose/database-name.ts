// The name of the deployment's database.

/** The database's name: the one MONGODB_URI names, or our own; the sandbox has one apart. */
export function databaseName(uri: string | null, mode: 'live' | 'sandbox'): string {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri ?? '')?.[1];
  const name = named === undefined ? 'opencharter' : decodeURIComponent(named);
  return mode === 'sandbox' ? `${name}_sandbox` : name;
}
