import express from 'express';
import type { LocalChatStore } from '../app/ports.ts';
import { fileHeaders } from '../chat/fileResponse.ts';
import { fileName, LARGEST_COPY } from '../domain/files.ts';
import { refuse } from './guard.ts';

/**
 * What people attach: POST /upload takes one file, raw, with `as`, `name` and `type` in the address, and gives the
 * `LocalFile` that a message then names; GET /uploads/<id>/<name> gives it to whoever sees the message.
 */
export function uploads(store: LocalChatStore): express.Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: LARGEST_COPY });
  router.post('/upload', raw, async (request, response) => {
    const { as, name, type } = request.query;
    const account = (await store.accounts()).find(({ id }) => id === as);
    if (!account) return refuse(response, 'unknownPerson');
    const bytes: Uint8Array = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
    const mimeType = typeof type === 'string' && type !== '' ? type : null;
    const named = fileName(typeof name === 'string' ? name : '');
    response.json(await store.keepFile({ account: account.id, name: named, mimeType, bytes }));
  });

  router.get('/uploads/:id/:name', async (request, response) => {
    const file = await store.readFile(request.params.id);
    if (file) response.set(fileHeaders(file.name, file.bytes)).send(Buffer.from(file.bytes));
    else refuse(response, 'unknownPage');
  });
  return router;
}
