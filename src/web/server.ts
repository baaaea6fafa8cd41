import type { Server } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { type ArticlePage, articlePage } from './articlePage.ts';
import type { Health } from './health.ts';

export interface WebDeps {
  /** Whether people reach this server over TLS. */
  readonly secure: boolean;
  /** What the platforms call: mounted as they are, since each reads and verifies its own body. */
  readonly routers: readonly express.Router[];
  /** The desk's copies of files. */
  readonly files: express.Router;
  /** The local chat, when no platform shares this port. */
  readonly local: { readonly app: express.Express; readonly guard: express.RequestHandler } | null;
  readonly pages: readonly FixedPage[];
  readonly health: () => Promise<Health>;
  readonly reading: {
    /** The published article for everyone of that name. */
    article(slug: string): Promise<ArticlePage | null>;
    /** The picture of that id, if such an article shows it. */
    picture(id: string): Promise<{ mimeType: string; bytes: Uint8Array } | null>;
  };
}

/** A page that the stores of the platforms ask for, such as the one on privacy; Markdown. */
export interface FixedPage {
  readonly path: string;
  readonly title: string;
  readonly body: string;
}

/** The one HTTP server for the platforms, health, metrics and articles. */
export function webApp({ secure, routers, files, local, pages, health, reading }: WebDeps): express.Express {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics, prefix: 'firstline_' });
  const protect = pageHeaders(secure);
  const app = express();
  app.disable('x-powered-by');
  if (local) app.use(local.guard);
  app.get('/healthz', async (_request, response) => {
    const found = await health();
    response.status(found.status === 'failed' ? 503 : 200).json(found);
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  app.get('/kb/pictures/:id', protect, async (request, response) => {
    const picture = await reading.picture(request.params.id);
    // Not kept for long by anybody: it goes when its article does.
    if (picture)
      response
        .type(picture.mimeType)
        .set('Cache-Control', 'private, max-age=60')
        .send(Buffer.from(picture.bytes));
    else response.status(404).type('text').send('There is no such picture.');
  });
  app.get('/kb/:slug', protect, async (request, response) => {
    const article = await reading.article(request.params.slug);
    if (article) response.type('html').send(articlePage(article));
    else response.status(404).type('text').send('There is no such article.');
  });
  for (const { path, title, body } of pages) {
    app.get(path, protect, (_request, response) => {
      response.type('html').send(articlePage({ title, body, language: 'en', translations: [] }));
    });
  }
  app.use(files);
  for (const router of routers) app.use(router);
  if (local) app.use(local.app);
  app.use((_request, response) => {
    response.status(404).type('text').send('There is nothing here.');
  });
  const onError: express.ErrorRequestHandler = (_error, _request, response, _next) => {
    // What a library says of the fault is nobody's business outside.
    if (response.headersSent) response.end();
    else response.status(500).type('text').send('Firstline could not do this now.');
  };
  app.use(onError);
  return app;
}

/** Over plain http a browser must not be told to come by https only, nor to fetch the pictures of a page so. */
function pageHeaders(secure: boolean): ReturnType<typeof helmet> {
  if (secure) return helmet();
  return helmet({
    hsts: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
}

/** Listens; rejects with a sentence when the port is taken. */
export function listen(app: express.Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} on ${host} is taken: set PORT to another one.`) : error);
    });
  });
}

/** Ends open connections too, such as those of server-sent events. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
