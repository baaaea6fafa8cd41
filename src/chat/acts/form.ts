import { openTicket } from '../../app/openTicket.ts';
import type { Place } from '../../app/ports.ts';
import type { Impact, Urgency } from '../../domain/desk.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { doneView, faultView } from '../views/answers.ts';
import type { DoneVerb } from '../words/words.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import { type Args, doWork, type WorkVerb } from './work.ts';

type Submission = Extract<ChatAct, { type: 'form' }>;

const WITH_FORM: readonly WorkVerb[] = [
  'reply',
  'note',
  'hold',
  'escalate',
  'resolve',
  'reopen',
  'assign',
  'cancel',
  'rate',
];

/** A submitted form: a new ticket, or what a verb needed. */
export async function takeForm(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  if (form.verb === 'open') return open(deps, asker, form);
  const verb = WITH_FORM.find((each) => each === form.verb);
  if (!verb) return privately(faultView('formExpired', asker.language));
  return doWork(deps, asker, verb, form.args.ticket ?? '', { ...form.args, ...form.values });
}

async function open(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  const { args, values } = form;
  const { request, person } = asker;
  const { number } = await openTicket(deps, {
    key: request.deliveryKey,
    openedBy: person.id,
    requester: person.id,
    title: values.title ?? '',
    description: await descriptionOf(deps, asker, form),
    service: values.service ?? '',
    impact: level(values.impact),
    urgency: level(values.urgency),
    visibility: 'normal',
    question: args.question ?? null,
    place: placeOf(asker, args),
  });
  return privately(doneView('open' satisfies DoneVerb, number, await contextFor(deps, asker)));
}

/** The form has room for the beginning of a long question: whoever leaves it as it was means all of it. */
async function descriptionOf(deps: ChatDeps, asker: Asker, { args, values }: Submission): Promise<string> {
  const given = values.description ?? '';
  if (!given.endsWith('…') || args.question === undefined) return given;
  const question = await deps.store.reads.question(args.question);
  const whole = question?.asker === asker.person.id ? question.text : '';
  return whole.startsWith(given.slice(0, -1)) ? whole : given;
}

const level = (given: string | undefined): Impact & Urgency =>
  given === 'high' || given === 'low' ? given : 'medium';

/** Where the form was asked for: a submission itself comes from nowhere. A channel is used only if it was a thread. */
function placeOf(asker: Asker, args: Args): Place {
  const { workspaceId } = asker.request;
  if (args.kind === 'channel' && args.thread && args.conversation) {
    return { workspaceId, kind: 'channel', conversation: args.conversation, thread: args.thread };
  }
  return { workspaceId, kind: 'direct', conversation: '', thread: null };
}
