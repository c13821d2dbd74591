// Opening an issue or a pull request; `as` names whoever does it, else the one acted as. Whoever opens a pull request is acted as from then on.
import { z } from 'zod';
import { err, ok } from '../../../shared/result.js';
import { fullName, type Repository } from '../../forge/state.js';
import { signedOff } from '../../sign-off.js';
import { actorCookie } from '../visit.js';
import { action, path, playerOf, title } from './action.js';
import { landing } from './landing.js';
import { fileText } from './pull.js';

const opening = z.object({ title, body: z.string().max(65_536).default(''), as: z.string().optional() });

export const openIssue = action<Repository, z.infer<typeof opening>>(opening, (visit, repository, { as, ...form }) => {
  const player = playerOf(visit, as);
  if (!player) return err({ field: 'as' });
  const subject = visit.forge.as(player.login).openIssue(fullName(repository), form);
  return ok(landing(visit, subject, 'opened', { values: { who: player.name } }));
});

const pullOpening = opening.extend({
  path,
  content: z.string().max(65_536),
  message: z.string().trim().max(65_536).default(''),
  'sign-off': z.literal('yes').optional(),
  draft: z.literal('yes').optional(),
  fork: z.literal('yes').optional(),
});

export const openPull = action<Repository, z.infer<typeof pullOpening>>(
  pullOpening,
  (visit, repository, { as, path: file, content, message, 'sign-off': signs, draft, fork, ...form }) => {
    const player = playerOf(visit, as);
    if (!player) return err({ field: 'as' });
    const actor = visit.forge.as(player.login);
    const written = message.replace(/\r\n?/g, '\n') || form.title;
    const subject = actor.openPull(fullName(repository), {
      ...form,
      draft: draft === 'yes',
      fork: fork === 'yes',
      edits: { [file]: fileText(content) },
      message: signs ? signedOff(written, actor.signer()) : written,
    });
    const landed = landing(visit, subject, 'opened-pull', { values: { who: player.name } });
    if (player === visit.actor) return ok(landed);
    const acting = { key: 'acting', values: { who: player.name } };
    return ok({ ...landed, lines: [...landed.lines, acting], cookie: actorCookie(player) });
  },
);
