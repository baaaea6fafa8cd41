import { App, ExpressReceiver } from '@slack/bolt';
import { answering, freePort } from '../processes.ts';

export interface BoltQuestion {
  readonly secret: string;
}

/** The least that Bolt can be: checks the signature, acknowledges, forgets. Answers with its address. */
answering(async ({ secret }: BoltQuestion) => {
  const receiver = new ExpressReceiver({ signingSecret: secret, processBeforeResponse: true });
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none' }), convoStore: false });
  app.event(/./, async () => undefined);
  const port = await freePort();
  await app.start(port);
  return `http://127.0.0.1:${port}`;
});
