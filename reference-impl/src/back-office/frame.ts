import type { Permission } from '../access/roles.ts';
import type { CheckoutWorld } from '../checkout/world.ts';
import { type CallerWorld, callerMay } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { buttonForm } from '../http/form.ts';
import { html } from '../http/html.ts';
import { type Page, pageReply } from '../http/page.ts';
import type { Frame, PageCall, PageRoute } from '../http/page-route.ts';

/** What the back office's pages are served with. */
export type BackOfficeWorld = CheckoutWorld & CallerWorld;

/** A route of the back office. */
export type BackOfficeRoute = PageRoute<BackOfficeWorld>;

/** The parts of the back office, with who sees them in the navigation. */
const PARTS: readonly Readonly<{ href: string; label: string; permission: Permission }>[] = [
  { href: '/admin/orders', label: 'Orders', permission: 'view_orders' },
  { href: '/admin/settlements', label: 'Settlements', permission: 'reconcile_payments' },
  { href: '/admin/integrations', label: 'Integrations', permission: 'manage_integrations' },
  { href: '/admin/payment-rules', label: 'Payment rules', permission: 'manage_payment_rules' },
  { href: '/admin/pricing', label: 'Prices', permission: 'manage_prices' },
  { href: '/admin/customers', label: 'Customers', permission: 'manage_customers' },
  { href: '/admin/users', label: 'Users', permission: 'manage_users' },
  { href: '/admin/audit', label: 'Audit trail', permission: 'view_audit' },
  { href: '/admin/health', label: 'Health', permission: 'view_health' },
];

/** Where somebody who has just signed in goes: the first part that the role may see. */
export function firstPart(caller: PageCall['caller']): string {
  return PARTS.find(({ permission }) => callerMay(caller, permission))?.href ?? '/';
}

/** What every page of the back office has around it. */
export const backOfficeFrame: Frame = ({ caller, csrf }) => ({
  navigation: PARTS.filter(({ permission }) => callerMay(caller, permission)).map(({ href, label }) => ({
    href,
    label,
    current: false,
  })),
  corner:
    caller.kind === 'guest'
      ? null
      : [
          html`<li><small>${caller.user.name} (${caller.user.role})</small></li>`,
          html`<li>${buttonForm('/admin/sign-out', 'Sign out', csrf, { className: 'secondary outline corner-button' })}</li>`,
        ],
});

/** What a page says after something was done, by the word in its address; no other text can be put there. */
const NOTICES: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  conflict: 'Somebody else has changed it meanwhile. Nothing was saved.',
  deleted: 'Deleted.',
  confirmed: 'This database now belongs here. Integrations are as their connection checks left them.',
  password_reset: 'The user has another password and is signed out everywhere.',
  signed_out: 'The user is signed out everywhere.',
  checked: 'The provider has been asked.',
  reconciled: 'The provider has been asked what became of it.',
  capture_approved: 'Captured.',
  capture_pending: 'The provider has taken the capture and is still working on it.',
  capture_unknown: 'No readable answer came: it may have happened. Ask the provider again before anything else.',
  capture_failed: 'The capture did not go through. The hold is as it was, unless the history says otherwise.',
  cancel_approved: 'The hold has been given back.',
  cancel_called_off: 'It has been called off.',
  cancel_pending: 'The provider is giving the hold back.',
  cancel_unknown: 'No readable answer came: it may have happened. Ask the provider again before anything else.',
  cancel_failed: 'The hold was not given back. It is as it was, unless the history says otherwise.',
  refund_approved: 'Refunded.',
  refund_pending: 'The provider has taken the refund and is still working on it.',
  refund_unknown: 'No readable answer came: it may have happened. Ask the provider again before anything else.',
  refund_failed: 'The refund did not go through. Nothing was returned, unless the history says otherwise.',
  invoice_approved: 'Written down. The order is paid once the money is captured.',
  re_authorize_approved: 'There is a fresh hold.',
  re_authorize_pending: 'The provider is asking for a fresh hold.',
  re_authorize_unknown: 'No readable answer came: it may have happened. Ask the provider again before anything else.',
  re_authorize_failed: 'There is no fresh hold. The old one is as it was, unless the history says otherwise.',
};

/** A page of the back office. */
export function backOfficePage(
  { deployment }: BackOfficeWorld,
  call: PageCall,
  page: Omit<Page, 'navigation' | 'corner' | 'notice'>,
): Reply {
  const frame = backOfficeFrame(call);
  const { path, query } = call.exchange;
  const navigation = frame.navigation.map((entry) => ({ ...entry, current: path.startsWith(entry.href) }));
  const word = query.get('notice') ?? '';
  const notice = Object.hasOwn(NOTICES, word) ? NOTICES[word] : undefined;
  return pageReply(deployment, { width: 'wide', ...frame, ...page, navigation, notice });
}

/** The page for what is not there, or no longer. */
export function notFoundPage(world: BackOfficeWorld, call: PageCall, what: string): Reply {
  return backOfficePage(world, call, {
    status: 404,
    title: `There is no such ${what}`,
    main: html`<p>It may have been deleted. <a href="/admin">Start again from the back office</a>.</p>`,
  });
}
