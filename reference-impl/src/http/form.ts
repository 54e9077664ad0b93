import { type Html, html } from './html.ts';

/** What is wrong with which field of a form. */
export type FormErrors = ReadonlyMap<string, string>;

/** How a text field looks and what browsers may fill in. */
export type FieldOptions = Readonly<{
  type?: 'text' | 'email' | 'password' | 'number' | 'date';
  value?: string;
  hint?: string;
  autocomplete?: string;
  required?: boolean;
  maxlength?: number;
  min?: number;
  max?: number;
}>;

/** A labelled text field with its hint and error, told to screen readers too. */
export function textInput(name: string, label: string, errors: FormErrors, options: FieldOptions = {}): Html {
  const { hint, type = 'text', required = true, ...rest } = options;
  const error = errors.get(name);
  const notes = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === undefined ? [] : [`${name}-error`])];
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        required=${required}
        aria-invalid=${error === undefined ? null : 'true'}
        aria-describedby=${notes.length === 0 ? null : notes.join(' ')}
        ...${rest}
      />
      ${hint === undefined ? null : html`<small id=${`${name}-hint`}>${hint}</small>`}
      ${error === undefined ? null : html`<small class="error" id=${`${name}-error`}>${error}</small>`}
    </div>
  `;
}

/** A labelled field for a sentence or two. */
export function noteInput(name: string, label: string, errors: FormErrors, value: string, hint: string): Html {
  const error = errors.get(name);
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        name=${name}
        rows="3"
        maxlength="500"
        required
        aria-invalid=${error === undefined ? null : 'true'}
        aria-describedby=${error === undefined ? `${name}-hint` : `${name}-hint ${name}-error`}
      >
${value}</textarea
      >
      <small id=${`${name}-hint`}>${hint}</small>
      ${error === undefined ? null : html`<small class="error" id=${`${name}-error`}>${error}</small>`}
    </div>
  `;
}

/** A labelled field for several lines that may stay empty. */
export function linesInput(
  name: string,
  label: string,
  errors: FormErrors,
  { value, hint, maxlength }: Readonly<{ value: string; hint: string; maxlength: number }>,
): Html {
  const error = errors.get(name);
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        name=${name}
        rows="3"
        maxlength=${maxlength}
        spellcheck="false"
        aria-invalid=${error === undefined ? null : 'true'}
        aria-describedby=${error === undefined ? `${name}-hint` : `${name}-hint ${name}-error`}
      >
${value}</textarea
      >
      <small id=${`${name}-hint`}>${hint}</small>
      ${error === undefined ? null : html`<small class="error" id=${`${name}-error`}>${error}</small>`}
    </div>
  `;
}

/** A labelled list to choose from. */
export function selectInput(
  name: string,
  label: string,
  errors: FormErrors,
  options: Readonly<{
    choices: readonly (readonly [value: string, text: string])[];
    value?: string;
    required?: boolean;
  }>,
): Html {
  const error = errors.get(name);
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        name=${name}
        required=${options.required ?? true}
        aria-invalid=${error === undefined ? null : 'true'}
        aria-describedby=${error === undefined ? null : `${name}-error`}
      >
        ${options.choices.map(
          ([value, text]) => html`<option value=${value} selected=${value === options.value}>${text}</option>`,
        )}
      </select>
      ${error === undefined ? null : html`<small class="error" id=${`${name}-error`}>${error}</small>`}
    </div>
  `;
}

/** A box to tick. */
export function checkbox(name: string, label: string, checked: boolean, hint?: string): Html {
  return html`
    <div class="field">
      <label for=${name}>
        <input id=${name} name=${name} type="checkbox" value="yes" checked=${checked} aria-describedby=${hint ? `${name}-hint` : null} />
        ${label}
      </label>
      ${hint === undefined ? null : html`<small id=${`${name}-hint`}>${hint}</small>`}
    </div>
  `;
}

/** The hidden field that shows a form comes from one of our pages. */
export function csrfField(token: string): Html {
  return html`<input type="hidden" name="csrf" value=${token} />`;
}

/** A form that is only a button. */
export function buttonForm(
  action: string,
  label: string,
  csrf: string,
  options: Readonly<{ className?: string; fields?: Readonly<Record<string, string>> }> = {},
): Html {
  return html`
    <form method="post" action=${action} class="button-form">
      ${csrfField(csrf)}
      ${Object.entries(options.fields ?? {}).map(
        ([name, value]) => html`<input type="hidden" name=${name} value=${value} />`,
      )}
      <button type="submit" class=${options.className ?? null}>${label}</button>
    </form>
  `;
}

/** Says above a form that some of it is wrong; what, stands beside each field. */
export function errorSummary(errors: FormErrors): Html | null {
  if (errors.size === 0) return null;
  return html`
    <div class="problem" role="alert">
      <strong>Please look at this again:</strong>
      <ul>
        ${[...errors].map(([name, text]) => html`<li><a href=${`#${name}`}>${text}</a></li>`)}
      </ul>
    </div>
  `;
}
