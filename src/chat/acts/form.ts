import { openTicket } from '../../app/openTicket.ts';
import type { Place, StoredQuestion } from '../../app/ports.ts';
import { requestPlace } from '../../app/requestPlace.ts';
import type { Impact, Urgency } from '../../domain/desk.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { doneView, faultView } from '../views/answers.ts';
import type { DoneVerb } from '../words/words.ts';
import { takeRejection } from './article.ts';
import { takeArticle } from './articleForms.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import { sendAssistance } from './assist.ts';
import { earlierQuestions } from './earlier.ts';
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
  'snooze',
  'major',
  'update',
  'standDown',
  'knownError',
  'retract',
];

/** A submitted form: a new ticket, or what a verb needed. */
export async function takeForm(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  if (form.verb === 'open') return open(deps, asker, form);
  if (form.verb === 'article') return takeArticle(deps, asker, form);
  if (form.verb === 'rejectArticle') return takeRejection(deps, asker, form);
  if (form.verb === 'sendAssist') return sendAssistance(deps, asker, form);
  const verb = WITH_FORM.find((each) => each === form.verb);
  if (!verb) return privately(faultView('formExpired', asker.language));
  return doWork(deps, asker, verb, form.args.ticket ?? '', { ...form.args, ...form.values });
}

async function open(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  const { args, values } = form;
  const { request, person } = asker;
  const asked = await questionOf(deps, asker, args);
  const earlier = asked ? await earlierQuestions(deps, asked) : [];
  const { number } = await openTicket(deps, {
    key: request.deliveryKey,
    openedBy: person.id,
    requester: person.id,
    title: values.title ?? '',
    description: descriptionOf(asked, values.description ?? ''),
    service: values.service ?? '',
    impact: level(values.impact),
    urgency: level(values.urgency),
    visibility: 'normal',
    question: args.question ?? null,
    earlier: earlier.map(({ body }) => body),
    place: await placeOf(deps, asker, args.request),
  });
  return privately(doneView('open' satisfies DoneVerb, number, await contextFor(deps, asker)));
}

/** The question that the form came from; null for none, and for somebody else's. */
async function questionOf(deps: ChatDeps, asker: Asker, args: Args): Promise<StoredQuestion | null> {
  const question = args.question === undefined ? null : await deps.store.reads.question(args.question);
  return question?.asker === asker.person.id ? question : null;
}

/** The form has room for the beginning of a long question: whoever leaves it as it was means all of it. */
function descriptionOf(question: StoredQuestion | null, given: string): string {
  if (question === null || !given.endsWith('…')) return given;
  return question.text.startsWith(given.slice(0, -1)) ? question.text : given;
}

const level = (given: string | undefined): Impact & Urgency =>
  given === 'high' || given === 'low' ? given : 'medium';

/**
 * Where the form was opened: a submission itself comes from nowhere. A channel is used only if it was a thread. With a
 * question the place is the question's.
 */
async function placeOf(deps: ChatDeps, asker: Asker, request: string | undefined): Promise<Place> {
  const { workspaceId } = asker.request;
  const opened = request ? await requestPlace(deps, request, asker.person.id) : null;
  return opened ?? { workspaceId, kind: 'direct', conversation: '', thread: null };
}
