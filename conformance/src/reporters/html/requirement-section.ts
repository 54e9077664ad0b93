import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Evidence, Exchange, Finding, Verdict } from '../../verdict.ts';
import { printable } from '../printable.ts';
import { SIGNS } from './matrix.ts';
import { sequenceDiagram } from './sequence.ts';
import { timeline } from './timeline.ts';

/**
 * One requirement: what it asks for, what was found, and on what evidence. What is red and new stands open; a link to any
 * other opens it, because its target lies inside.
 */
export function requirementSection(verdict: Verdict, replay: string): VNode {
  const { requirement, finding, evidence, known } = verdict;
  const { id, level, title, text, sources, notCovered } = requirement;
  const { sign, word } = SIGNS[finding.kind];
  const isRed = finding.kind === 'failed' || finding.kind === 'untestable';
  return html`<article class=${`requirement ${finding.kind}`} aria-labelledby=${`${id}-title`}>
    <details open=${isRed && known === undefined}>
      <summary>
        <span class=${`verdict ${finding.kind}`}>${sign} ${word}</span>
        <h3 id=${`${id}-title`}>${id} ${title}</h3>
        <span class="level">${level}${known ? ' · known' : ''}</span>
      </summary>
      <p id=${id} class="text">${text}</p>
      ${found(finding)}
      ${known ? html`<p class="known">Known: ${printable(known.reason)}${known.issue ? ` (${printable(known.issue)})` : ''}</p>` : null}
      ${isRed ? html`<p>Once more: <code class="command">${printable(replay)}</code></p>` : null}
      ${evidence ? evidenceOf(evidence, id) : null}
      <h4>What it rests on</h4>
      <dl>
        <div><dt>evidence</dt><dd>${requirement.evidence}</dd></div>
        <div><dt>what happened once</dt><dd>${requirement.incident}</dd></div>
        ${notCovered === undefined ? null : html`<div><dt>not covered</dt><dd>${notCovered}</dd></div>`}
        <div><dt>sources</dt><dd>${sources.join(' · ')}</dd></div>
      </dl>
    </details>
  </article>`;
}

function found(finding: Finding): VNode | null {
  switch (finding.kind) {
    case 'passed':
      return null;
    case 'failed':
      return html`<dl class="found">
        <div><dt>expected</dt><dd>${printable(finding.expected)}</dd></div>
        <div><dt>observed</dt><dd>${printable(finding.observed)}</dd></div>
      </dl>`;
    case 'untestable':
    case 'not_applicable':
      return html`<dl class="found"><div><dt>because</dt><dd>${printable(finding.reason)}</dd></div></dl>`;
  }
}

function evidenceOf(evidence: Evidence, id: string): VNode | null {
  const { exchanges, calls, log } = evidence;
  if (exchanges.length + calls.length === 0 && log.trim() === '') return null;
  return html`<section aria-label=${`Evidence for ${id}`}>
    ${exchanges.length === 0 ? null : html`<h4>Which environment was called, and with what</h4>${timeline(exchanges, id)}`}
    ${exchanges.length + calls.length === 0 ? null : html`<h4>Who said what to whom</h4>${sequenceDiagram(evidence, id)}`}
    ${exchanges.length === 0 ? null : wire(exchanges, id)}
    ${log.trim() === '' ? null : html`<h4>The end of the subject's standard error</h4><pre tabindex="0">${printable(log)}</pre>`}
  </section>`;
}

function wire(exchanges: readonly Exchange[], id: string): VNode {
  return html`<h4>On the wire</h4>
    <div class="scroll" tabindex="0" role="region" aria-label=${`Exchanges of ${id}`}>
      <table class="wire">
        <thead>
          <tr><th scope="col">ms</th><th scope="col">environment</th><th scope="col">request and answer</th><th scope="col">presented</th></tr>
        </thead>
        <tbody>
          ${exchanges.map(
            (exchange) => html`<tr class=${exchange.crossing ? 'crossing' : ''}>
              <td>${Math.round(exchange.atMs)}</td>
              <td>${exchange.environment}</td>
              <td>
                <code>${printable(exchange.request)}</code> → ${exchange.status ?? 'no answer'}
                ${body('sent', exchange.requestBody)}${body('answered', exchange.responseBody)}
              </td>
              <td>${printable(exchange.presented)}${exchange.crossing ? html` <strong>CROSSING</strong>` : null}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function body(what: string, text: string | undefined): VNode | null {
  return text === undefined || text === '' ? null : html`<pre aria-label=${what} tabindex="0">${printable(text)}</pre>`;
}
