import type { components } from '../bench/subject-protocol.wire.d.ts';
import type { Advice } from './advice.ts';

/** Words a subject may declare, each with what else it takes to be of any use. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  partial_capture: ['manual_capture'],
  multiple_capture: ['partial_capture'],
  partial_refund: ['refund'],
};

const LIKENESS_MIN = 0.5;

/** What to say about how a subject introduced itself. `known` are the capabilities that the protocol has words for. */
export function adviceOnIntroduction(
  { capabilities, provider, unitPrices = [] }: components['schemas']['InitializeResult'],
  known: readonly string[],
): readonly Advice[] {
  const advice: Advice[] = [];
  for (const word of capabilities.filter((capability) => !known.includes(capability))) {
    const meant = mostLike(word, known);
    const guess = meant === undefined ? `The words are: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`;
    advice.push({
      kind: 'hint',
      seen: `it declares \`${word}\`, which means nothing here and is ignored`,
      todo: guess,
    });
  }
  for (const [word, needed] of Object.entries(NEEDS)) {
    const missing = capabilities.includes(word) ? needed.filter((need) => !capabilities.includes(need)) : [];
    for (const need of missing) {
      advice.push({
        kind: 'wrong',
        seen: `it declares \`${word}\` without \`${need}\``,
        todo: `Declare \`${need}\` too.`,
      });
    }
  }
  if (!capabilities.includes('card') && !capabilities.includes('redirect')) {
    const todo =
      'Declare `redirect` when customers pay on the provider’s page, `card` when your shop takes card details.';
    advice.push({ kind: 'wrong', seen: 'no customer can pay: it declares neither `redirect` nor `card`', todo });
  }
  if (unitPrices.some(({ minor }) => minor === '0')) {
    const todo = 'Name the price of something that costs money.';
    advice.push({ kind: 'wrong', seen: 'a unit price of 0: no order would come to anything', todo });
  }
  if (provider.trim() === '') {
    const todo = 'Name the provider it speaks to, such as `generic`.';
    advice.push({ kind: 'wrong', seen: 'the provider has no name', todo });
  }
  return advice;
}

/** The known word that shares most pairs of letters, if they share enough. */
function mostLike(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, likeness: likeness(plain(word), plain(candidate)) }))
    .toSorted((left, right) => right.likeness - left.likeness);
  return best && best.likeness >= LIKENESS_MIN ? best.candidate : undefined;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, '');
}

/** Twice the pairs in common by all pairs (Dice). */
function likeness(left: string, right: string): number {
  const pairs = (word: string) => new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
  const [ofLeft, ofRight] = [pairs(left), pairs(right)];
  return (2 * [...ofLeft].filter((pair) => ofRight.has(pair)).length) / (ofLeft.size + ofRight.size || 1);
}
