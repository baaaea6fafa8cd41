import type { ServiceEntry } from './desk.ts';

/** Key of the service whose keywords stand in the text, the longest keyword counting; null if none does. */
export function likelyService(services: readonly ServiceEntry[], text: string): string | null {
  const wanted = text.toLowerCase();
  let best: { key: string; length: number } | null = null;
  for (const service of services) {
    for (const keyword of service.keywords) {
      const found = wanted.includes(keyword.toLowerCase()) && keyword.length > (best?.length ?? 0);
      if (found) best = { key: service.key, length: keyword.length };
    }
  }
  return best?.key ?? null;
}
