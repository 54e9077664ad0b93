import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellWord } from '../platform/shell-word.ts';

/** The languages there is a starter subject in. */
export const LANGUAGES = ['ts', 'python', 'php', 'java', 'go'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a starter is run and what that needs; `faster` is for once it is checked over and over. */
type Running = Readonly<{ file: string; command: string; needs: string; faster?: string }>;

const RUNNING: Readonly<Record<Language, Running>> = {
  ts: { file: 'subject.ts', command: 'node subject.ts', needs: 'Node 23.6 or newer' },
  python: { file: 'subject.py', command: 'python3 subject.py', needs: 'Python 3.8 or newer' },
  php: { file: 'subject.php', command: 'php subject.php', needs: 'PHP 8.1 or newer' },
  java: {
    file: 'subject.java',
    command: 'java subject.java',
    needs: 'Java 17 or newer',
    faster: 'javac -d classes subject.java, then stdio:java -cp classes Subject',
  },
  go: {
    file: 'subject.go',
    command: 'go run subject.go',
    needs: 'Go 1.18 or newer',
    faster: 'go build -o subject subject.go, then stdio:./subject',
  },
};

/** A starter subject: one file that needs nothing but the language itself, and what to know about running it. */
export type Starter = Running & Readonly<{ text: string }>;

/** The starter in a language, as it is written to people's folders. */
export function starterIn(language: Language): Starter {
  const running = RUNNING[language];
  const source = new URL(`../../starters/${language}/${running.file}`, import.meta.url);
  return { ...running, text: readFileSync(source, 'utf8') };
}

/** Writes a starter to a folder that is new or empty; a text says why not. */
export function writeStarter(language: Language, folder: string): Starter | string {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    return `${folder} is not empty: name a folder that is new, so that nothing of yours is overwritten`;
  }
  const starter = starterIn(language);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, starter.file), starter.text);
  return starter;
}

/** What to do next, step by step. `assay` is what people type to start the harness, `folder` where the starter is. */
export function nextSteps({ command, needs, faster, file }: Starter, assay: string, folder: string): string {
  const [program = '', ...words] = command.split(' ');
  const started = [program, ...words.map((word) => (word === file ? quoted(join(folder, file)) : word))].join(' ');
  return [
    `${join(folder, file)}: a subject with the six methods it must have, and a very small integration in it.`,
    `It needs ${needs}, and nothing else.`,
    '',
    '1. Does it speak the protocol?',
    `     ${assay} lint --subject ${shellWord(`stdio:${started}`)}`,
    '2. Is the integration right? Not yet: the first red requirement shows what is missing.',
    `     ${assay} check --subject ${shellWord(`stdio:${started}`)}`,
    '3. Mend that, then replace the calls to the provider by your own integration, method by method.',
    ...(faster === undefined
      ? []
      : ['', `It is started many times. So that it need not be compiled each time: ${faster}`]),
    '',
  ].join('\n');
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}
