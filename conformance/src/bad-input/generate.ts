import type { Dice } from '../platform/random.ts';
import { dice as diceFor } from '../platform/random.ts';
import type { Api } from './api.ts';
import {
  badBySchema,
  brokenJson,
  deepNesting,
  duplicateKey,
  emptyBody,
  hugeBody,
  wrongEncoding,
  wrongMediaType,
} from './bad-bodies.ts';
import { badAuthorization, badIdempotencyKey, foreignHost, hugeHeader } from './bad-headers.ts';
import { brokenHttp, unfinishedBody } from './bad-protocol.ts';
import { type BadRequest, type Expected, KINDS, type Kind, refusedWith } from './bad-request.ts';
import { badQuery, malformedPath, pathTraversal, unknownId, unknownRoute, wrongMethod } from './bad-targets.ts';
import { badTokenRequest, type OAuthClient } from './bad-tokens.ts';

/** What is attacked. */
export type Targets = Readonly<{ apis: readonly Api[]; client?: OAuthClient }>;

type Generator = (api: Api, dice: Dice) => BadRequest;

const GENERATORS: Readonly<Record<Exclude<Kind, 'bad_token_request'>, Generator>> = {
  wrong_type: (api, dice) => badBySchema('wrong_type', api, dice),
  out_of_range: (api, dice) => badBySchema('out_of_range', api, dice),
  wrong_size: (api, dice) => badBySchema('wrong_size', api, dice),
  not_listed: (api, dice) => badBySchema('not_listed', api, dice),
  unknown_field: (api, dice) => badBySchema('unknown_field', api, dice),
  missing_field: (api, dice) => badBySchema('missing_field', api, dice),
  not_an_object: (api, dice) => badBySchema('not_an_object', api, dice),
  broken_json: brokenJson,
  duplicate_key: duplicateKey,
  deep_nesting: deepNesting,
  empty_body: emptyBody,
  wrong_media_type: wrongMediaType,
  wrong_encoding: wrongEncoding,
  huge_body: hugeBody,
  unfinished_body: unfinishedBody,
  huge_header: hugeHeader,
  bad_idempotency_key: badIdempotencyKey,
  bad_authorization: badAuthorization,
  bad_query: badQuery,
  unknown_id: unknownId,
  malformed_path: malformedPath,
  unknown_route: unknownRoute,
  path_traversal: pathTraversal,
  wrong_method: wrongMethod,
  broken_http: brokenHttp,
  foreign_host: foreignHost,
  impossible_request: impossibleRequest,
};

/** Kinds that only some APIs know. */
const ONLY_FOR: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  bad_idempotency_key: ['generic'],
  foreign_host: ['control'],
};

/** Ten megabytes take their time, so there are fewer of them. */
const RARE: Readonly<Partial<Record<Kind, number>>> = { huge_body: 0.25 };

/** The kinds that make sense for the targets: not every API has keys, tokens or a host to defend. */
export function kindsFor({ apis, client }: Targets): readonly Kind[] {
  return KINDS.filter((kind) => (kind === 'bad_token_request' ? client !== undefined : knowing(kind, apis).length > 0));
}

/** Bad requests of every kind in turn, the same ones for the same seed. */
export function badRequests(targets: Targets, seed: number, perKind: number): readonly BadRequest[] {
  const dice = diceFor(seed);
  const { apis, client } = targets;
  const one = (kind: Kind): BadRequest => {
    if (kind !== 'bad_token_request') return GENERATORS[kind](dice.pick(knowing(kind, apis)), dice);
    if (client === undefined) throw new Error('no OAuth client to spoil');
    return badTokenRequest(client, dice);
  };
  return kindsFor(targets).flatMap((kind) =>
    Array.from({ length: Math.ceil(perKind * (RARE[kind] ?? 1)) }, () => one(kind)),
  );
}

function knowing(kind: Kind, apis: readonly Api[]): readonly Api[] {
  return apis.filter((api) => ONLY_FOR[kind]?.includes(api.name) ?? true);
}

function impossibleRequest(api: Api, dice: Dice): BadRequest {
  const { what, request, statuses, types } = dice.pick(api.impossible());
  const expected: Expected = { ...refusedWith(0, ...types), statuses };
  return { kind: 'impossible_request', api: api.name, what, url: api.url, sent: { request }, expected };
}
