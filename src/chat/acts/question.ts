import { joinIncident, somethingElse } from '../../app/joinIncident.ts';
import { clarifyQuestion, notQuite } from '../../app/notQuite.ts';
import { confirmAnswer, showMoreAnswers } from '../../app/settleQuestion.ts';
import type { ChatDeps } from '../deps.ts';
import type { Asker } from './asker.ts';
import type { Args } from './work.ts';

/** What the asker says to the answer of the desk; its card is drawn anew. False for a verb that is about something else. */
export async function answerBack(deps: ChatDeps, asker: Asker, verb: string, args: Args): Promise<boolean> {
  const question = {
    key: asker.request.deliveryKey,
    asker: asker.person.id,
    question: args.question ?? '',
  };
  switch (verb) {
    case 'solved':
      await confirmAnswer(deps, { ...question, article: args.article ?? '' });
      return true;
    case 'showMore':
      await showMoreAnswers(deps, question);
      return true;
    case 'notQuite':
      await notQuite(deps, { ...question, stage: args.stage ?? '' });
      return true;
    case 'clarify':
      await clarifyQuestion(deps, { ...question, option: args.option ? Number(args.option) : null });
      return true;
    case 'joinIncident':
      await joinIncident(deps, { ...question, number: args.incident ?? '' });
      return true;
    case 'somethingElse':
      await somethingElse(deps, question);
      return true;
    default:
      return false;
  }
}
