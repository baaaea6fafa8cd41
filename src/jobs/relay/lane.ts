const TICK_MS = 250;
/** Between two looks, however much is recorded meanwhile; and of the time they take at most a fifth. */
const GAP_MS = 25;
const GAP_FACTOR = 4;

/** Keeps up to `atOnce` pieces of work under way, taking more whenever one ends, on a nudge, and at each tick. */
export function startLane(
  atOnce: number,
  take: (free: number) => Promise<(() => Promise<void>)[]>,
  onFault: (error: unknown) => void,
) {
  let stopped = false;
  let underWay = 0;
  let looking: Promise<void> | null = null;
  let again = false;
  let nextLook: NodeJS.Timeout | undefined;
  const ended: (() => void)[] = [];

  const look = async () => {
    const free = atOnce - underWay;
    if (stopped || free <= 0) return;
    const work = await take(free);
    for (const piece of work) {
      underWay++;
      void piece().finally(() => {
        underWay--;
        if (underWay === 0) for (const done of ended.splice(0)) done();
        nudge();
      });
    }
  };
  const nudge = () => {
    if (looking || nextLook) {
      again = true;
      return;
    }
    again = false;
    const began = performance.now();
    looking = look()
      .catch(onFault)
      .finally(() => {
        looking = null;
        if (stopped) return;
        const gap = Math.min(TICK_MS, Math.max(GAP_MS, GAP_FACTOR * (performance.now() - began)));
        nextLook = setTimeout(() => {
          nextLook = undefined;
          if (again) nudge();
        }, gap);
      });
  };
  const timer = setInterval(nudge, TICK_MS);
  nudge();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(nextLook);
      await looking;
      if (underWay > 0) await new Promise<void>((done) => ended.push(done));
    },
  };
}
