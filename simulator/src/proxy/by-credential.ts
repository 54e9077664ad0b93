import type { Presented } from '../accounts/caller.ts';
import type { Directory } from '../accounts/directory.ts';
import type { Environment } from '../accounts/environment.ts';
import { environmentOfMode } from './route.ts';

/**
 * The environment that a request is meant for at a host that serves test and live money alike: that of its credential.
 * With one that nobody has, what its text says of test or live decides, so that it is refused where it belongs.
 */
export async function environmentByCredential(
  known: Readonly<{ directory: Pick<Directory, 'credentialsByPublicId'>; environments: readonly Environment[] }>,
  presented: Presented | undefined,
  authorization: string,
): Promise<string> {
  const { directory, environments } = known;
  const publicId = presented !== undefined && 'publicId' in presented ? presented.publicId : undefined;
  const [credential] = publicId === undefined ? [] : await directory.credentialsByPublicId(publicId);
  if (credential !== undefined) return credential.environment;
  return environmentOfMode(environments, saysLive(authorization) ? 'live' : 'test');
}

/** `Bearer sk_live_…`, or the same as the user of HTTP Basic. */
function saysLive(authorization: string): boolean {
  const encoded = /^Basic +(\S+)$/i.exec(authorization.trim())?.[1];
  const text = encoded === undefined ? authorization : Buffer.from(encoded, 'base64').toString('utf8');
  return /(^|[\s_])live_/.test(text);
}
