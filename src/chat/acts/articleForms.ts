import { writeArticle } from '../../app/writeArticle.ts';
import { isAgent, isLead } from '../../domain/access.ts';
import { DomainError } from '../../domain/errors.ts';
import { type ArticleContent, type Audience, contentOf } from '../../domain/knowledge.ts';
import { agentsArticle } from '../articleData.ts';
import type { ChatDeps } from '../deps.ts';
import { articleForm, LONGEST_IN_FORM, submittedBody, submittedOwner } from '../forms/articleForm.ts';
import type { ChatAct, ChatAnswer } from '../request.ts';
import { type Sketch, sketchOfQuestions, sketchOfTicket } from '../ticketSketch.ts';
import type { Block } from '../view.ts';
import { takenBlocks } from '../views/article.ts';
import { plainView } from '../views/pieces.ts';
import { type Asker, privately } from './asker.ts';
import type { Args } from './work.ts';

type Submission = Extract<ChatAct, { type: 'form' }>;

/** Months until an article is looked at again, unless its author says otherwise. */
const REVIEW_MONTHS = 6;

/** The form for an article: with a sketch of a ticket or of questions, or with the newest version of an article. */
export async function openArticleForm(deps: ChatDeps, asker: Asker, args: Args): Promise<ChatAnswer> {
  if (args.article !== undefined) return editForm(deps, asker, args.article);
  const sketch =
    args.questions === undefined
      ? await sketchOfTicket(deps, asker.person.id, args.ticket ?? '')
      : await sketchFor(deps, asker, args.questions);
  const content = { ...sketch.content, reviewBy: reviewDay(deps.now()) };
  const { ticket, questions } = args;
  const kept = { ...(ticket ? { ticket } : {}), ...(questions ? { questions } : {}) };
  return formWith(deps, asker, content, kept, takenBlocks(sketch.taken, asker));
}

async function editForm(deps: ChatDeps, asker: Asker, id: string): Promise<ChatAnswer> {
  const { article } = await agentsArticle(deps, asker.person.id, id);
  const content = article.working?.content ?? contentOf(article);
  if (content.body.length > LONGEST_IN_FORM)
    throw new DomainError('articleTooLongToEdit', { article: article.slug });
  return formWith(deps, asker, content, { article: article.id }, []);
}

/** The submitted form: a new article, or a new version, handed over for review. */
export async function takeArticle(deps: ChatDeps, asker: Asker, form: Submission): Promise<ChatAnswer> {
  const { args, values } = form;
  const { person, request, words } = asker;
  const reviewBy = values.reviewBy?.trim() ?? '';
  if (reviewBy !== '' && !isDay(reviewBy)) throw new DomainError('dayUnknown', { day: reviewBy });
  const before = await contentBefore(deps, asker, args);
  const owner = submittedOwner(values.owner, before.content.owner);
  if (owner !== null && owner !== before.content.owner) await requireOwner(deps, owner);
  const content: ArticleContent = {
    ...before.content,
    title: values.title ?? '',
    body: submittedBody(values, args),
    language: values.language === 'zh' ? 'zh' : 'en',
    audience: audienceIn(values.audience),
    owner,
    translationOf: articleNamed(values.translationOf ?? before.content.translationOf ?? ''),
    tags: (values.tags ?? '').split(/[,，;；]/),
    reviewBy: reviewBy === '' ? null : reviewBy,
  };
  await writeArticle(deps, {
    key: request.deliveryKey,
    actor: person.id,
    article: args.article ?? null,
    content,
    taken: before.taken,
    workspaceId: request.workspaceId,
  });
  return privately(plainView(words.articles.submitted({ title: content.title }), 'good'));
}

/** What the form began with; what was taken out of a ticket is kept with the version. */
async function contentBefore(deps: ChatDeps, asker: Asker, args: Args): Promise<Sketch> {
  if (args.article === undefined) {
    return args.questions === undefined
      ? sketchOfTicket(deps, asker.person.id, args.ticket ?? '')
      : sketchFor(deps, asker, args.questions);
  }
  const { article } = await agentsArticle(deps, asker.person.id, args.article);
  const versions = await deps.store.reads.articleVersions(article.id);
  const taken = versions.find(({ version }) => version === article.working?.version)?.taken ?? [];
  return { content: article.working?.content ?? contentOf(article), taken };
}

async function sketchFor(deps: ChatDeps, asker: Asker, questions: string): Promise<Sketch> {
  // What people asked in private is for those who get the weekly list.
  if (!isLead(asker.person.id, await deps.policies.current()))
    throw new DomainError('articleNotAllowed', { verb: 'draft', article: '' });
  return sketchOfQuestions(deps, questions.split(','));
}

async function formWith(
  deps: ChatDeps,
  asker: Asker,
  content: ArticleContent,
  args: Args,
  intro: readonly Block[],
): Promise<ChatAnswer> {
  const policy = await deps.policies.current();
  const teams = policy.teams.map(({ key, name }) => ({ key, name: name[asker.language] }));
  const agents = policy.people.filter(({ key }) => isAgent(key, policy));
  return { type: 'form', form: articleForm({ content, teams, agents, args, intro }, asker.words) };
}

async function requireOwner(deps: ChatDeps, owner: string): Promise<void> {
  const policy = await deps.policies.current();
  const known = policy.teams.some(({ key }) => key === owner) || isAgent(owner, policy);
  if (!known) throw new DomainError('personUnknown', { person: owner });
}

/** The name in what was written, which may be the whole address of its page; null for nothing. */
function articleNamed(given: string): string | null {
  const inAddress = /\/kb\/([^/?#\s]+)/.exec(given)?.[1];
  const name = inAddress === undefined ? given.trim() : decoded(inAddress);
  return name === '' ? null : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function audienceIn(given: string | undefined): Audience {
  if (given?.startsWith('team:')) return `team:${given.slice('team:'.length)}`;
  return given === 'everyone' ? 'everyone' : 'agents';
}

/** A day some months on, yyyy-mm-dd. */
export function reviewDay(now: number): string {
  const day = new Date(now);
  day.setUTCMonth(day.getUTCMonth() + REVIEW_MONTHS);
  return day.toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
}
