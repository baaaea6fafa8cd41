import type { Ticket } from '../../domain/ticket.ts';
import type { Button } from '../view.ts';
import type { AllWords } from '../words/words.ts';
import type { Side } from './context.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** What one side can do with a ticket in its present state; at most six, the most that Teams lets a card have. */
export function ticketButtons(ticket: Ticket, side: Side, words: AllWords): readonly Button[] {
  const { buttons } = words;
  const args = { ticket: ticket.number };
  const now = (verb: 'claim' | 'resume' | 'confirm' | 'close', style?: Button['style']): Button => ({
    label: buttons[verb],
    verb,
    args,
    ...(style ? { style } : {}),
  });
  const withForm = (
    verb:
      | 'assign'
      | 'reply'
      | 'note'
      | 'hold'
      | 'escalate'
      | 'resolve'
      | 'reopen'
      | 'cancel'
      | 'knownError'
      | 'retract',
    style?: Button['style'],
  ): Button => ({ label: buttons[verb], verb, args, opensForm: true, ...(style ? { style } : {}) });

  if (side === 'requester') {
    switch (ticket.status) {
      case 'open':
      case 'onHold':
        return [withForm('reply', 'primary'), withForm('cancel')];
      case 'resolved':
        return [now('confirm', 'primary'), withForm('reopen')];
      case 'closed':
        return ticket.rating === null ? ratingButtons(ticket.number) : [];
      default:
        return [];
    }
  }
  const higher = ticket.tier === 'L3' ? [] : [withForm('escalate')];
  // There is room for it where causes are found: at L3, and on hold for a supplier or a change.
  const known = withForm(ticket.knownError ? 'retract' : 'knownError');
  const atL3 = ticket.tier === 'L3' ? [known] : [];
  switch (ticket.status) {
    case 'open':
      return ticket.assignee === null
        ? [
            now('claim', 'primary'),
            withForm('reply'),
            withForm('note'),
            withForm('hold'),
            ...higher,
            withForm('resolve'),
            ...atL3,
          ]
        : [
            withForm('resolve', 'primary'),
            withForm('reply'),
            withForm('note'),
            withForm('hold'),
            ...higher,
            withForm('assign'),
            ...atL3,
          ];
    case 'onHold':
      return [
        now('resume', 'primary'),
        withForm('reply'),
        withForm('note'),
        ...higher,
        withForm('resolve'),
        known,
      ];
    case 'resolved':
      return [withForm('note'), withForm('reopen'), now('close'), makeArticle(ticket, words)];
    case 'closed':
      return ticket.resolution === null ? [] : [makeArticle(ticket, words)];
    default:
      return [];
  }
}

function makeArticle(ticket: Ticket, words: AllWords): Button {
  return {
    label: words.buttons.makeArticle,
    verb: 'makeArticle',
    args: { ticket: ticket.number },
    opensForm: true,
  };
}

/** One button for each score; each opens the form for a comment. */
export function ratingButtons(number: string): readonly Button[] {
  return SCORES.map((score) => ({
    label: String(score),
    verb: 'rate',
    args: { ticket: number, score: String(score) },
    opensForm: true,
  }));
}
