import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { HttpRequest } from '../../src/platform/http-client.ts';
import type { Talk } from './interaction.ts';
import { committedForm, fileOf, meetInTalk } from './pact.ts';

/** What an adapter might do by mistake, in which of its wishes, and how its requests look then. */
export type Mistake = readonly [what: string, against: string, spoil: (request: HttpRequest) => HttpRequest];

/** The same request with other headers. */
export function withHeaders(change: (headers: Record<string, string>) => void): Mistake[2] {
  return (request) => {
    const headers = { ...request.headers };
    change(headers);
    return { ...request, headers };
  };
}

/** The same request with another text in what it sends. */
export function withBody(from: string, to: string): Mistake[2] {
  return (request) =>
    request.method === 'GET' ? request : { ...request, body: String(request.body).replace(from, to) };
}

/** Shows who asks by nothing at all. */
export const SHOWS_NOTHING = 'shows nobody who asks';

/** Holds an adapter to its talks, writes them down, and shows that an adapter with a mistake does not get through. */
export function talkTests(provider: string, talks: readonly Talk[], mistakes: readonly Mistake[]): void {
  // Pact reports its use to its makers unless told otherwise.
  vi.stubEnv('PACT_DO_NOT_TRACK', 'true');
  const written = mkdtempSync(join(tmpdir(), 'assay-pact-'));
  const thrownAway = mkdtempSync(join(tmpdir(), 'assay-pact-'));
  afterAll(() => {
    for (const folder of [written, thrownAway]) rmSync(folder, { recursive: true });
  });

  for (const talk of talks) {
    test(`${provider}: ${talk.description}`, async () => {
      expect(await meetInTalk(talk, provider, written)).toEqual(talk.reading);
    });
  }

  test('the committed pact is what has just been written; `vitest run -u` on this folder renews it', async () => {
    const now = readFileSync(join(written, fileOf(provider)), 'utf8');
    await expect(committedForm(now)).toMatchFileSnapshot(`../../pacts/${fileOf(provider)}`);
  });

  for (const [what, against, spoil] of mistakes) {
    test(`an adapter that ${what} breaks the contract`, async () => {
      const talk = talks.find(({ description }) => description === against);
      if (talk === undefined) throw new Error(`the contract has no ${against}`);
      const ask: Talk['ask'] = () => (say) => talk.ask()((request) => say(spoil(request)));
      const headers = what === SHOWS_NOTHING ? {} : talk.headers;
      await expect(meetInTalk({ ...talk, ask, headers }, provider, thrownAway)).rejects.toThrow(
        'Mock server failed with the following mismatches',
      );
    });
  }
}
