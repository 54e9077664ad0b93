/** How a subject is reached: so far a command whose standard input and output speak the protocol. */
export type SubjectAddress = Readonly<{ kind: 'stdio'; program: string; args: readonly string[] }>;

/** Reads `stdio:node subject.ts`; a text says what is wrong with it. Quotes keep spaces together. */
export function parseSubjectAddress(text: string): SubjectAddress | string {
  const expected = `subject "${text}": expected stdio:COMMAND, such as stdio:node my-subject.ts`;
  if (!text.startsWith('stdio:')) return expected;
  const words = wordsOf(text.slice('stdio:'.length));
  if (words === undefined) return `${expected}; a quotation mark is not closed`;
  const [program, ...args] = words;
  if (program === undefined) return expected;
  // The Node this runs on, not an older one that may come first on the path.
  return { kind: 'stdio', program: program === 'node' ? process.execPath : program, args };
}

function wordsOf(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gy;
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
    end = pattern.lastIndex;
  }
  return text.slice(end).trim() === '' ? words : undefined;
}
