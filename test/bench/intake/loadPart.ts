import { sender } from '../../support/slack/delivery.ts';
import { eventBody } from '../../support/slack/person.ts';
import { TEAM, workspace } from '../../support/slack/workspace.ts';
import { answering } from '../processes.ts';

/** So many questions a second for so long, whatever becomes of them. */
export interface Load {
  readonly target: string;
  readonly secret: string;
  /** Questions a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Who ask in turn, each in their direct conversation. */
  readonly users: number;
  /** Stands at the end of each question, before its number. */
  readonly mark: string;
}

export interface Sent {
  /** When it was due to be sent, milliseconds since 1970. */
  readonly dueAt: number;
  /** From then until the acknowledgement. */
  readonly acknowledgedMs: number;
  /** 0: no answer at all. */
  readonly status: number;
}

export const userOf = (index: number): string => `U${String(index).padStart(5, '0')}`;

const QUESTIONS = [
  'my vpn drops every hour',
  'how do I reset my password',
  'the printer on the second floor is jammed again',
  'the wifi in the meeting room is very slow today',
  'outlook does not sync my calendar with the phone',
  'I need a licence for the drawing program',
  'my new laptop does not see the second screen',
  'how do I set up the authenticator on a new phone',
];

answering(async ({ target, secret, rate, seconds, users, mark }: Load): Promise<readonly Sent[]> => {
  const space = workspace([], []);
  const send = sender({ secret, target: () => target });
  const event = (index: number) => {
    const user = userOf(index % users);
    const ts = space.nextTs();
    return eventBody(space, {
      type: 'message',
      channel: space.direct(user),
      channel_type: 'im',
      user,
      team: TEAM,
      text: `${QUESTIONS[index % QUESTIONS.length]} ${mark}${index}`,
      ts,
      event_ts: ts,
    });
  };
  const sent: Promise<Sent>[] = [];
  const began = performance.now();
  const one = async (index: number): Promise<Sent> => {
    const due = began + (index * 1000) / rate;
    const status = await send.event(event(index)).then(
      (delivery) => delivery.status,
      () => 0,
    );
    return { dueAt: performance.timeOrigin + due, acknowledgedMs: performance.now() - due, status };
  };
  while (sent.length < rate * seconds) {
    const due = Math.floor(((performance.now() - began) * rate) / 1000) + 1;
    while (sent.length < Math.min(due, rate * seconds)) sent.push(one(sent.length));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(sent);
});
