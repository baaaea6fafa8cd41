import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export interface ArticlePage {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly language: string;
  /** The same in other languages. */
  readonly translations: readonly {
    readonly slug: string;
    readonly title: string;
    readonly language: string;
  }[];
}

/** An article as a page of its own. micromark lets no markup and no dangerous address of the article through. */
export function articlePage(article: ArticlePage): string {
  const title = escapeHtml(article.title);
  const body = micromark(article.body, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const translations = article.translations.map(
    ({ slug, title, language }) =>
      `<a lang="${langOf(language)}" href="/kb/${encodeURIComponent(slug)}">${escapeHtml(title)}</a>`,
  );
  return `<!doctype html>
<html lang="${langOf(article.language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
  h1 { line-height: 1.25; }
  pre, code { background: color-mix(in srgb, currentColor 8%, transparent); border-radius: 4px; padding: 0.1em 0.3em; }
  img { max-width: 100%; }
  table { border-collapse: collapse; } td, th { border: 1px solid; padding: 0.3em 0.6em; }
</style>
<main><h1>${title}</h1>
${translations.length > 0 ? `<nav>${translations.join(' · ')}</nav>\n` : ''}${body}
</main>
</html>
`;
}

const langOf = (language: string): string => (language === 'zh' ? 'zh-CN' : 'en');

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
