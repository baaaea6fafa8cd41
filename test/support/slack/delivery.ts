import { createHmac } from 'node:crypto';
import { parsed } from '../../../src/slack/json.ts';

/** How the desk took one request of Slack's. */
export interface Delivery {
  readonly status: number;
  /** Time until the answer, as Slack sees it. */
  readonly milliseconds: number;
  /** Parsed JSON, or the text. */
  readonly body: unknown;
  /** Id of the message that the person wrote; empty for everything else. */
  readonly ts: string;
  /** The same once more, as Slack does after a failure. */
  again(retry?: number, reason?: string): Promise<Delivery>;
}

/** Sends signed requests to the desk's server as Slack does. */
export interface Sender {
  event(body: object, ts?: string): Promise<Delivery>;
  /** Buttons, forms, shortcuts. */
  interaction(payload: object): Promise<Delivery>;
  command(fields: Readonly<Record<string, string>>): Promise<Delivery>;
}

interface Deps {
  readonly secret: string;
  /** `https://…/slack/events` of the desk. */
  readonly target: () => string;
}

export function sender({ secret, target }: Deps): Sender {
  async function send(
    body: string,
    type: string,
    ts: string,
    retry: Record<string, string>,
  ): Promise<Delivery> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const began = performance.now();
    const answer = await fetch(target(), {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...retry,
      },
      body,
    });
    const text = await answer.text();
    return {
      status: answer.status,
      milliseconds: performance.now() - began,
      body: parsed(text) ?? text,
      ts,
      again: (number = 1, reason = 'http_timeout') =>
        send(body, type, ts, { 'x-slack-retry-num': String(number), 'x-slack-retry-reason': reason }),
    };
  }
  const form = 'application/x-www-form-urlencoded';
  return {
    event: (body, ts = '') => send(JSON.stringify(body), 'application/json', ts, {}),
    interaction: (payload) =>
      send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form, '', {}),
    command: (fields) => send(new URLSearchParams(fields).toString(), form, '', {}),
  };
}
