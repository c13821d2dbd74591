// What `opencharter doctor` looks at on either forge: the proxy and the clock.
import { good, mend, warning, type Finding } from './doctor-finding.js';

/** A forge's name for people, and the settings to look at. */
export interface ForgeAccess {
  readonly name: 'GitHub' | 'Gitee';
  readonly proxy: string | null;
}

const fineMs = 5000;
const barelyMs = 60_000;

/** A proxy without its credentials. */
function shown(proxy: string): string {
  const { protocol, host } = new URL(proxy);
  return `${protocol}//${host}`;
}

/** Nothing without a proxy. `fault`: what keeps one from reaching it; null when it can be reached. */
export async function proxyFindings(
  { name, proxy }: ForgeAccess,
  fault: (proxy: string) => Promise<string | null>,
): Promise<readonly Finding[]> {
  if (proxy === null) return [];
  const values = { setting: `${name.toUpperCase()}_PROXY`, proxy: shown(proxy), forge: name };
  const code = await fault(proxy);
  return [code === null ? good('forge.proxy', values) : mend('forge.proxy-away', { ...values, detail: code })];
}

/** Nothing before the forge has answered. */
export function clockFindings({ name: forge }: ForgeAccess, skewMs: number | null): readonly Finding[] {
  if (skewMs === null) return [];
  const off = Math.abs(skewMs);
  const seconds = Math.round(off / 1000);
  if (off < fineMs) return [good('forge.clock', { forge })];
  const code = skewMs > 0 ? 'forge.clock-behind' : 'forge.clock-ahead';
  return [off < barelyMs ? warning(code, { forge, seconds }) : mend(code, { forge, seconds })];
}
