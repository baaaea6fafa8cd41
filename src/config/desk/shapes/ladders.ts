import { z } from 'zod';
import { channel, duration, instead, list, matching, oneOf, part, say } from './values.ts';

/** The shape of how an escalation goes. */

const TELL =
  /^(L[123] channel|L[123] on call|rota [A-Za-z0-9-]+ on call|assignee|team lead|requester's manager|supplier channel)$/;

const TELLS =
  "one of: L2 channel, L2 on call (so also L1 and L3), rota NAME on call, assignee, team lead, requester's manager, supplier channel, or a channel such as { local: war-room }";

export const ladder = part(
  {
    staleAfter: duration.optional(),
    rungs: list(
      part(
        {
          at: instead(
            z.union(
              [z.literal('warning'), z.literal('breach'), z.number()],
              say('warning, breach or a share such as 0.8'),
            ),
            'warning',
          ).optional(),
          after: duration.optional(),
          tell: list(
            instead(z.union([matching(TELL, TELLS), channel], say(TELLS)), 'team lead'),
            'a list such as [L2 channel, L2 on call]',
          ),
          moveTo: oneOf('L2', 'L3').optional(),
          again: duration.optional(),
        },
        'a rung, such as { after: 15m, tell: [L3 channel], again: 10m }',
      ),
      'a list of rungs',
    ),
  },
  'a ladder with rungs',
);
