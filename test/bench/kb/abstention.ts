import type { KbIndex } from '../../../src/knowledge/index/engine.ts';
import type { Asked, Corpus } from './data.ts';
import { splitQuestions } from './data.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';
import { answersRight, anyFits, errorOf, indexOf, type Judged, judge, served, silent } from './measure.ts';

const AIM = { served: 0.95, silent: 0.85 };
const TAKEN_OUT = 200;

/** Questions to an index, answerable or not, and some whose own article was taken out before. */
interface Asking {
  readonly answerable: readonly Judged[];
  readonly nothing: readonly Judged[];
  readonly takenOut: readonly Judged[];
}

function askAll(
  index: KbIndex,
  { articles }: Corpus,
  asked: readonly Asked[],
  nothing: readonly Asked[],
): Asking {
  const documents = new Map(articles.map((document) => [document.articleId, document]));
  const takenOut = asked.slice(0, TAKEN_OUT).flatMap((question) => {
    const own = documents.get(question.article ?? '');
    if (!own) return [];
    index.remove(own.articleId);
    const judged = judge(index, [{ ...question, article: undefined }]);
    index.put(own);
    return judged;
  });
  return { answerable: judge(index, asked), nothing: judge(index, nothing), takenOut };
}

/** From which probability that anything fits an answer is given, so that just the aim is served. */
function thresholdOf({ answerable }: Asking): number {
  const fits = answerable.map((judged) => (judged.place >= 1 && judged.place <= 10 ? anyFits(judged) : 0));
  fits.sort((a, b) => a - b);
  return fits[Math.floor((1 - AIM.served) * fits.length)] ?? 0;
}

const share = (judged: readonly Judged[], test: (one: Judged) => boolean): number =>
  judged.filter(test).length / Math.max(1, judged.length);

function figuresOf(when: string, fittedOn: Asking, unseen: Asking): Figure[] {
  const threshold = thresholdOf(fittedOn);
  const speaks = (judged: Judged): boolean => anyFits(judged) >= threshold;
  return [
    {
      name: `abstention, ${when}`,
      definition:
        'answerable: tier answer or clarify with the right article in the first 10 (3); unanswerable: tier none; own article taken out: tier none, and tier answer, which is then wrong; unseen halves',
      value: {
        servedTop10: served(unseen.answerable, 10),
        servedTop3: served(unseen.answerable, 3),
        silentOnUnanswerable: silent(unseen.nothing),
        tierAnswerRight: answersRight(unseen.answerable),
        takenOut: unseen.takenOut.length,
        takenOutSilent: silent(unseen.takenOut),
        takenOutAnswered: share(unseen.takenOut, ({ answer }) => answer.tier === 'answer'),
      },
      aim: `served ${AIM.served}, silent > ${AIM.silent}`,
    },
    {
      name: `abstention, ${when}, at 95 % served`,
      definition:
        'the same, but speaking from the probability that serves 95 % of the answerable of the fitted half; reported on the unseen half',
      value: {
        threshold,
        servedTop10: share(unseen.answerable, (one) => one.place >= 1 && one.place <= 10 && speaks(one)),
        silentOnUnanswerable: share(unseen.nothing, (one) => !speaks(one)),
        takenOutSilent: share(unseen.takenOut, (one) => !speaks(one)),
      },
      aim: `silent > ${AIM.silent}`,
    },
  ];
}

/** When the search keeps silent, and how sure it rightly is. */
export function abstain({ english, chinese, unanswerable, fittedOn }: Ground): Figure[] {
  const unseen = (question: Asked): boolean => !fittedOn(question);
  const { confirmed, asked } = splitQuestions(english.questions, 1);
  const on = (index: KbIndex, questions: readonly Asked[], which: (question: Asked) => boolean): Asking =>
    askAll(index, english, questions.filter(which), unanswerable.filter(which));
  const start = indexOf(english.articles);
  const learned = indexOf(english.articles, confirmed);
  const atStart = on(start, english.questions, unseen);
  const afterwards = on(learned, asked, unseen);
  const chineseJudged = judge(indexOf(chinese.articles), chinese.questions.filter(unseen));
  const englishStart = [...atStart.answerable, ...atStart.nothing];
  const englishLearned = [...afterwards.answerable, ...afterwards.nothing];
  return [
    ...figuresOf('at the start', on(start, english.questions, fittedOn), atStart),
    ...figuresOf('after feedback', on(learned, asked, fittedOn), afterwards),
    {
      name: 'expected calibration error',
      definition:
        '10 bins, confidence of the first hit (none: 0) against whether it is right; unseen halves, with unanswerable questions',
      value: {
        english: errorOf(englishStart),
        englishLearned: errorOf(englishLearned),
        chinese: errorOf(chineseJudged),
        all: errorOf([...englishStart, ...englishLearned, ...chineseJudged]),
      },
      aim: '< .05',
    },
  ];
}
