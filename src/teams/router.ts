import express from 'express';
import { readActivity, type TeamsActivity } from './activity.ts';
import type { BotService } from './adapter.ts';
import type { Log, TeamsSettings } from './settings.ts';
import { AGAIN, type TurnAnswer } from './turn.ts';

const BODY_LIMIT = '1mb';

export interface RouterDeps {
  readonly settings: TeamsSettings;
  readonly service: BotService;
  readonly log: Log;
  turn(activity: TeamsActivity, payload: unknown): Promise<TurnAnswer>;
}

/**
 * POST /api/messages: 401 without a good token, 400 for what is no activity, else what the turn answers. Nothing that a
 * library says gets out.
 */
export function messagesRouter({ settings, service, log, turn }: RouterDeps): express.Router {
  const requireToken: express.RequestHandler = (request, response, next) => {
    if (settings.unauthenticated || /^Bearer \S+$/i.test(request.get('authorization') ?? '')) next();
    else response.status(401).end();
  };

  const receive: express.RequestHandler = async (request, response) => {
    const activity = readActivity(request.body);
    if (activity === null) {
      response.status(400).end();
      return;
    }
    let answer: TurnAnswer = AGAIN;
    try {
      const verdict = await service.turn(request.get('authorization') ?? '', request.body, async () => {
        answer = await turn(activity, request.body);
      });
      if (verdict === 'unauthorized') answer = { status: 401, body: null };
    } catch (fault) {
      log.error({ err: fault }, 'Teams: a turn failed');
    }
    response.status(answer.status);
    if (answer.body === null) response.end();
    else response.json(answer.body);
  };

  const refuseBody: express.ErrorRequestHandler = (fault: unknown, _, response, next) => {
    if (response.headersSent) return next(fault);
    const tooLarge = typeof fault === 'object' && fault !== null && 'status' in fault && fault.status === 413;
    response.status(tooLarge ? 413 : 400).end();
  };

  const router = express.Router();
  router.post('/api/messages', requireToken, express.json({ limit: BODY_LIMIT }), receive, refuseBody);
  return router;
}
