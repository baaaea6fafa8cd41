/** What the promise gives, its error, or 'late'. A promise that is late may still be awaited by others. */
export async function within<Result>(
  milliseconds: number,
  promise: Promise<Result>,
): Promise<Result | Error | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  const settled = promise.catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
