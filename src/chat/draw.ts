import type { StoredTicket } from '../app/ports.ts';
import type { NoticeKind } from '../domain/noticeTypes.ts';
import { supersededBy } from '../domain/stillHolds.ts';
import type { BodyId, Ticket, TicketEvent, TimelineEntry } from '../domain/ticket.ts';
import { cardData } from './cardData.ts';
import type { ChatDeps } from './deps.ts';
import { drawAssist } from './drawAssist.ts';
import { drawArticleReview, drawWeekly } from './drawKnowledge.ts';
import { knownErrorNewsOf, majorCardData, majorNewsOf } from './drawMajor.ts';
import type { Draw, Drawn, Said } from './drawn.ts';
import { drawRotaNews } from './drawRota.ts';
import { drawSuggestions } from './drawSuggestions.ts';
import { pageData } from './pageData.ts';
import { sideOf } from './sideOf.ts';
import type { Block, View } from './view.ts';
import { peopleOf, viewContext } from './viewContext.ts';
import { agreementReview } from './views/agreementReview.ts';
import { assignedToYou } from './views/assignedToYou.ts';
import type { Side } from './views/context.ts';
import { deskFault } from './views/deskFault.ts';
import { knownErrorNews } from './views/knownError.ts';
import { line } from './views/line.ts';
import { majorCard, majorNews } from './views/majorIncident.ts';
import { acknowledged, page, snoozed } from './views/page.ts';
import { ratingRequest, resolution } from './views/resolution.ts';
import { said as saidView } from './views/said.ts';
import { slaWarning } from './views/slaWarning.ts';
import { ticketCard } from './views/ticketCard.ts';

/** Draws what was recorded, from the newest state: at the moment it is sent, and again whenever it has changed. */
export function drawing(deps: ChatDeps): Draw {
  return async (said) => {
    if (said.kind === 'suggestions') return drawSuggestions(deps, said);
    if (said.kind === 'assist') return drawAssist(deps, said);
    if (said.kind === 'deskFault') return drawFault(deps, said);
    if (said.kind === 'agreementReview') return drawReview(deps, said);
    if (said.kind === 'rotaNews') return drawRotaNews(deps, said);
    if (said.kind === 'articleReview') return drawArticleReview(deps, said);
    if (said.kind === 'kbWeekly') return drawWeekly(deps, said);
    return drawTicket(deps, said, said.kind);
  };
}

async function drawTicket(deps: ChatDeps, said: Said, kind: NoticeKind): Promise<Drawn> {
  const { reads } = deps.store;
  const stored = said.ticketId ? await reads.ticketById(said.ticketId) : null;
  const timeline = said.ticketId ? await reads.timeline(said.ticketId) : [];
  const entry = timeline.find((each) => each.sequence === said.event);
  if (!stored || !entry) return { superseded: 'its ticket is gone' };
  const superseded = said.stands ? null : supersededBy(kind, entry.event, stored.ticket);
  if (superseded) return { superseded };
  const view = await ticketView(deps, said, kind, stored, entry);
  if (!view) return { superseded: 'nothing that this side is told' };
  const opensThread = kind === 'card' && (said.data.side === 'agents' || said.data.side === 'requester');
  return {
    view,
    version: stored.ticket.version,
    unfinished: view.blocks.some(isUnfinished),
    opensThread: opensThread ? (said.data.side === 'agents' ? 'agents' : 'requester') : null,
  };
}

const isUnfinished = (block: Block): boolean =>
  block.type === 'files' && block.files.some((file) => file.unfinished);

async function ticketView(
  deps: ChatDeps,
  said: Said,
  kind: NoticeKind,
  stored: StoredTicket,
  entry: TimelineEntry,
): Promise<View | null> {
  const { ticket } = stored;
  const { mention, language } = said.data;
  const { event } = entry;
  const side = await sideRead(deps, said, ticket);
  const people = [...peopleOf(ticket, entry), ...mention];
  const w = await viewContext(deps, { workspaceId: said.workspaceId, language, people });
  const card = (mentionToReply = false) => cardData(deps, stored, { mention, mentionToReply });
  switch (kind) {
    case 'card': {
      const heard = side === 'requester' || (await deps.hearsReplies(said.workspaceId, said.conversation));
      return ticketCard(await card(!heard), side, w);
    }
    case 'line': {
      const body = side === 'agents' || isForRequester(event) ? await bodyOf(deps, event) : null;
      const { text = null, files = [] } = body ?? {};
      return line({ number: ticket.number, entry, text, files, mention }, side, w);
    }
    case 'said': {
      const body = await bodyOf(deps, event);
      if (!body || entry.by === 'desk') return null;
      const internal = event.type === 'NoteAdded';
      if (internal && side === 'requester') return null;
      const { text, files } = body;
      return saidView({ number: ticket.number, author: entry.by.person, text, files, internal, mention }, w);
    }
    case 'assignedToYou':
      return assignedToYou(await card(), entry.by, w);
    case 'slaWarning':
      return event.type === 'SlaWarned' ? slaWarning(await card(), event.clock, w) : null;
    case 'page':
      return event.type === 'Escalated' ? page(pageData(await card(), event, said.maybeRepeat), w) : null;
    case 'acknowledged':
      if (event.type === 'Acknowledged') return acknowledged(ticket.number, event.by, w);
      if (event.type !== 'Snoozed') return null;
      return snoozed({ number: ticket.number, ...event, reason: (await bodyOf(deps, event))?.text ?? '' }, w);
    case 'resolution': {
      if (event.type !== 'Resolved' || entry.by === 'desk') return null;
      const { autoCloseAfter } = await deps.policies.current();
      return resolution(
        { card: await card(), by: entry.by.person, closesAt: entry.at + autoCloseAfter * 1000 },
        w,
      );
    }
    case 'majorCard':
      if (event.type !== 'MajorDeclared') return null;
      return majorCard(await majorCardData(deps, ticket, event), w);
    case 'majorNews': {
      const news = await majorNewsOf(deps, ticket, event);
      return news ? majorNews({ ticket, news, mention }, w) : null;
    }
    case 'knownErrorNews':
      return knownErrorNews({ ...ticket, news: await knownErrorNewsOf(deps, ticket, event) }, w);
    case 'ratingRequest':
      return ratingRequest(await card(), w);
    default:
      return kind satisfies never;
  }
}

/** In a message to one person, theirs; in a channel, that of those it is for. */
async function sideRead(deps: ChatDeps, { data, person }: Said, ticket: Ticket): Promise<Side> {
  if (data.side === 'person' && person !== null) return sideOf(person, ticket, await deps.policies.current());
  return data.side === 'requester' ? 'requester' : 'agents';
}

const FOR_REQUESTER: readonly TicketEvent['type'][] = ['Resolved', 'Reopened', 'Cancelled', 'PutOnHold'];

/** What is written for the requester; all else stays with the agents. */
const isForRequester = (event: TicketEvent): boolean => FOR_REQUESTER.includes(event.type);

async function bodyOf(deps: ChatDeps, event: TicketEvent) {
  const id = bodyIdOf(event);
  return id ? deps.store.reads.body(id) : null;
}

function bodyIdOf(event: TicketEvent): BodyId | null {
  if (event.type === 'KnownErrorRecorded') return event.workaround ?? event.cause;
  return 'body' in event ? event.body : event.type === 'Resolved' ? event.resolution : null;
}

async function drawReview(deps: ChatDeps, said: Said): Promise<Drawn> {
  const { review, language } = said.data;
  const { agreements } = await deps.policies.current();
  const agreement = agreements.find(({ key }) => key === review?.agreement);
  if (!review || !agreement || agreement.reviewOn !== review.on) return { superseded: 'reviewed since' };
  const w = await viewContext(deps, { workspaceId: said.workspaceId, language, people: [] });
  return { view: agreementReview(agreement, review.on, w), version: 0, unfinished: false, opensThread: null };
}

async function drawFault(deps: ChatDeps, said: Said): Promise<Drawn> {
  if (!said.data.fault) return { superseded: 'nothing to say' };
  const w = await viewContext(deps, {
    workspaceId: said.workspaceId,
    language: said.data.language,
    people: [],
  });
  return { view: deskFault(said.data.fault, w), version: 0, unfinished: false, opensThread: null };
}
