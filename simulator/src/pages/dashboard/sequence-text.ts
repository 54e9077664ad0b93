import { DRAWN_MAX, type Party, type Sequence } from './sequence.ts';
import type { Line } from './sequence-events.ts';

/** What the parties are called. */
export const PARTY_NAMES: Readonly<Record<Party, string>> = {
  console: 'Console',
  customer: 'Customer',
  shop: 'Shop',
  provider: 'Provider',
  issuer: 'Issuer',
};

/** The sequence as Mermaid reads it. */
export function mermaidText({ parties, lines, leftOut }: Sequence): string {
  const told = [
    'sequenceDiagram',
    ...parties.map((party) => `  ${party === 'customer' ? 'actor' : 'participant'} ${party} as ${PARTY_NAMES[party]}`),
    ...lines.map((line) => `  ${mermaidLine(line)}`),
    ...(leftOut === 0 ? [] : [`  Note over provider: ${leftOut} exchanges more than the ${DRAWN_MAX} shown`]),
  ];
  return `${told.join('\n')}\n`;
}

const ARROWS = { question: '->>', answer: '-->>', lost: '--x' } as const;

function mermaidLine(line: Line): string {
  switch (line.kind) {
    case 'message':
      return `${line.from}${ARROWS[line.is]}${line.to}: ${escaped(line.text)}`;
    case 'note':
    case 'time':
      return `Note over provider: ${escaped(line.text)}`;
  }
}

/** What Mermaid would take for the end of a statement or the beginning of an entity, and what would end the line. */
function escaped(text: string): string {
  return text.replaceAll(/[#;]/g, (found) => `#${found.charCodeAt(0)};`).replaceAll(/\s+/g, ' ');
}

/** A line as a sentence, for a list in place of the drawing. */
export function lineText(line: Line): string {
  if (line.kind !== 'message') return line.text;
  const lost = line.is === 'lost' ? ' (never arrived)' : '';
  return `${PARTY_NAMES[line.from]} to ${PARTY_NAMES[line.to]}: ${line.text}${lost}`;
}
