import type { BuyerDeed } from './buyer.ts';

/** The card that is entered where a page asks for one. */
export type BuyerCard = Readonly<{ number: string; expiry: string; cvc: string }>;

/** A form to submit: where to, with what, and what of it may be shown. */
type Deed = Readonly<{
  path: string;
  fields: Readonly<Record<string, string>>;
  shown: Readonly<Record<string, string>>;
}>;

/**
 * What somebody submits on a payment page, found by its form as a browser finds it; undefined where there is no form, or
 * no button on it for what is to be done.
 */
export function whatToDoOn(page: string, does: BuyerDeed, card: BuyerCard): Deed | undefined {
  const action = /<form\b[^>]*\baction="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || does === 'nothing') return undefined;
  const path = unescaped(action);
  if (does === 'cancel') {
    const cancel = /<button\b[^>]*\bformaction="([^"]+)"/.exec(page)?.[1];
    return cancel === undefined ? undefined : plain(unescaped(cancel), {});
  }
  const form = path.split('/').at(-1) ?? '';
  if (form === 'card') {
    const shown = { number: `••••${card.number.slice(-4)}`, expiry: card.expiry, cvc: '•••' };
    return { path, fields: { ...card }, shown };
  }
  const answer = ANSWERS[form]?.[does];
  // Only what stands on a button can be pressed.
  return answer === undefined || !page.includes(`value="${answer}"`) ? undefined : plain(path, { answer });
}

/** The address of the shop that a page links to, if the shop gave one. */
export function wayBackIn(page: string): string | undefined {
  const href = /<a\b[^>]*\bhref="(https?:[^"]+)"/.exec(page)?.[1];
  return href === undefined ? undefined : unescaped(href);
}

/** Whether a browser is sent to another server by it. */
export function isAddress(location: string): boolean {
  return /^https?:\/\//.test(location);
}

type Pressing = Exclude<BuyerDeed, 'cancel' | 'nothing'>;

/** The button that somebody presses who does this, by form. */
const ANSWERS: Readonly<Record<string, Readonly<Partial<Record<Pressing, string>>>>> = {
  challenge: { approve: 'pass', decline: 'fail', fail_challenge: 'fail' },
  wallet: { approve: 'approve', decline: 'decline' },
  transfer: { approve: 'arrives', decline: 'fails' },
};

function plain(path: string, fields: Readonly<Record<string, string>>): Deed {
  return { path, fields, shown: fields };
}

function unescaped(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
