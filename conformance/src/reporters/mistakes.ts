import { html } from 'htm/preact';
import { renderToString } from 'preact-render-to-string';
import type { MutantVerdict } from '../verdict.ts';
import { STYLE } from './html/style.ts';
import { killMatrix, type Waiting } from './kill-matrix.ts';
import { printable } from './printable.ts';

/** What became of all known mistakes, and of the unusual ways to be right, with the MUSTs that object to each of them. */
export type Mistakes = Readonly<{
  mutants: readonly MutantVerdict[];
  waiting: readonly Waiting[];
  variants: readonly Readonly<{ variant: string; red: readonly string[] }>[];
}>;

/** The matrix as files: `mutants.json` for programs, `mutants.md` for the summary of a CI job, `mutants.html` for people. */
export function mistakesFiles(mistakes: Mistakes): readonly (readonly [name: string, text: string])[] {
  return [
    ['mutants.json', `${JSON.stringify(mistakes, undefined, 2)}\n`],
    ['mutants.md', markdown(mistakes)],
    ['mutants.html', page(mistakes)],
  ];
}

function markdown({ mutants, waiting, variants }: Mistakes): string {
  const survived = mutants.filter(({ killedBy }) => killedBy.length === 0);
  return [
    `# Known mistakes: ${mutants.length - survived.length} of ${mutants.length} noticed`,
    '',
    '| mistake | has to be noticed by | noticed by | |',
    '|---|---|---|---|',
    ...mutants.map(({ mutant, kills, killedBy }) => {
      const by = killedBy.map(({ requirement }) => requirement).join(', ');
      return `| ${mutant} | ${kills.join(', ')} | ${by} | ${killedBy.length > 0 ? 'killed' : '❌ **survived**'} |`;
    }),
    ...waiting.map(({ id, kills, waitsFor }) => `| ${id} | ${kills.join(', ')} | | waits for ${waitsFor} |`),
    '',
    '| right in an unusual way | objected to by |',
    '|---|---|',
    ...variants.map(({ variant, red }) => `| ${variant} | ${red.length === 0 ? 'nobody' : `❌ ${red.join(', ')}`} |`),
    '',
  ].join('\n');
}

function page({ mutants, waiting, variants }: Mistakes): string {
  const survived = mutants.filter(({ killedBy }) => killedBy.length === 0).length;
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="color-scheme" content="light dark" />
      <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
      <link rel="icon" href="data:," />
      <title>Known mistakes</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>
    <body>
      <header><h1>Known mistakes: ${mutants.length - survived} of ${mutants.length} noticed</h1></header>
      <main>
        <section aria-labelledby="matrix">
          <h2 id="matrix">Mistakes and requirements</h2>
          <p>X: noticed, each time. o: it had to notice, and did not. -: the mistake cannot be made yet.</p>
          <pre tabindex="0">${killMatrix(mutants, waiting)}</pre>
        </section>
        <section aria-labelledby="noticed">
          <h2 id="noticed">What was seen of them</h2>
          <dl>
            ${mutants.map(({ mutant, mistake, killedBy }) => {
              const by = killedBy.map(({ requirement, observed }) => `${requirement}: ${printable(observed)}`);
              return html`<div><dt>${mutant}</dt><dd>${mistake}${'\n'}${by.length > 0 ? by.join('\n') : 'survived'}</dd></div>`;
            })}
          </dl>
        </section>
        <section aria-labelledby="variants">
          <h2 id="variants">Right in unusual ways</h2>
          <ul>${variants.map(({ variant, red }) => html`<li>${variant}: ${red.length === 0 ? 'green' : `red at ${red.join(', ')}`}</li>`)}</ul>
        </section>
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${renderToString(document)}\n`;
}
