import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token that a form or API write of this browser has to carry; another site cannot know it. */
export function csrfToken(key: Buffer, browserToken: string): string {
  return createHmac('sha256', key).update(browserToken).digest('base64url');
}

/** Whether a token is this browser's, in time that does not depend on where it differs. */
export function csrfTokenIsRight(key: Buffer, browserToken: string, presented: string): boolean {
  const expected = Buffer.from(csrfToken(key, browserToken));
  const given = Buffer.from(presented);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
