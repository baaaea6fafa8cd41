import type { ArticleRejection, ArticleVersionRecord } from '../../app/ports.ts';
import { type Article, contentOf, type LivingArticle, stateOf } from '../../domain/knowledge.ts';
import type { TakenOut } from '../../domain/redact.ts';
import type { PersonId } from '../../domain/ticket.ts';
import type { Block, Button, Inline, View } from '../view.ts';
import { articleChanges } from './articleChanges.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, excerpt, fact, instant, quoteBlock, textBlock } from './pieces.ts';

export interface ArticleCardData {
  readonly article: LivingArticle;
  /** Its newest text, with whole addresses. */
  readonly text: string;
  readonly owner: PersonId | null;
  /** Where it can be read; null before it is published, or if it is for agents. */
  readonly url: string | null;
  readonly feedback: { readonly confirmed: number; readonly refused: number; readonly shown: number };
  readonly translations: readonly Article[];
  readonly taken: readonly TakenOut[];
  /** Why the version that is being written was sent back last; null if it was not. */
  readonly sentBack: ArticleRejection | null;
  /** What the reader may do with it. */
  readonly may: {
    readonly publish: boolean;
    readonly confirm: boolean;
    readonly retire: boolean;
  };
}

/** Characters of the text that a card shows; the whole of it stands on its page and in the form. */
const SHOWN = 2_500;

/** An article with where it stands, what is new in it, and what the reader can do. */
export function articleCard(data: ArticleCardData, w: ViewContext): View {
  const { article } = data;
  const { words } = w;
  const content = article.working?.content ?? contentOf(article);
  const state = words.names.articleState[stateOf(article)];
  return {
    fallback: `${content.title}: ${state}`,
    tone: stateOf(article) === 'published' && !article.working ? 'good' : 'normal',
    blocks: [
      { type: 'heading', text: content.title },
      facts(data, w),
      ...(data.sentBack ? rejectionBlocks(data.sentBack, w) : []),
      ...takenBlocks(data.taken, w),
      ...changeBlocks(article, w),
      { type: 'divider' },
      { type: 'markdown', source: excerpt(data.text, SHOWN) },
      ...(data.url === null ? [] : [contextBlock({ link: data.url, text: words.cards.readWhole })]),
      ...buttonBlock(articleButtons(data, w)),
    ],
  };
}

/** The same for whoever is to review it, with who asks, or for its author when it was sent back. */
export function articleReview(data: ArticleCardData, reader: PersonId, w: ViewContext): View {
  const card = articleCard(data, w);
  const { working } = data.article;
  const { articles } = w.words;
  if (!working || (working.state === 'draft' && working.by !== reader)) return card;
  const { title } = working.content;
  const author = working.by === null ? articles.import : w.mention(working.by).name;
  const sentence =
    working.state === 'draft' ? articles.sentBack({ title }) : articles.reviewAsk({ author, title });
  return { ...card, fallback: sentence, blocks: [textBlock(sentence), ...card.blocks] };
}

function facts({ article, owner, feedback, translations }: ArticleCardData, w: ViewContext): Block {
  const { articles, names } = w.words;
  const { audience, language, reviewBy } = article.working?.content ?? contentOf(article);
  const { published, working } = article;
  const whom = audience === 'everyone' || audience === 'agents' ? names.audience[audience] : null;
  const state = names.articleState[stateOf(article)];
  const beside =
    published && working
      ? [` (${articles.waiting({ state: articles.versionState[working.state], version: working.version })})`]
      : [];
  return {
    type: 'facts',
    items: [
      fact(articles.state, state, ...beside),
      fact(articles.audience, whom ?? w.teamName(audience.slice('team:'.length))),
      fact(articles.language, names.language[language]),
      fact(articles.owner, owner === null ? names.nobody : w.mention(owner).name),
      ...(reviewBy === null ? [] : [fact(articles.reviewBy, reviewBy)]),
      fact(articles.version, String((working ?? published)?.version ?? 1)),
      ...(published ? [fact(articles.feedback, articles.feedbackCount(feedback))] : []),
      ...(translations.length > 0
        ? [fact(articles.translations, translations.map(({ title }) => title).join(' / '))]
        : []),
    ],
  };
}

function rejectionBlocks({ by, at, reason }: ArticleRejection, w: ViewContext): readonly Block[] {
  const { articles, names } = w.words;
  const name = by === null ? names.desk : w.mention(by).name;
  return [
    textBlock({ bold: articles.sentBackBy({ by: name, at: instant(at, w) }) }),
    ...(reason === '' ? [] : [quoteBlock(reason)]),
  ];
}

/** What was taken out of a ticket, so that whoever reviews the article can see whether too much or too little was. */
export function takenBlocks(taken: readonly TakenOut[], w: Pick<ViewContext, 'words'>): readonly Block[] {
  if (taken.length === 0) return [];
  const { articles } = w.words;
  const items = taken.map(({ kind, what }): readonly Inline[] => [
    `${articles.takenKind[kind]}: `,
    kind === 'secret' ? articles.secretLength({ length: what }) : { code: what },
  ]);
  return [textBlock({ bold: articles.taken }), { type: 'list', items }];
}

function changeBlocks({ published, working }: LivingArticle, w: ViewContext): readonly Block[] {
  if (!published || !working) return [];
  const changes = articleChanges(published.content.body, working.content.body, w);
  if (changes.length === 0) return [];
  return [textBlock({ bold: w.words.articles.changes({ version: published.version }) }), ...changes];
}

function articleButtons({ article, may }: ArticleCardData, w: ViewContext): readonly Button[] {
  const { articles } = w.words;
  const { published, working, retired } = article;
  const version = String(working?.version ?? published?.version ?? 1);
  const args = { article: article.id, version };
  const edit: Button = {
    label: articles.edit,
    verb: 'editArticle',
    args: { article: article.id },
    opensForm: true,
  };
  const publish: Button = { label: articles.publish, verb: 'publishArticle', args, style: 'primary' };
  const reject: Button = {
    label: articles.reject,
    verb: 'rejectArticle',
    args,
    style: 'danger',
    opensForm: true,
  };
  const retire: Button = { label: articles.retire, verb: 'retireArticle', args };
  const confirm: Button = { label: articles.stillRight, verb: 'confirmArticle', args };
  const versions: Button = { label: articles.versions, verb: 'articleVersions', args };
  return [
    ...(working && may.publish ? [publish] : []),
    edit,
    ...(working?.state === 'review' && may.publish ? [reject] : []),
    ...(published && !working && !retired && may.confirm ? [confirm] : []),
    ...(published && !working && !retired && may.retire ? [retire] : []),
    ...((working ?? published) && version !== '1' ? [versions] : []),
  ];
}

/** How many versions are listed; older ones are kept and not shown. */
const LISTED = 8;

/** Who wrote which version when, each with why it was sent back and what it changed. */
export function articleHistory(
  title: string,
  versions: readonly ArticleVersionRecord[],
  w: ViewContext,
): View {
  const { articles } = w.words;
  const heading = articles.history({ title });
  return {
    fallback: heading,
    blocks: [
      { type: 'heading', text: heading },
      ...versions.slice(0, LISTED).flatMap((each, index): readonly Block[] => {
        const by = each.by === null ? articles.import : w.mention(each.by).name;
        const facts = {
          version: each.version,
          by,
          at: instant(each.at, w),
          state: articles.versionState[each.state],
        };
        const before = versions[index + 1];
        return [
          textBlock({ bold: articles.historyLine(facts) }),
          ...each.rejections.flatMap((rejection) => rejectionBlocks(rejection, w)),
          ...(before ? articleChanges(before.content.body, each.content.body, w) : []),
        ];
      }),
    ],
  };
}
