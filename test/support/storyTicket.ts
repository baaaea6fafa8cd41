import type { Room, Shown, StoryDesk } from './chat.ts';

export interface StoryTicket {
  readonly number: string;
  /** The requester's card. */
  readonly mine: Shown;
  /** The agents' card, in the room of L1. */
  readonly card: Shown;
}

interface Wanted {
  readonly by?: string;
  readonly title?: string;
  readonly description?: string;
  readonly service?: 'vpn' | 'wifi' | 'laptop';
  readonly impact?: string;
  readonly urgency?: string;
}

/** Somebody without an open ticket opens one, as people do; P2 with the VPN by emma unless it says otherwise. */
export async function opensTicket(desk: StoryDesk, wanted: Wanted = {}): Promise<StoryTicket> {
  const {
    by = 'emma',
    title = 'My tunnel is broken',
    description = `${title}, since this morning`,
    service = 'vpn',
    impact = 'high',
    urgency = 'medium',
  } = wanted;
  const room: Room = service === 'laptop' ? 'workplace' : 'network';
  const requester = desk.who(by);
  await requester.says('zebra crossing paint');
  const nothing = await requester.reads(/nothing that fits/);
  const form = await requester.opens('Open a ticket', nothing);
  await form.submit({ title, description, service, impact, urgency });
  const said = await requester.reads(/(INC|REQ)-\d+ is open/);
  const number = /(INC|REQ)-\d+/.exec(said.text)?.[0] ?? '';
  const mine = await requester.reads(new RegExp(`^${number} .*\\nStatus: open`));
  const card = await desk.posts(room, new RegExp(`^${number} `));
  return { number, mine, card };
}
