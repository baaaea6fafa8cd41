import type { DeskPolicy, Supplier } from '../../domain/desk.ts';
import type { Args } from './work.ts';

/**
 * What was given to `hold`, with the supplier apart. Forms give `supplier:acme` as the reason; who types names the
 * supplier first, by key or name: `hold INC-1 supplier acme part ordered`.
 */
export function holdArgs(args: Args, policy: DeskPolicy): Args {
  const [reason = '', supplier] = (args.reason ?? '').split(':');
  if (supplier !== undefined) return { ...args, reason, supplier };
  const text = args.text?.trim() ?? '';
  if (reason !== 'supplier' || text === '') return args;
  for (const each of Object.values(policy.suppliers)) {
    for (const name of namesOf(each)) {
      const rest = text.slice(name.length);
      // A longer word that begins in the same way is no name.
      if (!text.toLowerCase().startsWith(name) || /^[\w-]/.test(rest)) continue;
      return { ...args, supplier: each.key, text: rest.replace(/^[\s.,:;\uFF0C\uFF1A\uFF1B\u3002]+/, '') };
    }
  }
  return args;
}

const namesOf = ({ key, name }: Supplier): readonly string[] =>
  [key, name.en, name.zh].map((each) => each.toLowerCase());
