import type { Button, View } from '../../src/chat/view.ts';
import type { ViewContext } from '../../src/chat/views/context.ts';
import type { TicketCardData } from '../../src/chat/views/data.ts';
import { wordsFor } from '../../src/chat/words/words.ts';
import type { Language } from '../../src/domain/desk.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

/** Monday, in Berlin 14:30. */
export const NOW = Date.UTC(2026, 0, 12, 13, 30);
const HOUR = 3_600_000;

const NAMES: Record<string, string> = { ana: 'Ana Silva', ben: 'Ben Ode', li: '李雷' };

export function context(language: Language): ViewContext {
  return {
    language,
    timeZone: 'Europe/Berlin',
    now: NOW,
    words: wordsFor(language),
    mention: (id) => ({ name: NAMES[id] ?? id, externalId: id in NAMES ? `U-${id}` : null }),
    articleUrl: (id) => (id === 'nowhere' ? null : `https://desk.example/kb/${id}`),
    fileUrl: ({ id, name }) => `https://desk.example/files/${id}/${name}`,
    serviceName: (key) => (key === 'vpn' ? 'VPN' : key),
    teamName: (key) => (key === 'network' ? 'Network' : key),
  };
}

const base = {
  id: 't1',
  number: 'INC-1042',
  kind: 'incident',
  title: 'VPN drops every hour',
  description: 'b1',
  service: 'vpn',
  team: 'network',
  tier: 'L1',
  highestTier: 'L1',
  impact: 'low',
  urgency: 'high',
  priority: 'P2',
  requester: 'li',
  openedBy: 'li',
  assignee: null,
  watchers: [],
  tags: [],
  links: [],
  visibility: 'normal',
  promise: { deskVersion: 1, agreement: 'standard' },
  retargetedAt: null,
  openedAt: NOW - HOUR,
  firstRespondedAt: null,
  holds: [],
  resolvedSpans: [],
  waits: [],
  handOvers: [],
  priorityChanges: [],
  fired: [],
  escalation: null,
  reopenCount: 0,
  rating: null,
  lastProgressAt: NOW - HOUR,
  version: 1,
} as const;

type Changes = Partial<Pick<Ticket, 'assignee' | 'tier' | 'rating' | 'priority' | 'number' | 'title'>>;

export const openTicket = (changes: Changes = {}): Ticket => ({ ...base, ...changes, status: 'open' });
export const onHoldTicket = (changes: Changes = {}): Ticket => ({
  ...base,
  ...changes,
  status: 'onHold',
  hold: { reason: 'supplier', since: NOW },
});
export const resolvedTicket = (changes: Changes = {}): Ticket => ({
  ...base,
  ...changes,
  status: 'resolved',
  resolution: 'b2',
  resolvedAt: NOW,
  resolvedBy: 'ana',
});
export const closedTicket = (changes: Changes = {}): Ticket => ({
  ...base,
  ...changes,
  status: 'closed',
  closedAt: NOW,
  resolution: 'b2',
});
export const cancelledTicket = (): Ticket => ({ ...base, status: 'cancelled', cancelledAt: NOW });
export const mergedTicket = (): Ticket => ({ ...base, status: 'merged', into: 'INC-1040', mergedAt: NOW });

export function cardOf(ticket: Ticket, changes: Partial<TicketCardData> = {}): TicketCardData {
  return {
    ticket,
    description: 'Since this morning, from home.',
    resolution: ticket.status === 'resolved' || ticket.status === 'closed' ? 'Updated the client.' : null,
    clocks: [
      {
        name: 'firstResponse',
        due: NOW + HOUR,
        state: 'running',
        stoppedAt: null,
        remaining: 3600,
        overBy: 0,
      },
      {
        name: 'resolution',
        due: NOW + 24 * HOUR,
        state: 'running',
        stoppedAt: null,
        remaining: 28_800,
        overBy: 0,
      },
    ],
    files: [],
    resolutionFiles: [],
    knownError: null,
    mention: [],
    mentionToReply: false,
    ...changes,
  };
}

export function buttonsOf(view: View): readonly Button[] {
  return view.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
}

export const verbsOf = (view: View): readonly string[] => buttonsOf(view).map((button) => button.verb);

/** Everything a view shows, as one text; mentions as `@name`. */
export const textOf = (view: View): string => JSON.stringify(view.blocks);
