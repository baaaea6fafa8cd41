import { ChannelError } from '../chat/channel.ts';
import { calling, slackClient } from './client.ts';
import { identitySource } from './identity.ts';
import type { Log, SlackSettings } from './settings.ts';

/** What `firstline doctor` asks Slack. */
export function slackProbe(settings: SlackSettings, log: Log) {
  const client = slackClient(settings, log);
  return {
    /** Whose the token is, and what it may do. Rejects with a ChannelError. */
    identity: () => identitySource(client).ask(),
    /** A channel by its id; null when the bot cannot see such a channel. */
    async channel(id: string): Promise<{ name: string; isMember: boolean } | null> {
      try {
        const { channel } = await calling(client.conversations.info({ channel: id }));
        return { name: channel?.name ?? id, isMember: channel?.is_member ?? false };
      } catch (error) {
        if (error instanceof ChannelError && (error.code === 'gone' || error.code === 'forbidden'))
          return null;
        throw error;
      }
    },
  };
}
