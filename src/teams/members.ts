import type { ChatPerson } from '../chat/request.ts';
import type { TeamsActivity } from './activity.ts';
import type { BotService, RosterMember } from './adapter.ts';
import { within } from './within.ts';

/** A person's roster entry is asked for again after this. */
const KEEP_MS = 60 * 60_000;
/** So long a request waits for the roster; a dialog has to be answered in 5 s. */
const WAIT_MS = 1_500;
const KEEP_PEOPLE = 5_000;

export interface People {
  /** Who did it; without an e-mail address when the roster cannot be read now. */
  of(activity: TeamsActivity): Promise<ChatPerson>;
}

function kindOf(activity: TeamsActivity, member: RosterMember | null): ChatPerson['kind'] {
  if (activity.from.role === 'bot' || activity.from.id.startsWith('28:')) return 'bot';
  const foreign =
    member?.tenant !== null && member?.tenant !== undefined && member.tenant !== activity.tenant;
  const external = foreign || member?.principalName?.includes('#EXT#') || member?.role === 'anonymous';
  return external || member?.role === 'guest' ? 'guest' : 'member';
}

/** People of Teams with the e-mail address of the roster, kept for an hour. */
export function people(service: BotService): People {
  const kept = new Map<string, { member: RosterMember; until: number }>();

  async function find(activity: TeamsActivity): Promise<RosterMember | null> {
    const key = `${activity.tenant} ${activity.from.id}`;
    const known = kept.get(key);
    if (known && Date.now() < known.until) return known.member;
    const conversation = activity.team?.id ?? activity.conversation;
    const asked = service
      .member({ serviceUrl: activity.serviceUrl, conversation }, activity.from.id)
      .then((member) => {
        if (kept.size >= KEEP_PEOPLE) kept.clear();
        kept.set(key, { member, until: Date.now() + KEEP_MS });
        return member;
      })
      .catch(() => known?.member ?? null);
    return within(asked, WAIT_MS, known?.member ?? null);
  }

  return {
    async of(activity) {
      const bot = kindOf(activity, null) === 'bot';
      const member = bot ? null : await find(activity);
      return {
        externalId: activity.from.id,
        name: member?.name || activity.from.name,
        email: member?.email ?? null,
        language: activity.language,
        kind: kindOf(activity, member),
      };
    },
  };
}
