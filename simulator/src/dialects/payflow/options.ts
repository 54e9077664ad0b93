import type { OptionChoices } from '../../operations/dialect-options.ts';
import { optionsThatHold } from '../../operations/dialect-options.ts';
import type { World } from '../../operations/world.ts';
import { DIALECT } from './call.ts';
import { PROFILES, type Profile, type SilentPost } from './profiles.ts';

/** What can be chosen for a merchant account, by the control API. */
export const options = {
  /** How exact the provider is. */
  profile: ['standard', 'strict', 'oro-compat'],
  /** What becomes of a silent post that the shop has not taken; by itself, what the profile says. */
  silentPost: ['as_profile', 'once', 'again', 'confirmed'],
} as const satisfies OptionChoices;

/** How the provider behaves for a merchant account. */
export function profileOf(world: Pick<World, 'dialectOptions'>, merchantId: string): Profile {
  const holds = optionsThatHold(options, world.dialectOptions.of(merchantId, DIALECT));
  const profile = PROFILES[options.profile.find((name) => name === holds.profile) ?? 'standard'];
  const silentPost = options.silentPost.find(
    (word): word is SilentPost => word === holds.silentPost && word !== 'as_profile',
  );
  return silentPost === undefined ? profile : { ...profile, silentPost };
}
