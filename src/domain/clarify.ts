/** The one question back to an asker whom the first answers did not help: what tells the remaining articles apart. */

/** In the order in which they are preferred where they tell articles apart equally well. */
export const FACETS = ['service', 'platform', 'tag', 'heading'] as const;
export type Facet = (typeof FACETS)[number];

/** An article that may still answer; for each facet what it is about, the most telling first. */
export interface Candidate {
  readonly article: string;
  readonly facets: Readonly<Partial<Record<Facet, readonly string[]>>>;
}

export interface ClarifyingOption {
  /** Key of a service, name of a platform, tag or heading. */
  readonly value: string;
  /** Best first. */
  readonly articles: readonly string[];
}

export interface Clarification {
  readonly facet: Facet;
  /** 2 to 4, no article in two of them; what is in none of them is "none of these". */
  readonly options: readonly ClarifyingOption[];
}

const MOST_OPTIONS = 4;

/**
 * The facet whose answer narrows the candidates (best first) down most: the one of the greatest entropy. Null where
 * no facet tells them apart.
 */
export function clarification(candidates: readonly Candidate[]): Clarification | null {
  let best: { readonly facet: Facet; readonly options: readonly ClarifyingOption[]; bits: number } | null =
    null;
  for (const facet of FACETS) {
    const options = optionsOf(facet, candidates);
    const bits = entropy(options, candidates.length);
    if (options.length >= 2 && bits > (best?.bits ?? 0)) best = { facet, options, bits };
  }
  return best && { facet: best.facet, options: best.options };
}

function optionsOf(facet: Facet, candidates: readonly Candidate[]): readonly ClarifyingOption[] {
  const valuesOf = (candidate: Candidate) => candidate.facets[facet] ?? [];
  const groups = new Map<string, string[]>();
  for (const candidate of candidates) {
    // What all of them are about tells none apart.
    const value = valuesOf(candidate).find((each) =>
      candidates.some((other) => !valuesOf(other).includes(each)),
    );
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), candidate.article]);
  }
  return [...groups]
    .map(([value, articles]) => ({ value, articles }))
    .sort((a, b) => b.articles.length - a.articles.length)
    .slice(0, MOST_OPTIONS);
}

/** In bits, over the options and what is in none of them, each candidate as likely as the others. */
function entropy(options: readonly ClarifyingOption[], count: number): number {
  const sizes = options.map(({ articles }) => articles.length);
  const rest = count - sizes.reduce((sum, size) => sum + size, 0);
  return [...sizes, rest]
    .filter((size) => size > 0)
    .reduce((sum, size) => sum - (size / count) * Math.log2(size / count), 0);
}
