// A portal with something on every page of record: resolutions, ballots, a pull request; hostile text among it.
import { ballot, hostile, motion, openPortal, resolution, type TestPortal } from './portal.js';

/** M-2026-0001 was carried as R-2026-001; M-2026-0002 is open, lin-mei recused; pull request 7 was merged. */
export async function openRecords(): Promise<TestPortal> {
  const portal = await openPortal();
  await portal.motions.put(
    motion(1, {
      title: 'Adopt safetensors',
      state: 'closed',
      outcome: 'carried',
      closed_at: '2026-02-01T00:01:00.000Z',
      resolution: 'R-2026-001',
      ballots: [
        ballot({ reason: 'It reads well.' }),
        ballot({ person: 'wang-bo', choice: 'no', superseded: true }),
        ballot({ person: null, account: { forge: 'github', id: 7, login: hostile }, binding: false }),
      ],
    }),
    1,
  );
  await portal.motions.put(motion(2, { recused: [{ person: 'lin-mei', reason: '' }], ballots: [] }), 2);
  await portal.motions.put(motion(3, { state: 'proposed', opened_at: null, electorate: [], ballots: [] }), 3);
  await portal.resolutions.put(resolution(1, { title: 'Adopt safetensors' }), 10);
  await portal.resolutions.put(
    resolution(2, { id: 'R-2025-002', in_force_at: '2025-06-01T00:00:00.000Z', motion: 'M-2025-0009' }),
    11,
  );
  await portal.resolutions.put(resolution(2, { title: hostile, superseded_by: 'R-2026-001' }), 12);
  const account = { forge: 'github', id: 1002, login: 'wang-bo', bot: false } as const;
  await portal.mirror.see(
    {
      forge: 'github',
      asOf: '2026-03-01T00:00:00.000Z',
      repository: {
        id: 3001,
        name: 'openclaw/models',
        url: 'https://forge.example/openclaw/models',
        isPublic: true,
        asOf: '2026-03-01T00:00:00.000Z',
      },
      subjects: [
        {
          number: '7',
          isPull: true,
          title: hostile,
          body: `<!-- a template\nsays --> **Why** ${hostile} [x](javascript:alert(1))`,
          state: 'merged',
          draft: false,
          labels: [hostile],
          author: account,
          createdAt: '2026-02-20T00:00:00.000Z',
          updatedAt: '2026-03-01T00:00:00.000Z',
          closedAt: '2026-03-01T00:00:00.000Z',
          head: 'f'.repeat(40),
          commentsCount: 1,
        },
      ],
      comments: [
        {
          id: '71',
          number: '7',
          author: null,
          body: `- one\n- two ${hostile}`,
          createdAt: '2026-02-21T00:00:00.000Z',
          updatedAt: '2026-02-22T00:00:00.000Z',
        },
      ],
      removed: [],
    },
    '2026-03-04T11:58:00.000Z',
  );
  return portal;
}

/** Before the first charter. */
export function openNewborn(): Promise<TestPortal> {
  return openPortal((deps) => ({ ...deps, store: { ...deps.store, charter: () => Promise.resolve(null) } }));
}

/** A page with the characters that templates escape as people read them. */
export async function readablePage(portal: TestPortal, path: string): Promise<string> {
  return (await portal.ask(path)).text.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=');
}

/** The page's one sentence. */
export function leadOf(html: string): string {
  return /<p class="lead">([^<]*)<\/p>/.exec(html)?.[1] ?? '';
}
