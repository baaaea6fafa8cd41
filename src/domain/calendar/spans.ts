/** A stretch of time, end excluded; milliseconds, of a local day or since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The union: sorted, without overlaps, touching spans joined, empty ones left out. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from < span.to) append(joined, span.from, span.to);
  }
  return joined;
}

/** Appends to spans that are sorted and all begin at or before `from`. */
export function append(spans: Span[], from: number, to: number): void {
  const last = spans.at(-1);
  if (last && from <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  else spans.push({ from, to });
}

/** `spans` without `taken`; both sorted and without overlaps. */
export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  let left = spans;
  for (const cut of taken) {
    left = left.flatMap((span) => {
      if (cut.to <= span.from || span.to <= cut.from) return [span];
      const parts = [
        { from: span.from, to: cut.from },
        { from: cut.to, to: span.to },
      ];
      return parts.filter((part) => part.from < part.to);
    });
  }
  return left;
}
