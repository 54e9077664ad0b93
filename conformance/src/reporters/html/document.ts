import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Verdict } from '../../verdict.ts';
import { printable } from '../printable.ts';
import { countOf, type RunRecord, standingOf } from '../record.ts';
import { matrix } from './matrix.ts';
import { requirementSection } from './requirement-section.ts';
import { STYLE } from './style.ts';

/**
 * A run as one HTML file that needs neither a network nor a script: how it stands, a matrix of all requirements, and
 * behind each what was found and on what evidence. `replay` is the command for one requirement.
 */
export function htmlReport(record: RunRecord, replay: (requirement: string) => string): string {
  const { run, subject, verdicts, complaints } = record;
  const title = `${subject?.name ?? run.subject}: payment conformance ${run.set}`;
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
      <meta name="referrer" content="no-referrer" />
      <link rel="icon" href="data:," />
      <title>${printable(title)}</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>
    <body>
      <a class="skip" href="#requirements">Skip to the requirements</a>
      <header>
        <p class="brand">assay · payment conformance ${run.set}</p>
        <h1>${printable(subject?.name ?? run.subject)}</h1>
        ${standing(record)}
        ${facts(record)}
      </header>
      <main>
        ${complaints.length === 0 ? null : baseline(complaints)}
        <section aria-labelledby="matrix-title">
          <h2 id="matrix-title">All requirements at a glance</h2>
          ${matrix(verdicts)}
        </section>
        <section id="requirements" aria-labelledby="requirements-title">
          <h2 id="requirements-title">Requirement by requirement</h2>
          ${worstFirst(verdicts).map((verdict) => requirementSection(verdict, replay(verdict.requirement.id)))}
        </section>
      </main>
      <footer>
        <p>
          Every secret has been replaced by the name of whose it is. What a passed requirement does not cover is said with it;
          before you go live, run against the provider's own sandbox as well.
        </p>
      </footer>
    </body>
  </html>`;
  return `<!doctype html>\n${renderToString(document)}\n`;
}

function standing(record: RunRecord): VNode {
  const word = standingOf(record);
  const count = (kind: Verdict['finding']['kind']) => countOf(record, kind);
  return html`<p class=${`standing ${word.replace(' ', '-')}`}>
    <strong>${word}</strong>${' '}
    <span>
      ${count('failed')} failed, ${count('untestable')} untestable, ${count('passed')} passed, ${count('not_applicable')}
      ${' '}not applicable
    </span>
  </p>`;
}

function facts({ run, subject, startedAt, durationMs }: RunRecord): VNode {
  const rows: readonly (readonly [string, string])[] = [
    ['subject', run.subject],
    ['version', subject?.version ?? 'unknown'],
    ['provider', subject?.provider ?? 'unknown'],
    ['declares', subject?.capabilities.join(', ') ?? ''],
    ['seed', String(run.seed)],
    ['run', `${startedAt}, ${(durationMs / 1_000).toFixed(1)} s`],
  ];
  return html`<dl class="facts">
    ${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${printable(value)}</dd></div>`)}
  </dl>`;
}

function baseline(complaints: readonly string[]): VNode {
  return html`<section aria-labelledby="baseline-title" class="complaints">
    <h2 id="baseline-title">The baseline does not fit</h2>
    <ul>
      ${complaints.map((complaint) => html`<li>${printable(complaint)}</li>`)}
    </ul>
  </section>`;
}

const ORDER = { failed: 0, untestable: 1, passed: 2, not_applicable: 3 } as const;

function worstFirst(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.toSorted((left, right) => ORDER[left.finding.kind] - ORDER[right.finding.kind]);
}
