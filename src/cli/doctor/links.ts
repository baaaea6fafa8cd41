import type { Platform } from '../../domain/desk.ts';
import { type Check, ok, problem } from './finding.ts';

const THIS_MACHINE = /^(localhost|127\..*|\[::1\])$/;

/**
 * Whether links to articles and attachments open where they are read. The local chat is read on the desk's own
 * machine; in Slack and Teams an address of this machine would be that of whoever clicks.
 */
export function linksCheck({
  publicUrl,
  platforms,
}: {
  readonly publicUrl: string;
  readonly platforms: readonly Platform[];
}): Check {
  return {
    part: 'Links',
    async run() {
      const readElsewhere = platforms.some((platform) => platform !== 'local');
      if (!readElsewhere || !THIS_MACHINE.test(new URL(publicUrl).hostname))
        return [ok('Links', `they lead to ${publicUrl}`)];
      const mend =
        'Set PUBLIC_URL in .env to the address at which people reach this server, such as https://desk.example.com, and start again.';
      return [
        problem(
          'Links',
          `in messages they lead to ${publicUrl}, which opens for nobody but on this machine`,
          mend,
        ),
      ];
    },
  };
}
