import { type Instant, instant } from '../../engine/ids.ts';
import type { Turn, Turned } from '../../operations/clocks.ts';
import { nextTimer } from '../../operations/timers.ts';
import type { Place, World } from '../../operations/world.ts';
import { type Html, html } from '../html.ts';
import type { Notice } from './frame.ts';
import { facts, when } from './parts.ts';
import { clockText, durationText } from './words.ts';

/** What a clock shows and how it goes, in a line. */
export function clockWords(world: World, place: Place): Html {
  const setting = world.clocks.setting(place);
  const how =
    setting.kind === 'frozen'
      ? 'stands'
      : setting.offsetMs === 0
        ? 'runs'
        : `runs, ${durationText(Math.abs(setting.offsetMs))} ${setting.offsetMs > 0 ? 'ahead' : 'behind'}`;
  return html`${when(world.now(place))} <span class=${`how ${setting.kind}`}>${how}</span>`;
}

const UNIT_NAMES = ['second', 'minute', 'hour', 'day'] as const;
type Unit = (typeof UNIT_NAMES)[number];
const UNITS: Readonly<Record<Unit, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** How the clock of a place goes, and everything that can be done with it. */
export async function clockForm(world: World, place: Place, action: string): Promise<Html> {
  const { clocks } = world;
  const isOwn = clocks.hasOwn(place);
  const next = await nextTimer(world, isOwn ? place : { environment: place.environment });
  const setting = clocks.setting(place);
  const button = (value: string, text: string) =>
    html`<button type="submit" name="do" value=${value} class="secondary">${text}</button>`;
  return html`${facts([
    ['Now', clockWords(world, place)],
    [
      'Belongs to',
      isOwn ? (place.merchantId === undefined ? 'the environment' : 'this account alone') : 'the environment',
    ],
    ['Falls due next', next === undefined ? 'nothing' : when(next.at)],
  ])}
    <form method="post" action=${action} class="controls">
      <div class="row">
        ${setting.kind === 'system' || !isOwn ? button('stop', 'Stop it') : button('run', 'Let it run on')}
        ${isOwn ? button('next_timer', 'To the next timer') : null}
        ${place.merchantId !== undefined && isOwn ? button('unset', "Follow the environment's") : null}
        ${place.merchantId === undefined && (setting.kind === 'frozen' || setting.offsetMs !== 0) ? button('unset', "Back to the machine's") : null}
      </div>
    </form>
    ${
      isOwn
        ? html`<form method="post" action=${action} class="controls">
            <fieldset>
              <legend>Turn it forward</legend>
              <div class="row">
                <label>By <input name="count" type="number" min="1" max="10000" value="1" required /></label>
                <label>
                  Unit
                  <select name="unit">
                    ${UNIT_NAMES.map((unit) => html`<option value=${unit} selected=${unit === 'day'}>${unit}s</option>`)}
                  </select>
                </label>
                <button type="submit" name="do" value="later">Turn</button>
              </div>
            </fieldset>
          </form>`
        : null
    }
    <form method="post" action=${action} class="controls">
      <fieldset>
        <legend>Stop it at a time</legend>
        <div class="row">
          <label>
            Time (UTC)
            <input name="at" type="datetime-local" step="1" required value=${clockText(world.now(place)).replace(' ', 'T')} />
          </label>
          <button type="submit" name="do" value="stop_at" class="secondary">Stop there</button>
        </div>
      </fieldset>
    </form>`;
}

/** What the form asks for, or what is wrong with it in a sentence. */
export function readTurn(form: URLSearchParams): Turn | string {
  switch (form.get('do')) {
    case 'stop':
      return { to: 'frozen' };
    case 'stop_at': {
      const at = readTime(form.get('at') ?? '');
      return at === undefined ? 'The time has to be as in 2027-01-31T12:00:00.' : { to: 'frozen', at };
    }
    case 'run':
      return { to: 'system' };
    case 'unset':
      return { to: 'unset' };
    case 'next_timer':
      return { to: 'next_timer' };
    case 'later': {
      const count = form.get('count') ?? '';
      const unit = unitOf(form.get('unit'));
      if (!/^[1-9]\d{0,4}$/.test(count) || Number(count) > 10_000 || unit === undefined)
        return 'It takes a whole number from 1 to 10000, of seconds, minutes, hours or days.';
      return { to: 'later', ms: Number(count) * UNITS[unit] };
    }
    default:
      return 'Nothing was asked for that a clock can do.';
  }
}

/** What became of turning a clock. */
export function turnNotice(turned: Turned): Notice {
  switch (turned.kind) {
    case 'turned': {
      const count = turned.ran.length;
      const ran =
        count === 0
          ? 'Nothing fell due on the way.'
          : `${count} ${count === 1 ? 'thing' : 'things'} fell due on the way.`;
      return {
        kind: 'done',
        text: `The clock is turned. ${ran}${turned.more ? ' There is more: turn it again.' : ''}`,
      };
    }
    case 'back': {
      const text = `Time does not go back: the clock shows ${clockText(turned.stands)}, and this would set it to ${clockText(turned.asked)}.`;
      return { kind: 'refused', text };
    }
    case 'out_of_range':
      return { kind: 'refused', text: 'That is beyond the years 2000 to 3000, which is all that a clock shows.' };
    case 'not_own':
      return {
        kind: 'refused',
        text: 'The account follows the clock of its environment. Stop it first: then it is its own.',
      };
  }
}

function unitOf(text: string | null): Unit | undefined {
  return UNIT_NAMES.find((unit) => unit === text);
}

/** As browsers send it, without a zone: here it is UTC. */
function readTime(text: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return undefined;
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? undefined : instant(ms);
}
