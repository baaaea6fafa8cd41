import { putInBy, withPutIn } from '../../domain/rota.ts';
import { rotasChanged } from '../rotas/rotasChanged.ts';
import { rotasNow } from '../rotas/rotasNow.ts';
import type { DeskDueAct } from './deskDue.ts';
import { planForecast } from './forecast.ts';

/** What a new version of the desk changes beyond itself: who is on call when, and where nobody is. */
export const newVersion: DeskDueAct = async (deps, tx, due) => {
  const { version, before } = due.data as { version: number; before: number | null };
  // What is told of it is answered by the same version.
  deps.policies.changed();
  const putIn = putInBy((await rotasNow(deps, tx)).live);
  const policyAt = async (number: number) => withPutIn(await deps.policies.at(number), putIn);
  const after = await policyAt(version);
  const at = deps.now();
  const replaced = before === null ? null : await policyAt(before);
  await rotasChanged(tx, { before: replaced, after, cause: `version/${version}`, at });
  await planForecast(tx, after, at);
};
