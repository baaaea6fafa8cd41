import { parentPort, workerData } from 'node:worker_threads';
import type { KbAnswer } from '../app/ports.ts';
import { createKbIndex } from './index/engine.ts';
import { type FromIndex, type IndexWorkerData, sharedClock, type ToIndex } from './threadMessages.ts';

if (parentPort) {
  const desk = parentPort;
  const { synonyms }: IndexWorkerData = workerData;
  const index = createKbIndex({ synonyms });
  const send = (message: FromIndex): void => desk.postMessage(message);
  // A fault in one article or question must not cost the whole index.
  const guarded = (articleId: string, change: () => void): void => {
    try {
      change();
    } catch (error) {
      send({ kind: 'fault', articleId, reason: String(error) });
    }
  };
  desk.on('message', (message: ToIndex) => {
    if (message.kind === 'changes') {
      for (const document of message.documents) guarded(document.articleId, () => index.put(document));
      for (const feedback of message.feedback) guarded(feedback.articleId, () => index.learn(feedback));
    } else if (message.kind === 'scale') {
      index.scale(message.scaling);
    } else if (message.kind === 'mark') {
      send({ kind: 'marked', id: message.id, articles: index.size() });
    } else if (sharedClock() < message.until) {
      // A question whose asker was already told "no answer" is not looked up any more.
      let answer: KbAnswer = { tier: 'none', hits: [] };
      guarded('', () => {
        answer = index.search(message.question);
      });
      send({ kind: 'answer', id: message.id, answer });
    }
  });
}
