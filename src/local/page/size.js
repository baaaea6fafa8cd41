const step = 1024;

/** Bytes as people say them, as the desk does on its cards: `980 B`, `12 KB`, `3.4 MB`. */
export function bytes(count) {
  if (count < step) return `${count} B`;
  const [amount, unit] = count < step ** 2 ? [count / step, 'KB'] : [count / step ** 2, 'MB'];
  return `${amount < 10 ? amount.toFixed(1).replace(/\.0$/, '') : Math.round(amount)} ${unit}`;
}
