import { describe, expect, it } from 'vitest';
import { explanation } from '../../src/chat/views/explanation.ts';
import { viewText } from '../../src/cli/viewText.ts';
import { explain } from '../../src/domain/explain.ts';
import { MINUTE, MONDAY_9, openTicket, story } from '../support/builders.ts';
import { agreed } from '../support/policies.ts';
import { context } from './viewSamples.ts';

const policy = agreed({ onPriorityChange: 'forward' });

function explained() {
  const s = story(openTicket(), policy);
  s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 10.0075);
  s.does('ana', { type: 'priority', priority: 'P1' }, 120);
  s.does('ana', { type: 'hold', reason: 'supplier', body: null, supplier: 'acme' }, 180);
  s.does('ana', { type: 'resume' }, 240);
  return explain(s.ticket(), policy, MONDAY_9 + 300 * MINUTE);
}

const shown = (language: 'en' | 'zh') =>
  viewText(explanation(explained(), policy.suppliers, context(language)));

describe('the explanation of a ticket', () => {
  it('says what was promised where, and all the time until each deadline', () => {
    const text = shown('en');
    expect(text).toContain('How the deadlines of INC-1042 come about');
    expect(text).toContain('Agreement "standard", version 1 of the desk.');
    expect(text).toContain('the first reply of an agent to the requester, or the resolution');
    expect(text).toContain('Stopped: Mon 23 Nov 09:10:00');
    expect(text).toContain(
      'Target: 4 h of working time for P1 (calendar office, Europe/Berlin): 2 h by the target of P2 (8 h), 3 h by the target of P1 (4 h)',
    );
    expect(text).toContain('Mon 23 Nov 09:00:00 – Mon 23 Nov 12:00:00: 3 h counts');
    expect(text).toContain('Mon 23 Nov 12:00:00 – Mon 23 Nov 13:00:00: 1 h waiting for a supplier');
    expect(text).toContain('Together 5 h that count.');
    expect(text).toContain('Supplier delivery (promised by acme)');
    expect(text).toContain('Due: Mon 23 Nov 15:00:00');
  });

  it('is told in Chinese too', () => {
    const text = shown('zh');
    expect(text).toContain('INC-1042 的时限是怎样得出的');
    expect(text).toContain('11月23日 周一 12:00:00 – 11月23日 周一 13:00:00: 1 小时 等待供应商');
    expect(text).toContain('供应商交付（由 acme 承诺）');
  });
});
