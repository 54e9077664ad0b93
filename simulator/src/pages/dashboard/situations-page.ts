import type { World } from '../../operations/world.ts';
import { type Html, html } from '../html.ts';
import type { DashboardPage } from './frame.ts';
import { section, table } from './parts.ts';
import { placedEnvironments, tagOf } from './places.ts';
import { situationName } from './situation-form.ts';

/** Every situation that can be switched on, and where one is. */
export async function situationsPage(world: World): Promise<DashboardPage> {
  const standing = await whereSet(world);
  const { library } = world.situations;
  return {
    title: 'Situations',
    place: 'Situations',
    content: html`<h1>Situations</h1>
      <p class="lead">What the simulated world can be made to do. They are switched on for an environment or for one account.</p>
      ${section(
        'standing',
        'Switched on',
        table({
          label: 'Where a situation is switched on',
          columns: [{ title: 'Situation' }, { title: 'Environment' }, { title: 'For' }],
          rows: standing.map(({ name, environment, whom }) => ({
            cells: [situationName(world, name), tagOf(world, environment), whom],
          })),
          empty: 'None, anywhere: everything goes right.',
        }),
      )}
      ${section(
        'library',
        `To choose from: ${library.length}`,
        html`<dl class="library">
          ${library.map(
            ({ situation: { name, about } }) =>
              html`<div><dt>${situationName(world, name)}</dt><dd>${about}</dd></div>`,
          )}
        </dl>`,
      )}`,
  };
}

/** One situation as it is written. */
export function situationPage(world: World, name: string): DashboardPage | undefined {
  const known = world.situations.library.find(({ situation }) => situation.name === name);
  if (known === undefined) return undefined;
  return {
    title: name,
    place: 'Situations',
    content: html`<h1>${name}</h1>
      <p class="lead">${known.situation.about}</p>
      ${section('rules', 'As it is written', html`<pre tabindex="0"><code>${JSON.stringify(known.written, null, 2)}</code></pre>`)}
      <p>
        Switch it on for
        ${placedEnvironments(world).map(
          (environment, index) => html`${index === 0 ? ' ' : ', '}
          <a href=${`/dashboard/environments/${environment.name}#situation`}>${environment.name}</a>`,
        )}, or for one merchant account on its own page.
      </p>`,
  };
}

// More than anybody looks through.
const SHOWN_MAX = 200;

type Set = Readonly<{ name: string; environment: string; whom: Html | string }>;

async function whereSet(world: World): Promise<readonly Set[]> {
  const found: Set[] = [];
  for (const { environment, merchantId, name } of world.situations.standing().slice(0, SHOWN_MAX)) {
    const merchant = merchantId === undefined ? undefined : await world.store.findMerchant(merchantId);
    const whom =
      merchantId === undefined
        ? 'everybody without one of their own'
        : html`<a href=${`/dashboard/merchants/${merchantId}#situation`}>${merchant?.name ?? merchantId}</a>`;
    found.push({ name, environment, whom });
  }
  return found;
}
