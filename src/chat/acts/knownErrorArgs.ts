import type { Args } from './work.ts';

const CAUSE = /^(?:cause|root cause|原因|根本原因)\s*[:\uFF1A]\s*/i;

/**
 * What was given to `knownerror`. The form has a field for each; what is typed is the workaround, or the cause when it
 * says so: `knownerror INC-1 cause: the new firmware`.
 */
export function knownErrorArgs(args: Args): Args {
  const text = args.text?.trim() ?? '';
  if (args.cause !== undefined || !CAUSE.test(text)) return args;
  return { ...args, text: '', cause: text.replace(CAUSE, '') };
}
