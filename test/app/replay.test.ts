// A whole vote as each forge sends it, with all that goes wrong on the way: exactly these outcomes, exactly these calls.
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Comment } from '../../src/sandbox/forge/state.js';
import { days, hours, members, startOn, until, type World } from '../support/app.js';
import { callsOn, conversation } from '../support/conversation.js';
import { forges, placeOf } from '../support/forges.js';
import { idOn } from '../support/foundation.js';
import { violationsOn } from '../support/violations.js';

const repo = 'openclaw/models';

/** Posts a body to GitHub's way in under a delivery id; answers the status. */
async function post({ config, url }: World, id: string, body: string): Promise<number> {
  const { status } = await fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': id,
      'x-github-event': 'issue_comment',
      'x-hub-signature-256': `sha256=${createHmac('sha256', config.github?.webhookSecret ?? '')
        .update(body)
        .digest('hex')}`,
    },
    body,
  });
  return status;
}

test.each(forges)(
  'on %s seven people vote through duplicates, reordering, edits, a deletion and bots; the motion, the resolution and the calls are exactly those expected',
  async (on) => {
    const world = await startOn(on);
    const { forge, clock, settle, get } = world;
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: 'Let us decide.' });
    await settle();
    const { say, write, calls, bot, shown } = conversation(world, repo, n);
    const place = placeOf(forge, repo, n);
    const account = (id: number): string => `${on} ${String(idOn(on, id))}`;
    await say('wang-bo', 'First some words.\n\n/投票 technical');

    clock.advance(hours(1));
    const written = new Map<string, Comment>();
    const commentOf = (whose: string): Comment => {
      const found = written.get(whose);
      if (!found) throw new Error(`${whose} has written nothing`);
      return found;
    };
    for (const [login, body] of [
      ['lin-mei', '/yes it is safer'],
      ['wang-bo', '/赞成 更安全'],
      ['kofi-mensah', '+1 with pleasure'],
      ['ana-souza', '/abstain'],
      // Gitee knows neither bots nor apps that write in a person's name.
      ...(on === 'github' ? ([['other-bot[bot]', '/no']] as const) : []),
      ['stranger', '/no I would not'],
      ['ola-nowak', '/no not this one'],
    ] as const) {
      written.set(login, await say(login, body));
    }
    if (on === 'github') await say('kofi-mensah', '/no', { viaApp: true });
    await say('maintainer-mo', 'I only watch.');

    // The earlier of chen-yu's comments comes last, and stays without effect on what counts.
    forge.webhooks.autoDeliver = false;
    written.set('chen-yu', write('chen-yu', '/no it is slower'));
    clock.advance(hours(1));
    written.set('chen-yu again', write('chen-yu', '/yes the benchmark convinced me'));
    const [earlier = '', later = ''] = forge.webhooks.pending().map(({ id }) => id);
    await forge.webhooks.deliverInOrder([later]);
    await settle();
    await forge.webhooks.deliverInOrder([earlier]);
    forge.webhooks.autoDeliver = true;
    await settle();

    for (const { id, event, body } of forge.webhooks.sent()) {
      // Gitee signs each sending anew, so that one of GitHub's is known by its id, and one of Gitee's is read back.
      const isKnown = expect.stringContaining(String(on === 'github'));
      expect(await forge.webhooks.redeliver(id)).toMatchObject({ status: 202, answer: isKnown });
      expect(await forge.webhooks.redeliver(id, { newId: true })).toMatchObject({ status: 202 });
      if (event === 'issue_comment') expect(await post(world, id, `${body} `)).toBe(409);
    }
    forge.as('chen-yu').editComment(commentOf('lin-mei'), '/no');
    await settle();
    forge.as('lin-mei').deleteComment(commentOf('lin-mei'));
    await settle();
    await say('ola-nowak', '/recuse my employer sells the format');
    await say('ola-nowak', '/yes');
    await say('ola-nowak', '/extend P1D for me');
    await say('ana-souza', '/extend P2D I am travelling');
    clock.advance(days(8));
    await until('the reminder is out', () => calls().some((call) => call.startsWith('write reminder')));
    written.set('yuki-tanaka', await say('yuki-tanaka', '/oc yes at last'));
    await shown();
    const motionComment = bot('motion');
    clock.advance(days(2));
    await until('the motion is closed', async () => (await world.motion('M-2026-0001')).state === 'closed');
    await shown();

    expect(calls()).toEqual(
      callsOn(on, [
        'eyes on wang-bo: /投票 technical',
        `write motion M-2026-0001 ${place}`,
        'label motion/open',
        'eyes on lin-mei: /yes it is safer',
        'eyes on wang-bo: /赞成 更安全',
        'eyes on kofi-mensah: +1 with pleasure',
        'eyes on ana-souza: /abstain',
        'eyes on ola-nowak: /no not this one',
        'eyes on chen-yu: /yes the benchmark convinced me',
        'eyes on chen-yu: /no it is slower',
        `write reply ${place} ${account(1001)}`,
        'eyes on ola-nowak: /recuse my employer sells the format',
        `write reply ${place} ${account(1007)}`,
        `edit reply ${place} ${account(1007)}`,
        'eyes on ana-souza: /extend P2D I am travelling',
        `write reminder M-2026-0001 ${place}`,
        'eyes on yuki-tanaka: /oc yes at last',
        'label motion/carried',
        'unlabel motion/open',
        `write result M-2026-0001 ${place}`,
      ]),
    );
    expect(violationsOn[on](forge.calls.all())).toEqual([]);
    expect(forge.labels(repo, n)).toEqual(['motion/carried']);
    expect(bot(`reply ${place} ${account(1001)}`)).toMatch(/@lin-mei[^]*new comment/);
    expect(bot('reminder').match(/@[\w-]+/g)).toEqual(['@yuki-tanaka']);
    expect(motionComment).toContain('at last');
    expect(bot('motion')).toContain('Carried');
    expect(bot('result')).toContain('R-2026-001');

    const url = `${forge.url}/${repo}/issues/${String(n)}`;
    const ballot = (person: string, choice: string, reason: string, rest: object) => ({
      person,
      account: null,
      choice,
      reason,
      binding: true,
      url: `${url}#${on === 'github' ? 'issuecomment-' : 'note_'}${String(commentOf(person).id)}`,
      superseded: false,
      ...rest,
    });
    const [one, two, nine] = ['2026-03-01T10:12:00.000Z', '2026-03-01T11:12:00.000Z', '2026-03-09T11:12:00.000Z'];
    const closes = '2026-03-10T09:12:00.000Z';
    expect(await get('/api/v1/motions/M-2026-0001')).toEqual({
      id: 'M-2026-0001',
      kind: 'technical',
      title: 'Adopt safetensors',
      state: 'closed',
      outcome: 'carried',
      subjects: [{ forge: on, repo, number: String(n), url, head: null }],
      proposer: 'wang-bo',
      proposed_at: '2026-03-01T09:12:00.000Z',
      opened_at: '2026-03-01T09:12:00.000Z',
      closes_at: closes,
      closed_at: closes,
      in_force_at: closes,
      charter_version: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      rule: {
        method: 'majority',
        quorum: ['ballots >= 1/2 of electorate'],
        passes_when: ['yes > 1/2 of cast'],
        affiliation_cap: null,
        period: 'P7D',
        close_early: 'never',
        minimum_period: 'P3D',
        on_push: 'supersede',
      },
      waiting: null,
      seconds: [],
      electorate: members.slice(0, 6).map((person, i) => ({
        person,
        organization: i < 2 ? 'starforge' : i < 4 ? 'beta-university' : 'independent',
        group: i < 2 ? 'huaxin-group' : i < 4 ? 'beta-university' : expect.stringMatching(/^independent:[0-9a-f]{16}$/),
      })),
      recused: [{ person: 'ola-nowak', reason: 'my employer sells the format' }],
      tally: {
        yes: 5,
        no: 0,
        abstain: 1,
        cast: 5,
        ballots: 6,
        electorate: 6,
        affiliations: 4,
        advisory: { yes: 0, no: 1, abstain: 0 },
        counted: null,
        conditions: [
          { text: 'ballots >= 1/2 of electorate', role: 'quorum', met: true },
          { text: 'yes > 1/2 of cast', role: 'passes_when', met: true },
        ],
        would_be: 'carried',
      },
      ballots: [
        ballot('lin-mei', 'yes', 'it is safer', { cast_at: one }),
        ballot('wang-bo', 'yes', '更安全', { cast_at: one }),
        ballot('kofi-mensah', 'yes', 'with pleasure', { cast_at: one }),
        ballot('ana-souza', 'abstain', '', { cast_at: one }),
        ballot('ola-nowak', 'no', 'not this one', { cast_at: one, superseded: true }),
        ballot('chen-yu again', 'yes', 'the benchmark convinced me', { person: 'chen-yu', cast_at: two }),
        ballot('chen-yu', 'no', 'it is slower', { cast_at: one, superseded: true }),
        ballot('yuki-tanaka', 'yes', 'at last', { cast_at: nine }),
        ballot('stranger', 'no', 'I would not', {
          person: null,
          account: { forge: on, id: idOn(on, 6666), login: 'stranger' },
          binding: false,
          cast_at: one,
        }),
      ],
      ended_by: null,
      resolution: 'R-2026-001',
    });
    expect(await get('/api/v1/resolutions')).toEqual([
      {
        id: 'R-2026-001',
        title: 'Adopt safetensors',
        kind: 'technical',
        motion: 'M-2026-0001',
        outcome: 'carried',
        in_force_at: closes,
        url: 'https://charter.example/resolutions/R-2026-001',
        supersedes: null,
        superseded_by: null,
      },
    ]);
  },
  120_000,
);
