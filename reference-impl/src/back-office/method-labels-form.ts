import { type FormErrors, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { type DeclaredMethods, METHOD_KINDS, type MethodKind, type MethodLabels } from '../payments/payment-method.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';

/** What methods are called, as it was typed: nothing where they are called as usual. */
export type MethodLabelFields = ReadonlyMap<MethodKind, Readonly<{ label: string; shortLabel: string }>>;

const LENGTH_MAX = 60;

/** The fields of stored labels, or of none. */
export function methodLabelFields(labels: MethodLabels = {}): MethodLabelFields {
  return new Map(
    METHOD_KINDS.map((kind) => [
      kind,
      { label: labels[kind]?.label ?? '', shortLabel: labels[kind]?.shortLabel ?? '' },
    ]),
  );
}

/** The fields as they were sent. */
export function sentMethodLabels(form: URLSearchParams): MethodLabelFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return new Map(
    METHOD_KINDS.map((kind) => [kind, { label: field(`label-${kind}`), shortLabel: field(`shortLabel-${kind}`) }]),
  );
}

/** What was filled in; what is wrong with it is added to the errors. */
export function parseMethodLabels(fields: MethodLabelFields, errors: Map<string, string>): MethodLabels {
  return Object.fromEntries(
    [...fields].flatMap(([kind, { label, shortLabel }]) => {
      for (const [name, text] of [['label', label] as const, ['shortLabel', shortLabel] as const]) {
        const isWrong = text.length > LENGTH_MAX || looksLikeCardNumber(text);
        if (isWrong) errors.set(`${name}-${kind}`, `Please use at most ${LENGTH_MAX} characters, and no card number.`);
      }
      if (label === '' && shortLabel === '') return [];
      return [[kind, { ...(label === '' ? {} : { label }), ...(shortLabel === '' ? {} : { shortLabel }) }] as const];
    }),
  );
}

/** What each method of an integration is called; open where somebody has called one otherwise, or has made a mistake. */
export function methodLabelsSection(methods: DeclaredMethods, fields: MethodLabelFields, errors: FormErrors): Html {
  const isOpen = methods.some(({ kind }) => {
    const { label, shortLabel } = fields.get(kind) ?? NOTHING;
    return `${label}${shortLabel}` !== '' || errors.has(`label-${kind}`) || errors.has(`shortLabel-${kind}`);
  });
  return html`
    <details open=${isOpen}>
      <summary>What its ${methods.length === 1 ? 'method is' : `${methods.length} methods are`} called</summary>
      ${methods.map((method, index) => labelsOf(method, index === 0, fields.get(method.kind) ?? NOTHING, errors))}
    </details>
  `;
}

const NOTHING = { label: '', shortLabel: '' };

function labelsOf(
  { kind, name }: DeclaredMethods[number],
  isFirst: boolean,
  { label, shortLabel }: typeof NOTHING,
  errors: FormErrors,
): Html {
  return html`
    <fieldset>
      <legend>By ${name}</legend>
      ${textInput(`label-${kind}`, `At checkout, by ${name}`, errors, {
        value: label,
        required: false,
        maxlength: LENGTH_MAX,
        hint: `Empty, it is called as above${isFirst ? '' : `, with "(${name})" after it`}.`,
      })}
      ${textInput(`shortLabel-${kind}`, `In histories, by ${name}`, errors, {
        value: shortLabel,
        required: false,
        maxlength: LENGTH_MAX,
        hint: 'Empty, it is called as at checkout.',
      })}
    </fieldset>
  `;
}
