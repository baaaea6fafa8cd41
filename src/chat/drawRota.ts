import type { ChangeNews, RotaNews } from '../domain/noticeTypes.ts';
import { momentText, nextHandOver, onCall, type RotaChange, tiersOfRota } from '../domain/rota.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { ChatDeps } from './deps.ts';
import type { Drawn, Said } from './drawn.ts';
import type { View } from './view.ts';
import { viewContext } from './viewContext.ts';
import { changeNews, gapNews, handOverNews } from './views/rotaNews.ts';

/** So many tickets that wait for an acknowledgement are listed at a hand-over. */
const WAITING_SHOWN = 20;

/** Draws news of a rota as it is now: a swap with what became of it, a hand-over with what waits now. */
export async function drawRotaNews(deps: ChatDeps, said: Said): Promise<Drawn> {
  const { news, mention } = said.data;
  const [reader] = mention;
  if (!news || reader === undefined) return { superseded: 'nothing to say' };
  switch (news.type) {
    case 'handOver':
      return drawHandOver(deps, said, news, reader);
    case 'forecast':
    case 'opened':
      return drawGaps(deps, said, news);
    default:
      return drawChange(deps, said, news, reader);
  }
}

type GapNews = Extract<RotaNews, { type: 'forecast' | 'opened' }>;
type HandOverNews = Extract<RotaNews, { type: 'handOver' }>;

async function drawChange(
  deps: ChatDeps,
  said: Said,
  { type, change: id }: ChangeNews,
  reader: PersonId,
): Promise<Drawn> {
  const change = await deps.store.reads.rotaChange(id);
  if (!change) return { superseded: 'its change is gone' };
  const moot = type === 'proposed' && change.state !== 'proposed' && !said.stands;
  if (moot) return { superseded: `it is ${change.state}` };
  const w = await contextOf(deps, said, [reader, ...peopleOf(change)]);
  return drawn(changeNews(type, change, reader, w), change.version);
}

const peopleOf = ({ proposedBy, counterpart, withdrawn }: RotaChange): PersonId[] =>
  withdrawn ? [proposedBy, counterpart, withdrawn.by] : [proposedBy, counterpart];

async function drawGaps(deps: ChatDeps, said: Said, { type, gaps }: GapNews): Promise<Drawn> {
  const { rotas } = await deps.policies.current();
  const [gap] = gaps;
  const rota = gap && rotas[gap.rota];
  if (!gap || !rota) return { superseded: 'the rota is gone' };
  const first = { rota: rota.key, from: momentText(rota, gap.from), to: momentText(rota, gap.to) };
  const view = gapNews(type, { gaps, first }, await contextOf(deps, said, []));
  return drawn(view, 0);
}

async function drawHandOver(
  deps: ChatDeps,
  said: Said,
  { rota: key, at, from, to }: HandOverNews,
  reader: PersonId,
): Promise<Drawn> {
  const policy = await deps.policies.current();
  const rota = policy.rotas[key];
  if (!rota || onCall(rota, at) !== to) return { superseded: 'the rota has changed since' };
  const waiting = await deps.store.reads.unacknowledged(tiersOfRota(key, policy), WAITING_SHOWN);
  const w = await contextOf(deps, said, [reader, ...[from, to].filter((person) => person !== null)]);
  const until = nextHandOver(rota, at)?.at ?? null;
  const view = handOverNews({ rota: key, from, to, until, waiting }, reader, w);
  return drawn(view, 0);
}

const drawn = (view: View, version: number): Drawn => ({
  view,
  version,
  unfinished: false,
  opensThread: null,
});

function contextOf(deps: ChatDeps, { workspaceId, data }: Said, people: readonly PersonId[]) {
  return viewContext(deps, { workspaceId, language: data.language, people });
}
