// What `opencharter doctor` finds without any forge: settings, database, charter files.
import type { Charter } from '../charter/charter.js';
import type { ForgeId } from '../shared/refs.js';
import type { Result } from '../shared/result.js';
import { inSentence } from '../shared/text.js';
import { good, mend, warning, type Finding } from './doctor-finding.js';
import { isOnThisMachine } from './hooks-compare.js';
import { placesOn } from './places.js';

/** What of the settings matters here. */
export interface SettingFacts {
  readonly publicUrl: string;
  /** Those that are configured; none in the sandbox. */
  readonly forges: readonly ForgeId[];
  readonly writes: 'on' | 'off';
  readonly hasLedgerKey: boolean;
  readonly governanceDir: string;
}

/** What the database holds. */
export interface DatabaseFacts {
  /** Null: the embedded engine. */
  readonly uri: string | null;
  readonly entries: number;
  /** How the ledger was begun; null while it is empty. */
  readonly mode: 'live' | 'sandbox' | null;
  readonly charterVersion: string | null;
}

export const nameOfForge = { github: 'GitHub', gitee: 'Gitee' } as const satisfies Readonly<Record<ForgeId, string>>;

export function settingFindings(settings: Result<SettingFacts, readonly string[]>): readonly Finding[] {
  if (!settings.ok) return settings.error.map((detail) => mend('settings.wrong', { detail: inSentence(detail) }));
  const { publicUrl, forges, writes, hasLedgerKey } = settings.value;
  const names = forges.map((forge) => nameOfForge[forge]).join(', ');
  return [
    forges.length === 0 ? warning('settings.sandbox') : good('settings.live', { forges: names }),
    ...(forges.length > 0 && isOnThisMachine(publicUrl) ? [warning('settings.local', { url: publicUrl })] : []),
    ...(writes === 'off' ? [warning('settings.writes-off')] : []),
    ...(hasLedgerKey ? [good('settings.ledger-key')] : []),
  ];
}

export function databaseFindings(
  database: Result<DatabaseFacts, string>,
  { forges }: SettingFacts,
): readonly Finding[] {
  if (!database.ok) return [mend('database.away', { detail: inSentence(database.error) })];
  const { uri, entries, mode } = database.value;
  const wanted = forges.length === 0 ? 'sandbox' : 'live';
  const other = mode !== null && mode !== wanted ? [mend(`database.holds-${mode}`)] : [];
  return [good(uri === null ? 'database.embedded' : 'database.server', { count: entries }), ...other];
}

/** Forges of which the charter names repositories, and those that are configured, should be the same. */
function forgeFindings(charter: Charter, { forges }: SettingFacts): readonly Finding[] {
  if (forges.length === 0) return [];
  return (['github', 'gitee'] as const).flatMap((forge): readonly Finding[] => {
    const { repos, owners } = placesOn(forge, charter.repositories);
    const isNamed = repos.length + owners.length > 0;
    const isConfigured = forges.includes(forge);
    const name = nameOfForge[forge];
    if (isNamed && !isConfigured) return [mend(`charter.without-${forge}`)];
    return isConfigured && !isNamed ? [warning('charter.no-repositories', { forge: name, prefix: `${forge}:` })] : [];
  });
}

export function charterFindings(
  charter: Result<Charter, readonly string[]>,
  settings: SettingFacts,
  database: DatabaseFacts | null,
): readonly Finding[] {
  if (!charter.ok) return charter.error.map((detail) => mend('charter.wrong', { detail: inSentence(detail) }));
  const { foundation, version } = charter.value;
  const values = { foundation: foundation.id, version: version.slice(0, 12), dir: settings.governanceDir };
  const isInForce = database?.charterVersion === version;
  const adopted = database?.charterVersion === null ? 'charter.not-adopted' : 'charter.not-in-force';
  return [
    good('charter.good', values),
    ...(database ? [isInForce ? good('charter.in-force') : warning(adopted)] : []),
    ...forgeFindings(charter.value, settings),
  ];
}
