import type { RequestHandler } from 'express';

/** Ways in which the Bot Connector goes wrong, for the next requests that write. */
export interface Faults {
  /** The next `count` messages are posted, and the answer is lost: a connection that breaks, a 502, or silence. */
  loseAnswers(count: number, how?: 'reset' | 'badGateway' | 'silence'): void;
  /** From now on nothing may be written to that conversation. */
  forbid(conversation: string): void;
  /** The next `count` requests are answered so, and nothing is done. */
  answerWith(status: number, count: number, retryAfterSeconds?: number): void;
  /** What is posted is answered only when the function that this gives is called. */
  hold(): () => void;
  /** Until `up`: connections break before anything is read. */
  down(): void;
  up(): void;
  /** Keeps to Teams' own limits for one conversation: 7 in a second, 60 in 30 s. */
  limitRates(): void;
}

const LIMITS = [
  { count: 7, milliseconds: 1_000 },
  { count: 60, milliseconds: 30_000 },
];

export function faults(): Faults & { readonly middleware: RequestHandler } {
  let lost = 0;
  let lostHow: 'reset' | 'badGateway' | 'silence' = 'reset';
  const forbidden = new Set<string>();
  let refusals: { status: number; retryAfter: number | null }[] = [];
  let isDown = false;
  let limited = false;
  let held: Promise<void> | null = null;
  const sent = new Map<string, number[]>();

  function overLimit(conversation: string): boolean {
    const now = Date.now();
    const times = (sent.get(conversation) ?? []).filter((time) => now - time < 30_000);
    const over = LIMITS.some(
      ({ count, milliseconds }) => times.filter((time) => now - time < milliseconds).length >= count,
    );
    sent.set(conversation, over ? times : [...times, now]);
    return over;
  }

  return {
    loseAnswers: (count, how = 'reset') => {
      lost = count;
      lostHow = how;
    },
    forbid: (conversation) => void forbidden.add(conversation),
    answerWith: (status, count, retryAfterSeconds) => {
      refusals = Array.from({ length: count }, () => ({ status, retryAfter: retryAfterSeconds ?? null }));
    },
    hold: () => {
      let release = () => {};
      held = new Promise<void>((resolve) => {
        release = resolve;
      });
      return () => {
        held = null;
        release();
      };
    },
    down: () => {
      isDown = true;
    },
    up: () => {
      isDown = false;
    },
    limitRates: () => {
      limited = true;
    },
    middleware: (request, response, next) => {
      if (isDown) {
        request.socket.destroy();
        return;
      }
      if (request.method === 'GET') return next();
      const [, place = ''] = /\/conversations\/([^/]+)/.exec(decodeURIComponent(request.path)) ?? [];
      if (forbidden.has(place))
        return void response.status(403).json({ error: { code: 'BotDisabledByUser', message: 'blocked' } });
      const refusal = refusals.shift();
      if (refusal) {
        if (refusal.retryAfter !== null) response.set('Retry-After', String(refusal.retryAfter));
        response.status(refusal.status).json({ error: { code: 'Fault', message: 'told to fail' } });
        return;
      }
      if (limited && overLimit(request.path.split('/')[3] ?? 'new')) {
        response
          .status(429)
          .set('Retry-After', '1')
          .json({ error: { code: 'TooManyRequests', message: '' } });
        return;
      }
      if (held) {
        const answered = held;
        const answer = response.json.bind(response);
        response.json = (body) => {
          void answered.then(() => answer(body));
          return response;
        };
      }
      if (lost > 0 && request.method === 'POST') {
        lost -= 1;
        const json = response.json.bind(response);
        response.json = () => {
          if (lostHow === 'reset') request.socket.destroy();
          if (lostHow === 'badGateway') json.call(response.status(502), { error: { code: 'BadGateway' } });
          return response;
        };
      }
      next();
    },
  };
}
