const TOKEN = /<([^<>|\n]+)(?:\|([^<>\n]*))?>/g;

/** Accounts that a text in Slack's markup mentions, each once. */
export function mentioned(source: string): readonly string[] {
  const found = [...source.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(found)];
}

/**
 * Slack's markup as the text that its writer sees: the desk's own mention left out, others as `@name`, channels as
 * `#name`, links as their label and address, entities decoded.
 */
export function toText(source: string, self: string | null, names: ReadonlyMap<string, string>): string {
  const withoutSelf =
    self === null ? source : source.replace(new RegExp(`<@${self}(\\|[^>]*)?>[ \\t]*`, 'g'), '');
  const text = withoutSelf.replace(TOKEN, (token: string, target: string, label: string | undefined) => {
    const name = label === undefined || label === '' ? null : label;
    if (target.startsWith('@')) {
      const account = target.slice(1);
      return `@${names.get(account) ?? name ?? account}`;
    }
    if (target.startsWith('#')) return `#${name ?? target.slice(1)}`;
    if (target.startsWith('!')) return broadcast(target.slice(1), name);
    return /^(https?|mailto|tel|ftp):/i.test(target) ? link(target, name) : token;
  });
  return decode(text).trim();
}

/** `<!channel>`, `<!subteam^S1|@it>`, `<!date^…|20 May>`. */
function broadcast(target: string, label: string | null): string {
  const [kind = target] = target.split('^');
  if (kind === 'date') return label ?? '';
  return label === null ? `@${kind}` : label.startsWith('@') ? label : `@${label}`;
}

function link(address: string, label: string | null): string {
  const bare = address.replace(/^(https?:\/\/|mailto:|tel:)/i, '');
  if (label === null) return address.startsWith('mailto:') ? bare : address;
  return label === address || label === bare || `${label}/` === bare ? label : `${label} (${address})`;
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
