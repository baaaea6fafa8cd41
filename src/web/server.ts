import type { Server } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import type { Health } from './health.ts';

export interface WebDeps {
  /** What the platforms call: mounted as they are, since each reads and verifies its own body. */
  readonly routers: readonly express.Router[];
  readonly health: () => Promise<Health>;
  readonly metrics: Registry;
}

/** The one HTTP server for the platforms, health and metrics. */
export function webApp({ routers, health, metrics }: WebDeps): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.get('/healthz', async (_request, response) => {
    const found = await health();
    response.status(found.status === 'failed' ? 503 : 200).json(found);
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  for (const router of routers) app.use(router);
  app.use((_request, response) => {
    response.status(404).type('text').send('There is nothing here.');
  });
  const onError: express.ErrorRequestHandler = (_error, _request, response, next) => {
    // What a library says of the fault is nobody's business outside.
    if (response.headersSent) next();
    else response.status(500).type('text').send('Firstline could not do this now.');
  };
  app.use(onError);
  return app;
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
