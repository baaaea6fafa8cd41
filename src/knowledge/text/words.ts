/** Words that say nothing about the matter: left out of the index and of every question. */
const STOP = `a an the and or but if then else of to in on at by for from with about into onto as is are was were be been
being am do does did doing have has had having i im ive id me my mine we our us you your yours he she it its itself they
them their this that these those there here what which who whom whose when where why how can could will would shall
should may might must let lets so than too very just also any some such only own s t d m re ve ll dont doesnt didnt isnt
arent wasnt cant couldnt wont wouldnt hi hello hey dear please thanks thank regards ok okay yes hmm oh
的 了 是 在 我 你 您 他 她 它 们 我们 你们 他们 和 与 及 或 就 都 而 着 吗 呢 吧 啊 呀 嘛 也 很 把 被 让 给 对 从 到 于 之 其 这 那
这个 那个 这些 那些 哪 哪个 哪些 哪里 什么 怎么 怎样 怎么样 怎么办 如何 为什么 为何 请问 请 谢谢 你好 您好 有 会 能 可以 要 想 个 一个 一下 几 多少 谁 何 该 此 并 因 由 为 以 上 中 下 时`;

/** Words that frame a question: they count, but little. Whoever asks "is there any way to" asks for no way. */
const FRAME = `way ways possible possibly able want wants wanted need needs needed like know find found get gets got getting
use used using make made help helps try tries tried trying work works working worked does not no cannot unable without
out off up down all more most same different other another each every one two new now still always never again already
ever really actually simply easy easily easiest best better good great simple quick quickly fast option options feature
features thing things something anything someone anyone everyone people question answer tell show see look looking seem
seems say says said think ask go goes going come take put give keep because while after before since until both between
through during under over around however instead even though much many lot lots bit kind sort problem issue trouble
method methods approach solution solve solved exist exists available allow allows allowed happen happens happened
completely entirely totally fully fastest quickest simplest somehow particular particularly specific specifically certain
given kinds sorts concerned worried afraid interested wondering wonder currently today normal normally usually regular
respect regarding concerning regards idea ideas mean means meaning meant purpose reason reasons point deal case cases
instance example thing stuff place places away once already etc maybe perhaps probably quite rather
enough else several few own whole entire various both either neither else often sometimes whenever whether anyway
ability able unable capable support supports supported supporting perform performing performed achieve accomplish manage
managed doable feasible permitted proper properly correct correctly wrong suggestion suggestions recommend recommended
advice appreciate hoping hope wish wished prefer preferably rid look looked ago long short later sooner earlier soon
notice noticed figure figuring determine determining identify learn learning understand explain explanation tell told
provide provides provided giving gives gave taking takes took putting puts lets letting causes caused becomes became become
turns turned turning keeps kept keeping starts started starting begin begins began suddenly recently lately
broken broke fail fails failed failing failure crash crashes crashed crashing open opens opened opening
等 后 前 没有 没 不 无法 不能 不了 需要 问题 知道 使用 用 进行 出现 方法 办法 解决 主要 哪年 哪家 时候 位于 属于 称为 叫 名 以及 还 又 再 更 最
坏 坏了 失败 故障 打不开 不到 不上 不去 反应 失灵`;

const toSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
const stopWords = toSet(STOP);
const frameWords = toSet(FRAME);

export const isStopWord = (word: string): boolean => stopWords.has(word);
export const isFrameWord = (word: string): boolean => frameWords.has(word);
