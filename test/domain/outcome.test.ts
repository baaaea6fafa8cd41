import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SuggestionOutcome, settled } from '../../src/domain/knowledge.ts';

type Ending = Parameters<typeof settled>[1];
const ENDINGS: readonly Ending[] = ['confirmed', 'ticket', 'abandoned', 'escalated'];
const endOf = (happened: readonly Ending[]) => happened.reduce<SuggestionOutcome>(settled, 'open');
const happened = fc.array(fc.constantFrom(...ENDINGS), { minLength: 1, maxLength: 12 });

describe('how a question ends', () => {
  it('ends in exactly one of four ways, whatever is pressed in whatever order', () => {
    fc.assert(
      fc.property(happened, (all) => {
        const end = endOf(all);
        expect(all).toContain(end);
        expect(end).not.toBe('open');
      }),
    );
  });

  it('never counts silence as solved, nor a question that became a ticket', () => {
    fc.assert(
      fc.property(happened, (all) => {
        const end = endOf(all);
        if (end === 'confirmed') expect(all).toContain('confirmed');
        if (all.includes('ticket')) expect(end).toBe('ticket');
        expect(end === 'abandoned').toBe(all.every((each) => each === 'abandoned'));
      }),
    );
  });

  it('changes nothing when the same is said twice, and silence after a word changes nothing', () => {
    fc.assert(
      fc.property(happened, fc.constantFrom(...ENDINGS), (all, next) => {
        const once = settled(endOf(all), next);
        expect(settled(once, next)).toBe(once);
        expect(settled(once, 'abandoned')).toBe(once);
      }),
    );
  });
});
