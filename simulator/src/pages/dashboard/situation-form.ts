import { environmentOnly, putInto, takeOut } from '../../operations/situation-setting.ts';
import { namedSituation } from '../../operations/situations.ts';
import type { Place, World } from '../../operations/world.ts';
import { type Html, html } from '../html.ts';
import type { Notice } from './frame.ts';
import { facts, table } from './parts.ts';
import { inWords } from './words.ts';

/** Which situation a place is in, what a merchant account has met of it, and a choice of others. */
export function situationForm(world: World, place: Place, action: string): Html {
  const { situations } = world;
  const own = situations.setFor(place);
  const holds = situations.at(place);
  const offered = situations.library.filter(
    (known) => place.merchantId === undefined || environmentOnly(known).length === 0,
  );
  return html`${
    holds === undefined
      ? html`<p class="empty">None: everything goes right.</p>`
      : facts([
          ['Situation', situationName(world, holds.situation.name)],
          ['Stands for', holds.situation.about],
          ['Set for', own !== undefined && place.merchantId !== undefined ? 'this account alone' : 'the environment'],
        ])
  }
    ${place.merchantId === undefined ? null : met(world, { environment: place.environment, merchantId: place.merchantId })}
    <form method="post" action=${action} class="controls">
      <div class="row">
        <label class="grows">
          Situation
          <select name="name">
            ${offered.map(
              ({ situation: { name } }) =>
                html`<option value=${name} selected=${name === own?.situation.name}>${name}</option>`,
            )}
          </select>
        </label>
        <button type="submit" name="do" value="set">Switch on</button>
        ${
          own === undefined
            ? null
            : html`<button type="submit" name="do" value="unset" class="secondary" formnovalidate>Switch off</button>`
        }
      </div>
    </form>`;
}

/** The name of a situation, as a link where it is one of those that can be read. */
export function situationName({ situations }: World, name: string): Html | string {
  const isKnown = situations.library.some(({ situation }) => situation.name === name);
  return isKnown ? html`<a href=${`/dashboard/situations/${name}`}>${name}</a>` : name;
}

/** How often each rule has met something that it is about. */
function met(world: World, place: Required<Place>): Html | null {
  const rules = world.situations.at(place)?.situation.rules ?? [];
  const counts = world.situations.countsOf(place);
  const rows = rules.flatMap((rule, index) =>
    (['issuer', 'outcome', 'fault', 'notification'] as const).flatMap((aspect) => {
      const decides = rule[aspect];
      if (decides === undefined) return [];
      const about = rule.when.operations?.map(inWords).join(', ') ?? rule.when.notification ?? 'anything';
      const what = 'kind' in decides ? inWords(decides.kind) : inWords(decides.ends);
      return [{ cells: [String(index + 1), about, `${aspect}: ${what}`, String(counts[`${aspect}/${index}`] ?? 0)] }];
    }),
  );
  if (rows.length === 0) return null;
  return table({
    label: 'Rules of the situation, and what they have met',
    columns: [{ title: 'Rule' }, { title: 'About' }, { title: 'Decides' }, { title: 'Met', align: 'end' }],
    rows,
    empty: '',
  });
}

/** Does what the form asks for. */
export async function submitSituation(world: World, place: Place, form: URLSearchParams): Promise<Notice> {
  if (form.get('do') === 'unset') {
    await takeOut(world, place);
    return { kind: 'done', text: 'The situation is switched off.' };
  }
  if (form.get('do') !== 'set') return { kind: 'refused', text: 'Nothing was asked for that can be done here.' };
  const found = namedSituation(world.situations, form.get('name') ?? '');
  if ('why' in found) return { kind: 'refused', text: `There is no such situation. ${found.why}` };
  const result = await putInto(world, place, found.known);
  if (result === 'set') return { kind: 'done', text: `${found.known.situation.name} is switched on.` };
  return { kind: 'refused', text: 'It refuses connections, which only a whole environment can.' };
}
