import type { Letter } from '../bench/mailbox.ts';
import type { Notices, Spoil } from './dialect.ts';
import { objectIn } from './json.ts';

type Written = Pick<Notices, 'isOf' | 'ofType' | 'renamed'>;

/** Notifications that are JSON, whose type is a member at the top, and whose names look like this. */
export function jsonNotices({ typeMember, named }: Readonly<{ typeMember: string; named: RegExp }>): Written {
  return {
    isOf: (body, type) => body.includes(`"${typeMember}":"${type}"`),
    ofType: (body, type) => {
      const said = new RegExp(`"${typeMember}":"[^"]*"`);
      return said.test(body) ? body.replace(said, `"${typeMember}":${JSON.stringify(type)}`) : undefined;
    },
    renamed: (body, copy) => {
      const { id } = objectIn(body);
      if (typeof id !== 'string' || !named.test(id)) return undefined;
      return body.replaceAll(id, `${id.slice(0, -4)}C${String(copy).padStart(3, '0')}`);
    },
  };
}

const withBody = ({ headers }: Letter, body: string): Letter => ({ headers, body });

/** Under a signature over bytes, any other body is spoilt. */
export const SPOILT_BODIES: readonly Spoil[] = [
  ['with a space more in the body', (letter) => withBody(letter, `${letter.body} `)],
  ['with another body', (letter) => withBody(letter, letter.body.replace('"id"', '"di"'))],
];

/** A JSON text with members more at its beginning; any other text as it was. */
export function withAdded(text: string, members: Readonly<Record<string, string>>): string {
  return text.replace(/^\{/, `${JSON.stringify(members).slice(0, -1)},`);
}
