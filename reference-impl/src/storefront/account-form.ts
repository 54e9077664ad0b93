import type { FormErrors } from '../http/form.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';

/** The form's fields by name, as they were typed. */
export type AccountFields = Readonly<Record<'name' | 'email' | 'password', string>>;

const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** The fields as they were sent; a password may begin and end with spaces. */
export function accountFields(form: URLSearchParams): AccountFields {
  return {
    name: (form.get('name') ?? '').trim(),
    email: (form.get('email') ?? '').trim().slice(0, 254),
    password: (form.get('password') ?? '').slice(0, PASSWORD_LENGTH.most + 1),
  };
}

/** What was filled in, or what is wrong with which field. */
export function parseAccount({ name, email, password }: AccountFields): AccountFields | FormErrors {
  const errors = new Map<string, string>();
  if (name === '' || name.length > 100 || looksLikeCardNumber(name)) {
    errors.set('name', 'Please enter a name of at most 100 characters.');
  }
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) || looksLikeCardNumber(email)) {
    errors.set('email', 'Please enter an e-mail address such as name@example.com.');
  }
  const problem = passwordProblem(password);
  if (problem !== undefined) errors.set('password', problem);
  return errors.size > 0 ? errors : { name, email, password };
}

/** What is wrong with a password that somebody has chosen, or nothing. */
export function passwordProblem(password: string): string | undefined {
  const { least, most } = PASSWORD_LENGTH;
  const isRight = password.length >= least && password.length <= most;
  return isRight ? undefined : `Please choose a password of ${least} to ${most} characters.`;
}
