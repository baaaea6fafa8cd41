import { acknowledgeAll } from '../../app/acknowledgeAll.ts';
import { askQuestion } from '../../app/askQuestion.ts';
import { requestPlace } from '../../app/requestPlace.ts';
import { workTicket } from '../../app/workTicket.ts';
import { DomainError } from '../../domain/errors.ts';
import { isThanks } from '../../domain/thanks.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { doneView } from '../views/answers.ts';
import { acknowledgedAllView } from '../views/page.ts';
import { articleClick } from './article.ts';
import { type Asker, contextFor, NOTHING, privately } from './asker.ts';
import { assistForm } from './assist.ts';
import { formFor, openForm } from './forms.ts';
import { answerBack } from './question.ts';
import { answerSwap, withdraw } from './rota.ts';
import { doWork, showTicket, type WorkVerb } from './work.ts';

type Click = Extract<ChatAct, { type: 'click' }>;

const AT_ONCE: readonly WorkVerb[] = [
  'claim',
  'unassign',
  'resume',
  'confirm',
  'close',
  'watch',
  'unwatch',
  'acknowledge',
  'takeOver',
  'meToo',
];

/** A button: it is done at once, or opens the form that it needs. */
export async function takeClick(deps: ChatDeps, asker: Asker, { verb, args }: Click): Promise<ChatAnswer> {
  const key = asker.request.deliveryKey;
  const number = args.ticket ?? '';
  if (await answerBack(deps, asker, verb, args)) return NOTHING;
  switch (verb) {
    case 'sendAssist':
      return assistForm(deps, asker, args);
    case 'openTicket':
      return openForm(deps, asker, { question: args.question ?? null, text: '' });
    case 'acceptSwap':
    case 'declineSwap':
      return answerSwap(deps, asker, args.change ?? '', verb === 'acceptSwap');
    case 'withdrawChange':
      return withdraw(deps, asker, { change: args.change ?? '' });
    case 'acknowledgeAll': {
      const numbers = (args.tickets ?? '').split(' ').filter((each) => each !== '');
      const { count } = await acknowledgeAll(deps, { key, actor: asker.person.id, numbers });
      return privately(acknowledgedAllView(count, asker.words));
    }
    case 'show':
      return showTicket(deps, asker, number);
    case 'chooseTicket':
    case 'newQuestion':
      return takeKept(deps, asker, verb === 'chooseTicket' ? number : null, args);
  }
  const article = await articleClick(deps, asker, verb, args);
  if (article) return article;
  const atOnce = AT_ONCE.find((each) => each === verb);
  if (atOnce) return doWork(deps, asker, atOnce, number, args);
  return (await formFor(deps, asker, verb, args)) ?? NOTHING;
}

/** What was kept until the person said what it is about. */
async function takeKept(
  deps: ChatDeps,
  asker: Asker,
  number: string | null,
  { kept = '', request: written }: Click['args'],
): Promise<ChatAnswer> {
  const { request, person } = asker;
  const key = request.deliveryKey;
  const body = await deps.store.reads.body(kept);
  if (!body || body.author !== person.id) throw new DomainError('notAllowed', { verb: 'reply' });
  if (number === null) {
    const place = (written ? await requestPlace(deps, written, person.id) : null) ?? asker.place;
    await askQuestion(deps, { key, asker: person.id, text: body.text, files: [], kept, place });
    return NOTHING;
  }
  const command = { type: 'reply', body: kept, thanks: isThanks(body.text), inThread: false } as const;
  const done = await workTicket(deps, { key, actor: person.id, number, command, body: null });
  return privately(doneView('reply', done.number, await contextFor(deps, asker)));
}
