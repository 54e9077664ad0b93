import { MAILS_MAX } from '../access/outbox.ts';
import { html } from '../http/html.ts';
import { inMinutes } from '../http/words.ts';
import { type BackOfficeRoute, backOfficePage, notFoundPage } from './frame.ts';

/** The mails that would have been sent. Whoever reads them can choose passwords, so only administrators do. */
export const outboxPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/outbox',
    access: { kind: 'permission', permission: 'manage_users' },
    async handle(world, call) {
      const { outbox } = world.mailing;
      if (outbox === undefined) return notFoundPage(world, call, 'outbox');
      const mails = outbox.mails();
      return backOfficePage(world, call, {
        title: 'Outbox',
        main: html`
          <div>
            <p>
              Nobody sends these mails: the shop has no mail server, and keeps the last ${MAILS_MAX} in memory where no real
              money moves. What is in them lets people in.
            </p>
            ${mails.length === 0 ? html`<p>There are none.</p>` : null}
            ${mails.map(
              ({ at, to, subject, text }) => html`
                <article>
                  <header><strong>${subject}</strong> to ${to}, ${inMinutes(at)}</header>
                  ${text.split('\n\n').map((part) => (URL.canParse(part) ? html`<p><a href=${part}>${part}</a></p>` : html`<p>${part}</p>`))}
                </article>
              `,
            )}
          </div>
        `,
      });
    },
  },
];
