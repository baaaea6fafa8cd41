/**
 * Waits until the condition gives something (not null, undefined or false) and gives it back; fails after `within`
 * milliseconds with the last thing it said.
 */
export async function until<Found>(
  condition: () => Found | Promise<Found>,
  options: { within?: number; what?: string } = {},
): Promise<Exclude<Found, null | undefined | false>> {
  const within = options.within ?? 15_000;
  const deadline = Date.now() + within;
  for (;;) {
    const found = await condition();
    if (isFound(found)) return found;
    if (Date.now() > deadline)
      throw new Error(`${options.what ?? condition.toString()} did not come true in ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isFound<Found>(found: Found): found is Exclude<Found, null | undefined | false> {
  return found !== null && found !== undefined && found !== false;
}
