import ts from 'typescript';
import { isWritten, lineOf, nodesOf, type SourceFile, syntaxOf, type Violation } from './source.ts';

/** Words that belong to one provider, with our word for it. Matched in names and texts of code, not in comments. */
const PROVIDER_WORDS: readonly Readonly<{ word: RegExp; instead: string; exceptIn?: RegExp }>[] = [
  { word: /(^|_)(payment|setup)_?intents?(_|$)/, instead: 'payment' },
  // In the shop, `charge` is a payment action: authorize and capture in one, as OroCommerce says.
  {
    word: /(^|_)charge[sd]?(_|$)/,
    instead: 'payment, capture or dispute',
    exceptIn: /^reference-impl\/src\/payments\//,
  },
  { word: /(^|_)(pnref|origid|trxtype|respmsg|authcode)(_|$)/, instead: "the payment's or authorization's id" },
  { word: /(^|_)psp_reference(_|$)/, instead: 'providerReference' },
  { word: /(^|_)purchase_units?(_|$)/, instead: 'payment' },
  { word: /(^|_)(pre_?auths?|preauthorizations?)(_|$)/, instead: 'authorization' },
  { word: /(^|_)ipn(_|$)/, instead: 'notification' },
  { word: /(^|_)(psp|gateway|payment_processor)(_|$)/, instead: 'provider' },
];

/** Where a provider's own words are the right ones. */
const WORDS_ALLOWED =
  /^simulator\/src\/dialects\/[^/]+\/|^reference-impl\/src\/providers\/[^/]+\/|\.test\.ts$|\/test\//;

/** A provider's word in the code of simulator or shop that all providers share. */
export function strayProviderWords(file: SourceFile): readonly Violation[] {
  if (!isWritten(file.path) || !/^(simulator|reference-impl)\/src\//.test(file.path)) return [];
  if (WORDS_ALLOWED.test(file.path)) return [];
  const tree = syntaxOf(file);
  const words = PROVIDER_WORDS.filter(({ exceptIn }) => !exceptIn?.test(file.path));
  const violations: Violation[] = [];
  for (const node of nodesOf(tree)) {
    if (!ts.isIdentifier(node) && !ts.isStringLiteralLike(node)) continue;
    // A text is looked at word by word; what joins words, such as a slash, is not part of any.
    for (const text of node.text.split(/[^A-Za-z0-9_]+/)) {
      const known = words.find(({ word }) => word.test(snakeCase(text)));
      if (!known) continue;
      const line = lineOf(node, tree);
      violations.push({ path: file.path, line, rule: 'neutral-words', found: text, instead: known.instead });
    }
  }
  return violations;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
