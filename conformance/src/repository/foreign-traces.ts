import { createHash } from 'node:crypto';
import type { SourceFile, Violation } from './source.ts';

/** Places that exist on one machine only. Written so that this file does not match itself. */
const MACHINE_PATHS = [
  /(?<![\w.])\/(wo[r]k|ro[o]t)\//,
  /\/Use[r]s\/\w+\//,
  /\/hom[e]\/(?!node\b)\w+\//,
  /\b[A-Z]:\\\\?Use[r]s\b/,
];

/** The first 16 hexadecimal digits of the SHA-256 of words that have no business here: kept as digests, so that they do not stand here either. */
const FOREIGN_WORDS = new Set([
  'c857d09db23e6822',
  'c70eca6b0f88f44d',
  '7d3194f79e645c42',
  '60965168ce762e94',
  '053ea4804ef1bb33',
  '487b91042c7cf27a',
  'de2187af3fb01170',
  '3ea125d0bff386e6',
  'c247e9808f5e81b8',
  '94a168d2da574b00',
  'd298391b07433318',
  '11fb682be0a0233d',
]);

const verdicts = new Map<string, boolean>();

/** Traces of the place a file was written in: paths of a machine, private package registries, words of somewhere else. */
export function foreignTraces(file: SourceFile): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [index, text] of file.text.split('\n').entries()) {
    const object = (found: string, instead: string) =>
      violations.push({ path: file.path, line: index + 1, rule: 'no-foreign-traces', found, instead });
    for (const pattern of MACHINE_PATHS) {
      const path = pattern.exec(text);
      if (path) object(path[0], 'a path relative to the repository');
    }
    const registry = privateRegistry(file.path, text);
    if (registry) object(registry, 'the public registry, or no address at all');
    if (file.path === 'package-lock.json') continue;
    // Codes of two letters in quotes, as for countries and languages, mean what their list says.
    for (const word of text.replace(/'[A-Z]{2}'/g, '').match(/[A-Za-z]{2,}/g) ?? []) {
      if (isForeign(word) || isForeign(word.toLowerCase())) object(word, 'leave it out');
    }
  }
  return violations;
}

/** The address of a registry only some people can reach, in the files where npm would write or read one. */
function privateRegistry(path: string, text: string): string | undefined {
  if (path.endsWith('.npmrc')) return /\bregistry\s*=.*/.exec(text)?.[0];
  if (path !== 'package-lock.json') return undefined;
  const address = /"resolved": "(https?:\/\/[^/"]+)/.exec(text)?.[1];
  return address === 'https://registry.npmjs.org' ? undefined : address;
}

function isForeign(word: string): boolean {
  const known = verdicts.get(word);
  if (known !== undefined) return known;
  const verdict = FOREIGN_WORDS.has(createHash('sha256').update(word).digest('hex').slice(0, 16));
  verdicts.set(word, verdict);
  return verdict;
}
