import { LANGUAGES, type Language, nextSteps, writeStarter } from '../init/starter.ts';
import { EXIT_CODES, refused, type Terminal } from './terminal.ts';

/** Writes a starter subject to a folder, and says what to do next. */
export function init({ language, folder }: Readonly<{ language: string; folder: string }>, terminal: Terminal): number {
  if (!isLanguage(language)) return refused(`no starter in ${language}; there are ${LANGUAGES.join(', ')}`, terminal);
  const written = writeStarter(language, folder);
  if (typeof written === 'string') return refused(written, terminal);
  terminal.write(nextSteps(written, terminal.command, folder));
  return EXIT_CODES.conforming;
}

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}
