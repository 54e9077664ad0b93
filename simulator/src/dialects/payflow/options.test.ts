import { expect, test } from 'vitest';
import { payflow } from './index.ts';
import { options, profileOf } from './options.ts';
import { expressPolicy, policy } from './policy.ts';

const choosing = (chosen: Readonly<Record<string, string>>) =>
  profileOf({ dialectOptions: { of: () => chosen, set: async () => {} } }, 'mer_1');

const profiles: readonly [chosen: Record<string, string>, requestId: string, silentPost: string, declined: number][] = [
  // what is chosen                                       request id   silent post  cards declined
  [{}, 'optional', 'once', 0],
  [{ profile: 'standard' }, 'optional', 'once', 0],
  [{ profile: 'strict' }, 'required', 'confirmed', 0],
  [{ profile: 'oro-compat' }, 'optional', 'confirmed', 1],
  [{ profile: 'oro-compat', silentPost: 'again' }, 'optional', 'again', 1],
  [{ silentPost: 'confirmed' }, 'optional', 'confirmed', 0],
  [{ profile: 'strict', silentPost: 'as_profile' }, 'required', 'confirmed', 0],
];
for (const [chosen, requestId, silentPost, declined] of profiles) {
  test(`${JSON.stringify(chosen)}: request ids ${requestId}, silent posts ${silentPost}`, () => {
    const profile = choosing(chosen);
    expect([profile.requestId, profile.silentPost, profile.declinedCards.length]).toEqual([
      requestId,
      silentPost,
      declined,
    ]);
  });
}

test('the options that the dialect offers are those that it reads', () => {
  expect(payflow.data.options).toEqual(options);
});

test('a payment goes by the rules of Express Checkout when its details say that it is one, and else by those of cards', () => {
  const express = { returnUrl: 'https://shop.example/', cancelUrl: 'https://shop.example/' };
  expect(payflow.data.policyFor?.({ express })).toEqual(expressPolicy);
  expect(payflow.data.policyFor?.({ token: { id: 'one', echo: [] } })).toEqual(policy);
  const { action, amend, zeroAmount, ...same } = expressPolicy;
  const own = [action.afterApproval, action.afterCancel, amend, zeroAmount];
  expect(own).toEqual(['await_merchant', 'reopen', 'before_approval', 'refused']);
  expect(policy).toMatchObject(same);
});
