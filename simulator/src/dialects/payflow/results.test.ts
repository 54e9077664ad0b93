import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RESULT_MESSAGES, refused, refusedReply } from './results.ts';

const specification = JSON.parse(
  readFileSync(new URL('../../../../specs/payflow.schema.json', import.meta.url), 'utf8'),
);

test('the specification lists every RESULT that is served, and no other', () => {
  const listed: string[] = specification.$defs.Result.enum;
  expect([...listed].sort()).toEqual(Object.keys(RESULT_MESSAGES).sort());
});

test('a refusal says its RESULT, what that means, and what is wrong', () => {
  expect(refusedReply(refused(7, 'ORIGID')).body).toBe('RESULT=7&RESPMSG=Field format error: ORIGID');
});

test('a value that could not be read otherwise has the length of its bytes', () => {
  expect(refusedReply(refused(-6)).body).toBe('RESULT=-6&RESPMSG[38]=Parameter list format error: & in name');
});
