// The progress of a sync in words: a bar for a terminal, lines for everything else. Pure.
import type { SyncNews } from './sync.js';

/** What was read, as the bar shows it. */
export type Read = Extract<SyncNews, { readonly kind: 'read' }>;

const width = 24;

/** `1:05` for 65,000 ms, `1:01:05` with hours. */
export function clockTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}

/** Where a part stands after `ms`: objects; percent, rate and time left where the total is known. */
export function progressText({ part, objects, left }: Read, ms: number): string {
  const rate = ms > 0 ? objects / (ms / 1000) : 0;
  const shown = `${objects.toLocaleString('en')} ${part === 'issues' ? 'issues and pull requests' : 'comments'}`;
  const pace = `${Math.round(rate).toLocaleString('en')}/s`;
  if (left === null) return `${shown}, ${pace}`;
  const percent = `${String(Math.floor((100 * objects) / Math.max(1, objects + left)))} %`;
  const eta = left > 0 && rate > 0 ? `, ${clockTime((left / rate) * 1000)} left` : '';
  return `${percent.padStart(5)}  ${shown}, ${pace}${eta}`;
}

/** The bar before it; without a known total it is empty. */
export function progressBar(read: Read, ms: number): string {
  const { objects, left } = read;
  const full = left === null ? 0 : Math.floor((width * objects) / Math.max(1, objects + left));
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${progressText(read, ms)}`;
}
