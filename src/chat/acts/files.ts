import type { NewFile } from '../../app/ports.ts';
import { fileName } from '../../domain/files.ts';
import type { IncomingFile } from '../request.ts';
import type { Asker } from './asker.ts';

/** RFC 6838, 4.2: a type's name, without parameters. */
const MIME_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i;

/** The files of a message as they are recorded; what a platform says of them is not relied on. */
export function newFiles(asker: Asker, files: readonly IncomingFile[]): readonly NewFile[] {
  const { workspaceId } = asker.request;
  return files.map(({ name, mimeType, size, ...rest }) => ({
    ...rest,
    workspaceId,
    name: fileName(name),
    mimeType: mimeType !== null && MIME_TYPE.test(mimeType) ? mimeType.toLowerCase() : null,
    size: size !== null && Number.isSafeInteger(size) && size >= 0 ? size : null,
  }));
}
