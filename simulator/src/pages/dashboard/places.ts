import type { Environment } from '../../accounts/environment.ts';
import type { World } from '../../operations/world.ts';
import type { Html } from '../html.ts';
import { environmentTag } from './parts.ts';

/** An environment with its position among those of its mode, which gives it its colour. */
export type PlacedEnvironment = Environment & Readonly<{ position: number }>;

/** The environments as they are configured. */
export function placedEnvironments({ environments }: World): readonly PlacedEnvironment[] {
  return environments.map((environment, index) => ({
    ...environment,
    position: environments.slice(0, index).filter(({ mode }) => mode === environment.mode).length,
  }));
}

/** The environment of a name, if it is configured. */
export function placedEnvironment(world: World, name: string | null | undefined): PlacedEnvironment | undefined {
  return placedEnvironments(world).find((environment) => environment.name === name);
}

/** An environment's name in its colour; what is stored may name one that is configured no more. */
export function tagOf(world: World, name: string): Html | string {
  const environment = placedEnvironment(world, name);
  return environment === undefined ? name : environmentTag(environment, environment.position);
}
