import { randomUUID } from 'node:crypto';
import type { ConversationReferences, Workspaces } from '../app/ports.ts';
import type { Intake, Received } from '../chat/edge.ts';
import type { ChatAnswer } from '../chat/request.ts';
import { deliveryKey, readAction } from './action.ts';
import type { TeamsActivity } from './activity.ts';
import { invokeAnswer, isKnownInvoke, sentence } from './invoke.ts';
import { saying, type TellDeps, tellPrivately } from './privately.ts';
import { keepReference } from './references.ts';
import type { Log, TeamsSettings } from './settings.ts';
import { within } from './within.ts';

/** Time for the commit to the inbox (decision 11). */
const RECORD_MS = 2_000;
/** A dialog or click is answered within 5 s of its coming, or Teams says that the app cannot be reached. */
const ANSWER_MS = 4_000;

export interface TurnDeps extends TellDeps {
  readonly settings: TeamsSettings;
  readonly intake: Intake;
  readonly workspaces: Workspaces;
  readonly references: ConversationReferences;
  /** The desk was taken out of a channel, or of a team with all of its channels. */
  readonly removed: (conversation: string) => Promise<void>;
  readonly log: Log;
  /** Lets work go on after the request was answered. */
  goOn(work: Promise<void>): void;
}

/** What a request of Teams is answered with. */
export interface TurnAnswer {
  readonly status: number;
  readonly body: object | null;
}

const LATE = Symbol('late');
const OK: TurnAnswer = { status: 200, body: null };
/** Not acknowledged, so that Teams sends it again. */
export const AGAIN: TurnAnswer = { status: 503, body: null };

async function record(deps: TurnDeps, activity: TeamsActivity, payload: unknown): Promise<Received | null> {
  const { id: workspaceId } = await deps.workspaces.ensure('teams', activity.tenant, activity.tenant);
  const left = await keepReference(deps.references, workspaceId, activity);
  if (left !== null) await deps.removed(left);
  const key = activity.type === 'invoke' && !isKnownInvoke(activity) ? null : deliveryKey(activity);
  return key === null ? null : deps.intake.receive({ platform: 'teams', workspaceId, key, payload });
}

/** Nothing was recorded, or not in time: who clicked is told so; what was typed is sent again by Teams. */
function notRecorded(deps: TurnDeps, activity: TeamsActivity, text: string): TurnAnswer {
  if (isKnownInvoke(activity)) return sentence(activity, text);
  if (readAction(activity) === null) return AGAIN;
  deps.goOn(tellPrivately(deps, activity, { type: 'private', view: saying(text) }));
  return OK;
}

/** Works on what was recorded after the request was answered. A redelivery got its answer the first time. */
async function processAndTell(
  deps: TurnDeps,
  activity: TeamsActivity,
  received: Received | null,
): Promise<void> {
  if (received === null || received.known) return;
  await tellAnswer(deps, activity, received, await received.process());
}

/** Nothing is no answer: what failed gives it too, and stays in the inbox to be tried again. */
async function tellAnswer(
  deps: TurnDeps,
  activity: TeamsActivity,
  received: Received,
  answer: ChatAnswer,
): Promise<void> {
  if (answer.type === 'nothing') return;
  await tellPrivately(deps, activity, answer);
  await received.answered();
}

/** The request was answered before the commit came; says how it ended. */
async function followUp(
  deps: TurnDeps,
  activity: TeamsActivity,
  recording: Promise<Received | null>,
): Promise<void> {
  let received: Received | null;
  try {
    received = await recording;
  } catch (fault) {
    deps.log.error({ err: fault }, 'Teams: an activity could not be recorded');
    const waits = isKnownInvoke(activity) || readAction(activity) !== null;
    const view = saying(deps.words.unavailable(activity.language ?? 'en'));
    if (waits) await tellPrivately(deps, activity, { type: 'private', view });
    return;
  }
  await processAndTell(deps, activity, received);
}

async function answerInvoke(
  deps: TurnDeps,
  activity: TeamsActivity,
  received: Received | null,
  left: number,
): Promise<TurnAnswer> {
  if (received === null) return { status: 501, body: null };
  const text = deps.words.received(activity.language ?? 'en');
  const processed = received.process();
  const answer = await within(processed, left, LATE);
  if (answer === LATE) {
    deps.goOn(processed.then((late) => tellAnswer(deps, activity, received, late)));
    return sentence(activity, text);
  }
  const given = invokeAnswer(activity, answer, randomUUID(), text);
  const inChat =
    given.alsoInChat && !received.known ? tellPrivately(deps, activity, answer) : Promise.resolve();
  if (answer.type !== 'nothing') deps.goOn(inChat.then(() => received.answered()));
  return given;
}

/** Does what a verified activity asks: recorded first, then acknowledged, then done (decision 11). */
export async function turn(deps: TurnDeps, activity: TeamsActivity, payload: unknown): Promise<TurnAnswer> {
  const { settings, words, log } = deps;
  if (settings.tenantId !== null && activity.tenant !== settings.tenantId) return { status: 403, body: null };
  const began = Date.now();
  const language = activity.language ?? 'en';
  const recording = record(deps, activity, payload);
  let received: Received | null | typeof LATE;
  try {
    received = await within(recording, RECORD_MS, LATE);
  } catch (fault) {
    log.error({ err: fault }, 'Teams: an activity could not be recorded');
    return notRecorded(deps, activity, words.unavailable(language));
  }
  if (received === LATE) {
    log.warn({ type: activity.type }, 'Teams: an activity was not recorded in time');
    deps.goOn(followUp(deps, activity, recording));
    return notRecorded(deps, activity, words.received(language));
  }
  if (activity.type === 'invoke')
    return answerInvoke(deps, activity, received, ANSWER_MS - (Date.now() - began));
  deps.goOn(processAndTell(deps, activity, received));
  return OK;
}
