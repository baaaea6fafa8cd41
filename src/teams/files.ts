import type { FileSource } from '../app/ports.ts';
import { ChannelError } from '../chat/channel.ts';
import { download } from '../chat/download.ts';
import type { BotService } from './adapter.ts';
import type { TeamsEndpoints } from './settings.ts';

/** OneDrive and SharePoint, where Teams keeps files: the public cloud's, the American governments', China's. */
const SHAREPOINT = /\.sharepoint(\.com|\.us|-mil\.us|\.cn)$/;

/**
 * With what an address of a file is asked: pictures within a message lie at the Bot Connector and need the desk's token,
 * which goes nowhere else; files lie in SharePoint, and their address holds the permission. Null for every other host.
 * Source: "Send and receive files through a bot" and "Receive and process inline images" of the Teams documentation.
 */
export async function fileHeaders(
  { authorization }: Pick<BotService, 'authorization'>,
  endpoints: TeamsEndpoints,
  { protocol, hostname, origin }: URL,
): Promise<Readonly<Record<string, string>> | null> {
  if (origin === new URL(endpoints.service).origin) {
    const token = await authorization();
    return token === null ? {} : { authorization: token };
  }
  return protocol === 'https:' && SHAREPOINT.test(hostname) ? {} : null;
}

/** Fetches what people attach in Teams. */
export function teamsFiles(service: BotService, endpoints: TeamsEndpoints): FileSource {
  return {
    async download({ downloadUrl }, limits) {
      if (downloadUrl === null) throw new ChannelError('forbidden', 'Teams tells no address of the file');
      const headersFor = (url: URL) => fileHeaders(service, endpoints, url);
      const found = await download(downloadUrl, { ...limits, headersFor });
      return found === 'tooLarge' ? found : found.bytes;
    },
  };
}
