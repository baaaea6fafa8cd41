import { likelyService } from './catalogue.ts';
import type { Candidate } from './clarify.ts';
import type { ServiceEntry } from './desk.ts';
import type { Article, Passage } from './knowledge.ts';

/** What people call the platform they work on, in every language. */
const PLATFORMS: readonly (readonly [string, RegExp])[] = [
  ['Windows', /\bwindows\b/i],
  ['macOS', /\bmac(os|book)?\b/i],
  ['Linux', /\b(linux|ubuntu|debian)\b/i],
  ['iPhone, iPad', /\b(iphone|ipad|ios)\b/i],
  ['Android', /\bandroid\b/i],
];

/** What an article is about, as far as its title, tags and passage tell. */
export function candidateOf(
  { id, title, tags }: Article,
  { heading }: Passage,
  services: readonly ServiceEntry[],
): Candidate {
  const said = [title, ...tags].join(' ');
  const service = likelyService(services, said);
  return {
    article: id,
    facets: {
      service: service === null ? [] : [service],
      platform: PLATFORMS.flatMap(([name, pattern]) => (pattern.test(said) ? [name] : [])),
      tag: tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
      heading: heading === null ? [] : [heading],
    },
  };
}
