import { type Html, html, markup } from '../html.ts';
import { DRAWN_MAX, type Party, type Sequence } from './sequence.ts';
import type { Line, Mood } from './sequence-events.ts';
import { lineText, PARTY_NAMES } from './sequence-text.ts';

// All in pixels. A letter of the text is a little less wide than this on average.
const LETTER = 7;
const GAP = 250;
const SIDE = 74;
const HEAD = 56;
const STEP = { message: 40, note: 36, time: 38 } as const;
const SECOND_LINE = 16;
const FOOT = 30;
const BOX = { width: 108, height: 30 } as const;
const NOTE_HEIGHT = 22;

// On light and on dark paper.
const COLOURS = {
  ink: ['#1c2330', '#e3e8f0'],
  faint: ['#aeb6c2', '#566072'],
  quiet: ['#565e6c', '#a4acba'],
  paper: ['#ffffff', '#151a23'],
  box: ['#eef1f6', '#232b38'],
  refused: ['#8a5200', '#f0b35a'],
  fault: ['#6d2fa8', '#c9a2f5'],
  crossing: ['#b3131f', '#ff8088'],
} as const;
type Colour = keyof typeof COLOURS;

/** How the drawing looks: on a page by day and night, in a file as every program that shows one understands it. */
export function drawingStyle(shownIn: 'page' | 'file'): string {
  const the = (colour: Colour) => {
    const [light, dark] = COLOURS[colour];
    return shownIn === 'file' ? light : `light-dark(${light},${dark})`;
  };
  const mood = (name: 'refused' | 'fault' | 'crossing') =>
    `.sequence .${name} .arrow{stroke:${the(name)}}.sequence .${name} .head,.sequence .${name} text{fill:${the(name)}}`;
  return [
    '.sequence{font:13px system-ui,-apple-system,"Segoe UI",sans-serif}',
    `.sequence .paper,.sequence .under{fill:${the('paper')}}.sequence text{fill:${the('ink')};text-anchor:middle}`,
    `.sequence .life{stroke:${the('faint')};stroke-dasharray:3 4}`,
    `.sequence .box,.sequence .noted{fill:${the('box')};stroke:${the('faint')}}.sequence .name{font-weight:600}`,
    `.sequence .time{fill:${the('quiet')};font-size:12px}.sequence .rule{stroke:${the('faint')};stroke-dasharray:2 5}`,
    `.sequence .arrow{stroke:${the('ink')};stroke-width:1.5;fill:none}.sequence .head{fill:${the('ink')}}`,
    '.sequence .broken{stroke-dasharray:5 4}',
    ...(['refused', 'fault', 'crossing'] as const).map(mood),
    '.sequence .crossing .arrow{stroke-width:2.5}.sequence .crossing text{font-weight:700}',
  ].join('\n');
}

/** The drawing as a file of its own. */
export function drawingFile(sequence: Sequence, title: string): string {
  const drawn = drawing(sequence, title, drawingStyle('file'));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup(drawn)}\n`;
}

/** The drawing as a part of a page, which brings the style; the same is told as a list beside it. */
export function drawing({ parties, lines, leftOut }: Sequence, title: string, style?: string): Html {
  const x = new Map(parties.map((party, index) => [party, SIDE + index * GAP] as const));
  const width = 2 * SIDE + (parties.length - 1) * GAP;
  const at = (party: Party) => x.get(party) ?? SIDE;
  let y = HEAD;
  const placed = lines.map((line) => {
    const label = line.kind === 'message' ? labelOf(line.text, Math.abs(at(line.to) - at(line.from)) - 14) : [];
    y += STEP[line.kind] + (label.length > 1 ? SECOND_LINE : 0);
    return { line, y, label };
  });
  const bottom = y + FOOT;
  const height = bottom + (leftOut === 0 ? 0 : STEP.note);
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="sequence"
    viewBox=${`0 0 ${width} ${height}`}
    width=${width}
    height=${height}
    role="img"
    aria-label=${title}
  >
    <title>${title}</title>
    ${style === undefined ? null : html`<style>${style}</style>`}
    <rect class="paper" width=${width} height=${height} />
    ${parties.map((party) => lifeline(at(party), PARTY_NAMES[party], bottom))}
    ${placed.map(({ line, y: down, label }) => drawnLine(line, { y: down, at, width, label }))}
    ${
      leftOut === 0
        ? null
        : html`<text class="time" x=${width / 2} y=${height - 14}>
            ${`${leftOut} exchanges more than the ${DRAWN_MAX} shown`}
          </text>`
    }
  </svg>`;
}

function lifeline(x: number, name: string, bottom: number): Html {
  return html`<g>
    <line class="life" x1=${x} x2=${x} y1=${12 + BOX.height} y2=${bottom} />
    <rect class="box" x=${x - BOX.width / 2} y="12" width=${BOX.width} height=${BOX.height} rx="6" />
    <text class="name" x=${x} y=${12 + BOX.height / 2 + 5}>${name}</text>
  </g>`;
}

type Where = Readonly<{ y: number; at: (party: Party) => number; width: number; label: readonly string[] }>;

function drawnLine(line: Line, where: Where): Html {
  switch (line.kind) {
    case 'message':
      return message(line, where);
    case 'note': {
      const x = where.at('provider');
      const width = Math.min(GAP * 1.7, line.text.length * LETTER + 24);
      return html`<g>
        <title>${line.text}</title>
        <rect
          class="noted"
          x=${x - width / 2}
          y=${where.y - NOTE_HEIGHT}
          width=${width}
          height=${NOTE_HEIGHT}
          rx="4"
        />
        <text class="note" x=${x} y=${where.y - 7}>${shortened(line.text, width - 12)}</text>
      </g>`;
    }
    case 'time': {
      const half = (line.text.length * LETTER) / 2 + 8;
      const middle = where.width / 2;
      return html`<g>
        <line class="rule" x1="12" x2=${where.width - 12} y1=${where.y - 10} y2=${where.y - 10} />
        <rect class="under" x=${middle - half} y=${where.y - 20} width=${half * 2} height="20" />
        <text class="time" x=${middle} y=${where.y - 6}>${line.text}</text>
      </g>`;
    }
  }
}

function message(line: Extract<Line, { kind: 'message' }>, { y, at, label }: Where): Html {
  const [from, to] = [at(line.from), at(line.to)];
  const ahead = to > from ? 1 : -1;
  // What is lost ends on the way.
  const end = line.is === 'lost' ? from + ahead * Math.abs(to - from) * 0.72 : to - ahead * 2;
  const broken = line.is === 'question' ? '' : ' broken';
  return html`<g class=${moodClass(line.mood)}>
    <title>${lineText(line)}</title>
    ${label.map(
      (text, index) =>
        html`<text x=${(from + to) / 2} y=${y - 7 - (label.length - 1 - index) * SECOND_LINE}>${text}</text>`,
    )}
    <line class=${`arrow${broken}`} x1=${from} x2=${end} y1=${y} y2=${y} />
    ${
      line.is === 'lost'
        ? html`<path class="arrow" d=${`M${end - 5},${y - 5} l10,10 m0,-10 l-10,10`} />`
        : html`<path class="head" d=${`M${to - ahead},${y} l${-9 * ahead},-5 v10 z`} />`
    }
  </g>`;
}

function moodClass(mood: Mood): string | undefined {
  return mood === 'plain' ? undefined : mood;
}

/** Over one line of text or two, broken where a part of it ends. */
function labelOf(text: string, room: number): readonly string[] {
  const letters = Math.floor(room / LETTER);
  if (text.length <= letters) return [text];
  const end = text.lastIndexOf(' ', letters);
  if (end < letters / 3) return [shortened(text, room)];
  return [text.slice(0, end), shortened(text.slice(end + 1), room)];
}

function shortened(text: string, room: number): string {
  const letters = Math.floor(room / LETTER);
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
