import express from 'express';
import type { FileCopies } from '../app/ports.ts';
import { fileHeaders } from '../chat/fileResponse.ts';
import { wordsFor } from '../chat/words/words.ts';
import type { FileLinks } from './fileLinks.ts';

/** The desk's copies of files, for whoever has a link; nobody is known here, so what is refused is said in both languages. */
export function filesRouter(
  links: FileLinks,
  files: Pick<FileCopies, 'read'>,
  realNow: () => number,
): express.Router {
  const router = express.Router();
  router.get('/files/:id/:name', async (request, response) => {
    const { id } = request.params;
    const { until, key } = request.query;
    const state = links.check({ id, until: text(until), key: text(key) }, realNow());
    const file = state === 'good' ? await files.read(id) : null;
    if (file) response.set(fileHeaders(file.name, file.bytes)).send(Buffer.from(file.bytes));
    else refuse(response, state === 'ended' ? 'linkEnded' : 'notThere');
  });
  return router;
}

function refuse(response: express.Response, why: 'linkEnded' | 'notThere'): void {
  const sentences = [wordsFor('en').files[why], wordsFor('zh').files[why]];
  response.status(why === 'linkEnded' ? 410 : 404).set('cache-control', 'no-store');
  response.type('text').send(`${sentences.join('\n')}\n`);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
