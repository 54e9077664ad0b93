import fc from 'fast-check';
import { tokenRequest } from '../outgoing.ts';
import type { Move } from '../property.ts';
import { asClient, type ClientForm } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { SCOPES, type Scope, standingOf } from '../world.ts';
import { issue, move, revoke, rotate, signUp } from './accounts.ts';
import { type Aim, aimed, anyAim, at, nameOf, pick } from './aim.ts';
import { observed } from './observed.ts';

/** A seller signs up in one of the environments and already gets what it will call with. */
export const signingUp: fc.Arbitrary<Move<Stage>> = pick.map((where) =>
  observed('sign up', async (stage, say) => {
    const environment = at(stage.world.environments, where);
    const merchant = await signUp(stage, environment);
    say(`merchant ${merchant.number} signs up in ${environment.name}`);
    for (const kind of ['api_key', 'oauth_client'] as const) {
      await issue(stage, merchant, { kind, scopes: undefined, lifetime: 'endless' });
    }
  }),
);

/** The provider lets an account in, or keeps it out. */
export const moving: fc.Arbitrary<Move<Stage>> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: fc.constant('activate' as const) }, fc.constant('suspend' as const)), pick)
  .map(([where, who]) =>
    observed(where, async (stage, say) => {
      const { merchants } = stage.world;
      // Those that activation would change come first, so that suspended accounts do not pile up.
      const waiting = merchants.filter(({ status }) => status !== 'active');
      const merchant = at(where === 'activate' && waiting.length > 0 ? waiting : merchants, who);
      say(`${where} merchant ${merchant.number} (${merchant.environment})`);
      const status = await move(stage, merchant, where);
      stage.session.counters.count(`account: ${where} ${status}`);
    }),
  );

const someScopes: fc.Arbitrary<readonly Scope[] | undefined> = fc.option(fc.subarray([...SCOPES], { minLength: 1 }), {
  nil: undefined,
});

/** A credential is issued, with some scopes and some lifetime. */
export const issuing: fc.Arbitrary<Move<Stage>> = fc
  .record({
    who: pick,
    kind: fc.constantFrom('api_key' as const, 'oauth_client' as const),
    scopes: someScopes,
    lifetime: fc.constantFrom('endless' as const, 'long' as const, 'spent' as const),
  })
  .map(({ who, ...asked }) =>
    observed('issue', async (stage, say) => {
      const merchant = at(stage.world.merchants, who);
      const credential = await issue(stage, merchant, asked);
      const scopes = credential.scopes.join(' ');
      say(
        `issue ${asked.kind} ${credential.number} (${asked.lifetime}; ${scopes}) to merchant ${merchant.number} (${merchant.environment})`,
      );
      stage.session.counters.count(`issued: ${asked.kind} ${asked.lifetime}`);
    }),
  );

/** A credential gets a successor, or is refused from now on. */
export const ending: fc.Arbitrary<Move<Stage>> = fc
  .tuple(fc.constantFrom('rotate without overlap' as const, 'rotate with overlap' as const, 'revoke' as const), pick)
  .map(([how, which]) =>
    observed(how, async (stage, say) => {
      const credential = at(stage.world.credentials, which);
      const { number, kind, merchant } = credential;
      const standing = standingOf(credential);
      say(`${how} ${kind} ${number} (merchant ${merchant.number}, ${merchant.environment}), which is ${standing}`);
      if (how === 'revoke') await revoke(stage, credential);
      else await rotate(stage, credential, how === 'rotate with overlap' ? 'long' : 'none');
      stage.session.counters.count(`credential: ${how}, ${standing}`);
    }),
  );

/** Somebody asks for a token, mostly a client at its own listener; what is shown may also be a key or a token. */
export const fetching: fc.Arbitrary<Move<Stage>> = fc
  .record({
    aim: anyAim,
    mostly: fc.oneof({ weight: 6, arbitrary: fc.constant('client' as const) }, fc.constant('as aimed' as const)),
    form: fc.constantFrom<ClientForm>('basic', 'form'),
    scopes: someScopes,
  })
  .map(({ aim, mostly, form, scopes }) =>
    observed('fetch a token', async (stage, say) => {
      const kind: Aim['kind'] = mostly === 'client' ? 'client' : aim.kind;
      const { holding, listener, spoil } = aimed(stage.world, { ...aim, kind });
      const showing = asClient(holding, spoil, form);
      const request = tokenRequest(stage.session, stage.world, { listener, showing, scopes }, (token) => {
        stage.learnToken(token);
        return 'kept';
      });
      say(`a token on ${listener} for ${nameOf(holding)} (${spoil.how}, ${form}) → ${request.status}`);
      await stage.deliver(request);
    }),
  );
