import type { types } from '@slack/bolt';
import type { Intake, Received } from '../chat/edge.ts';
import type { ChatAnswer } from '../chat/request.ts';
import type { Answers } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { channelLeft, readPayload } from './payload.ts';
import type { People } from './people.ts';
import { renderNotice } from './renderForm.ts';
import type { Log, SlackWords } from './settings.ts';
import { within } from './within.ts';

/** Slack waits 3 s for an acknowledgement; the inbox gets two of them. */
const INTAKE_LIMIT_MS = 2_000;

export type FormReply =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

/** What becomes of a payload, in the order: into the inbox, acknowledged, worked, answered. */
export interface Acceptance {
  /** Rejects when the payload is not in the inbox within 2 s: Slack delivers an event again. */
  event(body: unknown): Promise<void>;
  /** Somebody left a channel. Rejects when it could not be recorded that it was the desk: Slack delivers it again. */
  leftChannel(body: unknown): Promise<void>;
  /** Gives what the acknowledgement has to say, if anything. Slack delivers a command only once. */
  command(body: unknown): Promise<string | null>;
  /** A click or shortcut, whose acknowledgement can say nothing. */
  click(body: unknown): Promise<void>;
  form(body: unknown): Promise<FormReply | null>;
  /** Resolves when everything accepted so far has been worked and answered. */
  settled(): Promise<void>;
}

interface Deps {
  readonly intake: Intake;
  readonly workspaceOf: (incoming: Incoming) => Promise<string>;
  /** The desk was taken out of a channel. */
  readonly removed: (conversation: string) => Promise<void>;
  readonly answers: Answers;
  readonly people: People;
  readonly words: SlackWords;
  readonly log: Log;
}

export function acceptance(deps: Deps): Acceptance {
  const running = new Set<Promise<void>>();

  /** Lets work go on after the acknowledgement; faults are for the log. */
  function goOn(what: string, key: string, work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) => deps.log.warn({ err: error, key }, `Slack: ${what} failed`))
      .finally(() => running.delete(run));
    running.add(run);
  }

  async function receive(incoming: Incoming, body: unknown): Promise<Received> {
    const workspaceId = await deps.workspaceOf(incoming);
    return deps.intake.receive({
      platform: 'slack',
      workspaceId,
      key: incoming.key,
      payload: storable(body),
    });
  }

  async function work(incoming: Incoming, received: Received): Promise<void> {
    const answer: ChatAnswer = await received.process();
    // Slack delivers events several times: the answer that was given to the first is not said again.
    if (received.known && incoming.act.type === 'message') return;
    await deps.answers.give(incoming, answer, deps.people.language(incoming.user.id));
    if (answer.type !== 'nothing') await received.answered();
  }

  /** Into the inbox within the limit; a payload that comes too late is worked all the same, when it is stored. */
  async function take(incoming: Incoming, body: unknown): Promise<'stored' | 'failed' | Late> {
    const receiving = receive(incoming, body);
    const outcome = await within(INTAKE_LIMIT_MS, receiving);
    if (outcome === 'late') return { receiving };
    if (outcome instanceof Error) {
      deps.log.error({ err: outcome, key: incoming.key }, 'Slack: a payload could not be stored');
      return 'failed';
    }
    goOn('answering', incoming.key, () => work(incoming, outcome));
    return 'stored';
  }

  /** For what Slack delivers once: the person hears how it ended. */
  function followUp(incoming: Incoming, late: Late): void {
    goOn('answering late', incoming.key, async () => {
      const received = await late.receiving.catch((error: unknown) => {
        deps.log.error({ err: error, key: incoming.key }, 'Slack: a payload was lost');
        return null;
      });
      if (received === null) await deps.answers.say(incoming, deps.words.lost(languageOf(incoming)));
      else await work(incoming, received);
    });
  }

  const languageOf = (incoming: Incoming) => deps.people.language(incoming.user.id);

  return {
    async event(body) {
      const incoming = readPayload(body);
      if (incoming === null) return;
      const outcome = await take(incoming, body);
      if (outcome === 'stored') return;
      if (outcome !== 'failed') {
        goOn('working late', incoming.key, async () => work(incoming, await outcome.receiving));
      }
      throw new Error('not stored');
    },
    async leftChannel(body) {
      const channel = channelLeft(body);
      if (channel !== null) await deps.removed(channel);
    },
    async command(body) {
      const incoming = readPayload(body);
      if (incoming === null) return null;
      const outcome = await take(incoming, body);
      if (outcome === 'stored') return null;
      if (outcome === 'failed') return deps.words.unavailable(languageOf(incoming));
      followUp(incoming, outcome);
      return deps.words.received(languageOf(incoming));
    },
    async click(body) {
      const incoming = readPayload(body);
      if (incoming === null) return;
      const outcome = await take(incoming, body);
      if (outcome === 'stored') return;
      const words = outcome === 'failed' ? deps.words.unavailable : deps.words.received;
      goOn('saying so', incoming.key, () => deps.answers.say(incoming, words(languageOf(incoming))));
      if (outcome !== 'failed') followUp(incoming, outcome);
    },
    async form(body) {
      const incoming = readPayload(body);
      if (incoming === null || incoming.act.type !== 'form') return null;
      const outcome = await take(incoming, body);
      if (outcome === 'stored') return null;
      const language = languageOf(incoming);
      if (outcome === 'failed')
        return refusal(incoming.act.firstField, deps.words, deps.words.unavailable(language), language);
      followUp(incoming, outcome);
      return notice(deps.words, deps.words.received(language), language);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

interface Late {
  readonly receiving: Promise<Received>;
}

/** Under a field the form stays open, and with it what was typed. */
function refusal(
  field: string | null,
  words: SlackWords,
  sentence: string,
  language: 'en' | 'zh',
): FormReply {
  if (field === null) return notice(words, sentence, language);
  return { response_action: 'errors', errors: { [field]: sentence } };
}

function notice(words: SlackWords, sentence: string, language: 'en' | 'zh'): FormReply {
  return { response_action: 'update', view: renderNotice('Firstline', sentence, words.close(language)) };
}

/** Without Slack's old verification token, which is a secret and nobody's use. */
function storable(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { token: _secret, ...rest } = { token: undefined, ...body };
  return rest;
}
