import { type WorkArticle, workArticle } from '../../app/workArticle.ts';
import { DomainError } from '../../domain/errors.ts';
import { contentOf } from '../../domain/knowledge.ts';
import { agentsArticle, articleCardData } from '../articleData.ts';
import { readTicket } from '../commands/arguments.ts';
import type { ChatDeps } from '../deps.ts';
import { rejectForm } from '../forms/rejectForm.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { articleCard, articleHistory } from '../views/article.ts';
import { plainView } from '../views/pieces.ts';
import { openArticleForm, reviewDay } from './articleForms.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import type { Args } from './work.ts';

type Submission = Extract<ChatAct, { type: 'form' }>;

/** `article INC-1042` opens the form with a sketch of that ticket, `article vpn-drops` shows the article. */
export function articleCommand(deps: ChatDeps, asker: Asker, given: string): Promise<ChatAnswer> {
  const ticket = readTicket(given.trim());
  if (ticket) return openArticleForm(deps, asker, { ticket: ticket.value });
  return showArticle(deps, asker, given.trim());
}

/** What a button of an article does; null for a button that is none. */
export async function articleClick(
  deps: ChatDeps,
  asker: Asker,
  verb: string,
  args: Args,
): Promise<ChatAnswer | null> {
  switch (verb) {
    case 'makeArticle':
    case 'editArticle':
      return openArticleForm(deps, asker, args);
    case 'showArticle':
      return showArticle(deps, asker, args.article ?? '');
    case 'articleVersions':
      return showVersions(deps, asker, args.article ?? '');
    case 'rejectArticle':
      return openRejectForm(deps, asker, args);
    case 'publishArticle':
    case 'retireArticle':
    case 'confirmArticle':
      return decideOn(deps, asker, verb, args);
    default:
      return null;
  }
}

async function showArticle(deps: ChatDeps, asker: Asker, idOrSlug: string): Promise<ChatAnswer> {
  const { person } = asker;
  const stored = await agentsArticle(deps, asker.person.id, idOrSlug);
  const data = await articleCardData(deps, stored, person.id);
  const people = [data.owner, data.sentBack?.by].flatMap((each) => each ?? []);
  return privately(articleCard(data, await contextFor(deps, asker, people)));
}

async function showVersions(deps: ChatDeps, asker: Asker, id: string): Promise<ChatAnswer> {
  const { article } = await agentsArticle(deps, asker.person.id, id);
  const versions = await deps.store.reads.articleVersions(article.id);
  const people = versions.flatMap(({ by, rejections }) => [by, ...rejections.map((each) => each.by)]);
  const w = await contextFor(
    deps,
    asker,
    people.filter((each) => each !== null),
  );
  return privately(articleHistory(contentOf(article).title, versions, w));
}

async function openRejectForm(deps: ChatDeps, asker: Asker, args: Args): Promise<ChatAnswer> {
  const { article } = await agentsArticle(deps, asker.person.id, args.article ?? '');
  const { title } = article.working?.content ?? contentOf(article);
  return { type: 'form', form: rejectForm(title, args, asker.words) };
}

/** The submitted reason: the version goes back to its author. */
export async function takeRejection(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  const { person, request, words } = asker;
  const { article = '', version } = form.args;
  const text = form.values.text?.trim() ?? '';
  if (text === '') throw new DomainError('reasonMissing');
  const reason = deps.newId();
  const { slug } = await workArticle(deps, {
    key: request.deliveryKey,
    actor: person.id,
    article,
    command: { type: 'reject', version: Number(version), reason },
    body: { id: reason, author: person.id, text, files: [] },
    workspaceId: request.workspaceId,
  });
  return privately(plainView(words.articles.rejected({ article: slug }), 'good'));
}

type Decision = 'publishArticle' | 'retireArticle' | 'confirmArticle';

async function decideOn(
  deps: ChatDeps,
  { person, request, words }: Asker,
  verb: Decision,
  args: Args,
): Promise<ChatAnswer> {
  const until = reviewDay(deps.now());
  const version = Number(args.version);
  const commands: Record<Decision, WorkArticle['command']> = {
    publishArticle: { type: 'publish', version },
    retireArticle: { type: 'retire' },
    confirmArticle: { type: 'confirmReview', reviewBy: until },
  };
  const { slug } = await workArticle(deps, {
    key: request.deliveryKey,
    actor: person.id,
    article: args.article ?? '',
    command: commands[verb],
    body: null,
    workspaceId: request.workspaceId,
  });
  const { articles } = words;
  const said: Record<Decision, string> = {
    publishArticle: articles.published({ article: slug }),
    retireArticle: articles.retired({ article: slug }),
    confirmArticle: articles.reviewed({ article: slug, until }),
  };
  return privately(plainView(said[verb], 'good'));
}
