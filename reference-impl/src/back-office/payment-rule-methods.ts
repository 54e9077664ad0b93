import type { FormErrors } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { PAYMENT_ACTIONS, paymentActionInWords } from '../payments/integration.ts';
import { isOfflineMethod } from '../payments/offline-method.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';
import type { RuleFields } from './payment-rule-form.ts';

/** The methods of a rule to tick, each with what the rule wants to be otherwise with it. */
export function methodBoxes(known: readonly PaymentMethod[], fields: RuleFields, errors: FormErrors): Html {
  const error = errors.get('methods');
  return html`
    <fieldset id="methods" class="choices">
      <legend>Payment methods</legend>
      ${known.length === 0 ? html`<p>There is none yet: make an <a href="/admin/integrations/new">integration</a> first.</p>` : null}
      ${known.map((method) => [methodBox(method, fields), methodOptions(method, fields)])}
      ${error === undefined ? null : html`<small class="error">${error}</small>`}
    </fieldset>
  `;
}

function methodBox({ id, label }: PaymentMethod, { methods }: RuleFields): Html {
  return html`
    <label>
      <input type="checkbox" name="methods" value=${id} checked=${methods.includes(id)} />
      ${label} <small>${id}</small>
    </label>
  `;
}

function methodOptions({ id, label }: PaymentMethod, { actions, hints }: RuleFields): Html {
  const chosen = actions.get(id) ?? '';
  return html`
    <div class="two">
      ${isOfflineMethod(id) ? null : actionChoice({ id, label }, chosen)}
      <div class="field">
        <input
          name=${`hint-${id}`}
          maxlength="200"
          value=${hints.get(id) ?? ''}
          aria-label=${`What customers read beside ${label}`}
          placeholder="What customers read beside it"
        />
      </div>
    </div>
  `;
}

/** What happens to the money under this rule; without a provider there is nothing to choose. */
function actionChoice({ id, label }: Pick<PaymentMethod, 'id' | 'label'>, chosen: string): Html {
  return html`
    <div class="field">
      <select name=${`action-${id}`} aria-label=${`Under this rule, with ${label}`}>
        <option value="" selected=${chosen === ''}>As the integration says</option>
        ${PAYMENT_ACTIONS.map(
          (action) =>
            html`<option value=${action} selected=${action === chosen}>${paymentActionInWords(action)}</option>`,
        )}
      </select>
    </div>
  `;
}
