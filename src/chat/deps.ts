import type { AppDeps, StoredFile } from '../app/ports.ts';
import type { Platform } from '../domain/desk.ts';
import type { Article } from '../domain/knowledge.ts';
import type { ThreadPart, WrittenMessage } from './edge.ts';

/** What the conversation needs besides the use cases. */
export interface ChatDeps extends AppDeps {
  /** What is typed before a command: `/ticket` in Slack, nothing in Teams. */
  commandName(platform: Platform): string;
  /** Where an article can be read whole; null if nowhere. */
  articleUrl(article: Pick<Article, 'slug' | 'audience'>): string | null;
  /** Where a picture is served that an article for everyone shows. */
  pictureUrl(id: string): string;
  /** Where the desk's copy of a file is opened by whoever reads on that platform. */
  fileUrl(file: Pick<StoredFile, 'id' | 'name'>, platform: Platform | null): string;
  /** Platform of a workspace of the desk. */
  platformOf(workspaceId: string): Promise<Platform | null>;
  /** As `Edge.threadMessages`; empty where they cannot be read now. */
  threadMessages(workspaceId: string, part: ThreadPart, limit: number): Promise<readonly WrittenMessage[]>;
  /** Whether a reply in a thread there reaches the desk without mentioning it. */
  hearsReplies(workspaceId: string, conversation: string): Promise<boolean>;
}
