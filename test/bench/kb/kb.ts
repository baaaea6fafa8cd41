import { machine } from '../figure.ts';
import { abstain } from './abstention.ts';
import type { Asked, Corpus } from './data.ts';
import { halves, readTickets, splitQuestions } from './data.ts';
import type { Figure } from './figure.ts';
import { type Ground, readGround } from './ground.ts';
import { measureLatency } from './latency.ts';
import { indexOf, type Judged, judge, type Ranking, rankingOf } from './measure.ts';
import { measurePassages } from './passages.ts';
import { peers } from './peers.ts';

const SEEDS = [1, 2, 3, 4, 5];
const placesOf = (judged: readonly Judged[]): number[] => judged.map(({ place }) => place);

type Ranked = Figure & { readonly value: Ranking };

async function rankPeers(corpus: Corpus, language: 'en' | 'zh'): Promise<Ranked[]> {
  const figures: Ranked[] = [];
  for (const peer of peers.filter(({ languages }) => languages.includes(language))) {
    const { rank, close } = await peer.load(corpus.articles);
    const places: number[] = [];
    for (const { query, article } of corpus.questions)
      places.push(1 + (await rank(query)).indexOf(article ?? ''));
    await close();
    figures.push({
      name: `${language}: ${peer.name}`,
      definition: 'a peer, on the same questions and articles',
      value: rankingOf(places),
    });
  }
  return figures;
}

function bestOf(peers: readonly Ranked[]): string {
  const [best] = [...peers].sort((a, b) => b.value.mrr - a.value.mrr);
  return best ? `; the best peer, ${best.name}: MRR ${best.value.mrr.toFixed(3)}` : '';
}

/** Beside the best of the peers, which were asked the same. */
function rankOurs(
  { english, chinese, fittedOn }: Ground,
  peersOf: Readonly<Record<'en' | 'zh', readonly Ranked[]>>,
): Figure[] {
  const unseen = (question: Asked): boolean => !fittedOn(question);
  const en = indexOf(english.articles);
  const zh = indexOf(chinese.articles);
  const figure = (name: string, definition: string, judged: readonly Judged[], aim?: string): Figure => ({
    name,
    definition,
    value: { ...rankingOf(placesOf(judged)) },
    ...(aim ? { aim } : {}),
  });
  return [
    figure(
      'en: Firstline',
      `title and body only, all questions${bestOf(peersOf.en)}`,
      judge(en, english.questions),
      'MRR > .86, hit@3 > .93',
    ),
    figure(
      'en: Firstline, unseen half',
      'only questions whose articles nothing was fitted on',
      judge(en, english.questions.filter(unseen)),
    ),
    figure(
      'zh: Firstline',
      `title and body only, all questions${bestOf(peersOf.zh)}`,
      judge(zh, chinese.questions),
      'MRR > .98',
    ),
  ];
}

function rankLearned({ english, fittedOn }: Ground): Figure[] {
  const runs = SEEDS.map((seed) => {
    const { confirmed, asked } = splitQuestions(english.questions, seed);
    const heardOf = new Set(halves(english.articles, seed)[0].map(({ articleId }) => articleId));
    const isHeard = ({ article = '' }: Asked): boolean => heardOf.has(article);
    const partly = indexOf(english.articles, confirmed.filter(isHeard));
    const mrrOf = (some: readonly Asked[]): number => rankingOf(placesOf(judge(partly, some))).mrr;
    const index = indexOf(english.articles, confirmed);
    const unseen = asked.filter((question) => !fittedOn(question));
    return {
      all: rankingOf(placesOf(judge(index, asked))),
      unseen: rankingOf(placesOf(judge(index, unseen))),
      heard: mrrOf(asked.filter(isHeard)),
      unheard: mrrOf(asked.filter((question) => !isHeard(question))),
    };
  });
  const spread = (values: readonly number[]) => ({
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    lowest: Math.min(...values),
    highest: Math.max(...values),
  });
  return [
    {
      name: 'en: MRR after feedback',
      definition: 'half of the questions of each article confirmed, the other half asked; 5 seeds',
      value: spread(runs.map(({ all }) => all.mrr)),
      aim: '> .95',
    },
    {
      name: 'en: hit@3 after feedback',
      definition: 'the same runs',
      value: spread(runs.map(({ all }) => all.hit3)),
    },
    {
      name: 'en: MRR after feedback, unseen half',
      definition: 'the same runs, only questions whose articles nothing was fitted on',
      value: spread(runs.map(({ unseen }) => unseen.mrr)),
    },
    {
      name: 'en: MRR of the articles with feedback, when only half of the articles have any',
      definition: 'the same, but questions are confirmed of one half of the articles only',
      value: spread(runs.map(({ heard }) => heard)),
    },
    {
      name: 'en: MRR of the articles without feedback, when the other half has some',
      definition: 'the same runs',
      value: spread(runs.map(({ unheard }) => unheard)),
    },
  ];
}

const show = (value: Figure['value']): string =>
  typeof value === 'number'
    ? value.toFixed(3)
    : Object.entries(value)
        .map(([name, part]) => `${name} ${part >= 100 ? Math.round(part) : part.toFixed(3)}`)
        .join('  ');

/** Measures the knowledge search and its peers on `dataDir`; prints a table, or with `json` one object. */
export async function benchKb({ dataDir, json }: { dataDir: string; json: boolean }): Promise<void> {
  const on = machine();
  const ground = readGround(dataDir);
  const latency: Figure = {
    name: 'latency, load and memory',
    definition:
      'milliseconds an asker waits, 4 searches at once through the thread; resident memory over before',
    // First, while this process is small.
    value: { ...(await measureLatency(readTickets(dataDir))) },
    aim: 'p99 < 15 ms, load < 10 s, < 400 MB',
  };
  const peersOf = {
    en: await rankPeers(ground.english, 'en'),
    zh: await rankPeers(ground.chinese, 'zh'),
  };
  const figures = [
    ...rankOurs(ground, peersOf),
    ...peersOf.en,
    ...peersOf.zh,
    ...rankLearned(ground),
    ...abstain(ground),
    {
      name: 'passage',
      definition:
        'of 100 questions of ours to the sample desk: the shown passage of the first hit (of one of the first three) holds words of the answer, named beforehand; cut by rules that were made with these questions',
      value: await measurePassages(),
    },
    latency,
  ];
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine: on, kb: figures }, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${on.cpus} CPUs (${on.model}), Node ${on.node}, load ${on.loadBefore} before\n\n`);
  for (const { name, definition, value, aim } of figures)
    process.stdout.write(`${name}\n  ${show(value)}${aim ? `\n  aim: ${aim}` : ''}\n  ${definition}\n`);
}
