import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { DeskClock, LocalAccount, LocalChatStore } from '../app/ports.ts';
import type { Edge, Intake } from '../chat/edge.ts';
import { deliveryKey, isCommand, type LocalAct, readAct, textsOf } from './act.ts';
import type { Feed } from './feed.ts';
import { guard, refuse } from './guard.ts';
import { maySee } from './sight.ts';
import { uploads } from './uploads.ts';
import { longestText, type RefusalCode } from './words.ts';

/** Served as they are, from the sources also when this file runs compiled. */
const pageDir = fileURLToPath(new URL('../../src/local/page/', import.meta.url));
/** A text of the greatest length whose every character is escaped in JSON, and a little more. */
const largestBody = '1mb';
const quarterHour = 15 * 60_000;
const hour = 60 * 60_000;

export interface RouteDeps {
  readonly store: LocalChatStore;
  /** The desk's copies of files. */
  readonly files: express.Router;
  readonly intake: Intake;
  readonly workspaceId: string;
  readonly clock: DeskClock;
  readonly nextWorkingMorning: () => Promise<number>;
  readonly desk: () => Promise<{ readonly name: string; readonly timeZone: string }>;
  readonly token: string;
  readonly feed: Feed;
  readonly answer: Edge['answer'];
  readonly log: (sentence: string, error: unknown) => void;
}

/** The page, its stream and its acts. What is refused is answered with { error: { code, sentence } }. */
export function localRoutes(deps: RouteDeps): express.Express {
  const app = express();
  app.use(
    helmet({ contentSecurityPolicy: { useDefaults: false, directives: contentSecurity }, hsts: false }),
  );
  app.use(guard(deps.token));

  app.get('/state', async (_request, response) => {
    const [accounts, desk] = await Promise.all([deps.store.accounts(), deps.desk()]);
    response.set('cache-control', 'no-store');
    response.json({ token: deps.token, now: deps.clock.now(), desk, accounts });
  });

  app.get('/events', async (request, response) => {
    const account = await accountOf(deps.store, request.query.as);
    if (account) deps.feed.open(account, response);
    else refuse(response, 'unknownPerson');
  });

  app.use(deps.files);
  app.use(uploads(deps.store));

  app.use(express.json({ limit: largestBody }));
  for (const type of ['say', 'click', 'submit'] as const) {
    app.post(`/${type}`, (request, response) => take(deps, { ...request.body, type }, response));
  }

  app.post('/clock', async (request, response) => {
    const step = await stepOf(deps, request.body?.forward);
    if (step === null) return refuse(response, 'malformed');
    if (step > 0) await deps.clock.forward(step);
    deps.feed.tellClock();
    response.json({ now: deps.clock.now() });
  });

  app.use(
    express.static(pageDir, {
      cacheControl: false,
      setHeaders: (response) => response.set('cache-control', 'no-cache'),
    }),
  );
  app.use((_request, response) => refuse(response, 'unknownPage'));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const code = faultOf(error, request.path === '/upload' ? 'fileTooLarge' : 'tooLong');
    if (code === 'notNow') deps.log('The local chat could not answer.', error);
    if (response.headersSent) response.end();
    else refuse(response, code);
  });
  return app;
}

const contentSecurity = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Stores what somebody wrote, hands the act to the desk, and gives the answer: `{}` or `{ form, place }`. */
async function take(deps: RouteDeps, body: unknown, response: Response): Promise<void> {
  const act = readAct(body);
  if (!act) return refuse(response, 'malformed');
  const account = await accountOf(deps.store, act.as);
  if (!account) return refuse(response, 'unknownPerson');
  if (!(await isReachable(deps.store, account, act))) return refuse(response, 'notYours', account.language);
  if (textsOf(act).some(isTooLong)) return refuse(response, 'tooLong', account.language);
  const files = act.type === 'say' ? act.files : [];
  if (files.length > 0 && isCommand(act)) return refuse(response, 'commandWithFile', account.language);
  if ((await deps.store.files(account.id, files)).length < files.length)
    return refuse(response, 'fileGone', account.language);

  try {
    const payload = act.type === 'say' && !isCommand(act) ? await storeMessage(deps.store, act) : act;
    const key = deliveryKey(deps.workspaceId, act);
    const received = await deps.intake.receive({
      platform: 'local',
      workspaceId: deps.workspaceId,
      key,
      payload,
    });
    const answer = await received.process();
    if (answer.type === 'form') {
      const { conversation, thread, message } = payload;
      response.json({ form: answer.form, place: { conversation, thread, message } });
      await received.answered();
      return;
    }
    await deps.answer(deps.workspaceId, payload, answer);
    response.json({});
    if (answer.type !== 'nothing') await received.answered();
  } catch (error) {
    deps.log('The local chat could not take what somebody did.', error);
    refuse(response, 'notNow', account.language);
  }
}

/** The message is there before the desk hears of it, because the answer may hang on it. */
async function storeMessage(store: LocalChatStore, act: LocalAct & { type: 'say' }): Promise<LocalAct> {
  const { conversation, thread, as: author, text, id } = act;
  const files = await store.files(author, act.files);
  const message = {
    conversation,
    thread,
    author,
    onlyFor: null,
    content: files.length > 0 ? { text, files } : { text },
    key: `said:${author}:${id}`,
  };
  const { id: stored } = await store.add(message);
  await store.filesSent(act.files, stored);
  return { ...act, message: stored };
}

async function isReachable(store: LocalChatStore, account: LocalAccount, act: LocalAct): Promise<boolean> {
  if (!maySee(account, { conversation: act.conversation, onlyFor: null })) return false;
  for (const id of [act.thread, act.message]) {
    const message = id === null ? null : await store.get(id);
    if (id !== null && !(message?.conversation === act.conversation && maySee(account, message)))
      return false;
    if (id !== null && id === act.thread && message?.thread !== null) return false;
  }
  return true;
}

function isTooLong(text: string): boolean {
  return text.length > longestText && [...text].length > longestText;
}

async function accountOf(store: LocalChatStore, id: unknown): Promise<LocalAccount | null> {
  return (await store.accounts()).find((account) => account.id === id) ?? null;
}

async function stepOf(deps: RouteDeps, step: unknown): Promise<number | null> {
  if (step === 'quarterHour') return quarterHour;
  if (step === 'hour') return hour;
  if (step === 'nextMorning') return Math.max(0, (await deps.nextWorkingMorning()) - deps.clock.now());
  return null;
}

/** What express says of a body that it cannot read is not for the page. */
function faultOf(error: unknown, tooLarge: RefusalCode): RefusalCode {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
  if (type === 'entity.too.large') return tooLarge;
  return typeof type === 'string' ? 'malformed' : 'notNow';
}
