import type { FileSource } from '../app/ports.ts';
import { ChannelError } from '../chat/channel.ts';
import { download } from '../chat/download.ts';
import type { SlackSettings } from './settings.ts';

/** Where Slack keeps what people upload; the bot's token goes nowhere else. */
const FILE_HOSTS = ['files.slack.com', 'files.slack-gov.com'];

/** Fetches files by their `url_private_download`, with the bot's token (scope files:read). */
export function slackFiles({ botToken, apiUrl }: SlackSettings): FileSource {
  const isFileHost = ({ protocol, hostname, origin }: URL): boolean =>
    (protocol === 'https:' && FILE_HOSTS.includes(hostname)) ||
    (apiUrl !== null && origin === new URL(apiUrl).origin);
  return {
    async download({ downloadUrl, mimeType }, limits) {
      // Of what another organisation shares, or a free workspace hides, Slack tells no address.
      if (downloadUrl === null) throw new ChannelError('forbidden', 'Slack tells no address of the file');
      const headersFor = async (url: URL) =>
        isFileHost(url) ? { authorization: `Bearer ${botToken}` } : null;
      const found = await download(downloadUrl, { ...limits, headersFor });
      if (found === 'tooLarge') return found;
      // Who may not have a file is shown the page on which people sign in, as if all were well.
      const isPage = found.contentType.startsWith('text/html') && mimeType !== 'text/html';
      if (isPage) throw new ChannelError('forbidden', 'Slack shows its sign-in page in place of the file');
      return found.bytes;
    },
  };
}
