import type { Reply } from '../http/exchange.ts';
import { type FormErrors, selectInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import type { PageCall } from '../http/page-route.ts';
import { inMinutes } from '../http/words.ts';
import {
  type Actor,
  AUDIT_ACTIONS,
  AUDIT_SUBJECTS,
  type AuditChange,
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  isAuditAction,
} from '../shop/audit.ts';
import { userId } from '../shop/ids.ts';
import { dayFilter } from './day-filter.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage } from './frame.ts';

const PAGE_SIZE = 50;
const NO_ERRORS: FormErrors = new Map();

/** Who did what, and when. */
export const auditPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/audit',
    access: { kind: 'permission', permission: 'view_audit' },
    async handle(world, call) {
      const { query } = call.exchange;
      const cursor = query.get('cursor') ?? '';
      const page = await world.audit.page({
        filter: filterOf(query),
        limit: PAGE_SIZE,
        ...(/^\d{1,15}$/.test(cursor) ? { cursor } : {}),
      });
      return auditPage(world, call, page);
    },
  },
];

/** What cannot be understood does not filter; the form shows what is in force. */
function filterOf(query: URLSearchParams): AuditFilter {
  const action = query.get('action') ?? '';
  const subject = AUDIT_SUBJECTS.find((known) => known === query.get('subject'));
  const [subjectId, actor] = [query.get('subjectId') ?? '', query.get('userId') ?? ''];
  return {
    ...(isAuditAction(action) ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(subjectId === '' ? {} : { subjectId: subjectId.slice(0, 100) }),
    ...(actor === '' ? {} : { actorId: userId(actor.slice(0, 100)) }),
    ...dayFilter(query),
  };
}

async function auditPage(world: BackOfficeWorld, call: PageCall, { entries, nextCursor }: AuditPage): Promise<Reply> {
  const { query } = call.exchange;
  const users = (await world.access.users()).map(({ id, name, email }) => [id, `${name} (${email})`] as const);
  const value = (name: string) => query.get(name) ?? '';
  return backOfficePage(world, call, {
    title: 'Audit trail',
    main: html`
      <div>
        <form method="get" action="/admin/audit" class="filters">
          ${selectInput('userId', 'Who', NO_ERRORS, { choices: [['', 'anybody'], ...users], value: value('userId'), required: false })}
          ${selectInput('action', 'What', NO_ERRORS, {
            choices: [['', 'anything'], ...Object.entries(AUDIT_ACTIONS)],
            value: value('action'),
            required: false,
          })}
          ${textInput('from', 'From', NO_ERRORS, { type: 'date', value: value('from'), required: false })}
          ${textInput('until', 'Until', NO_ERRORS, { type: 'date', value: value('until'), required: false })}
          ${query.get('subjectId') ? html`<input type="hidden" name="subjectId" value=${query.get('subjectId')} />` : null}
          <button type="submit">Show</button>
        </form>
        ${entries.length === 0 ? html`<p>Nothing that fits.</p>` : entriesTable(entries)}
        ${nextCursor === undefined ? null : html`<p><a href=${`/admin/audit?${next(query, nextCursor)}`}>Older entries</a></p>`}
      </div>
    `,
  });
}

function next(query: URLSearchParams, cursor: string): string {
  const following = new URLSearchParams(query);
  following.set('cursor', cursor);
  return following.toString();
}

function entriesTable(entries: readonly AuditEntry[]): Html {
  return html`
    <div class="table" role="region" aria-label="Table of audit entries" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">To what</th>
            <th scope="col">Before and after</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map(
            ({ at, by, action, about, changes }) => html`
              <tr>
                <td>${inMinutes(at)}</td>
                <td>${actorInWords(by)}</td>
                <td>${AUDIT_ACTIONS[action]}</td>
                <td>${about.label}<br /><small>${about.kind.replaceAll('_', ' ')}</small></td>
                <td class="wrap"><small>${changes.map(changeInWords)}</small></td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function actorInWords(by: Actor): Html {
  if (by.kind === 'shop') return html`the shop`;
  return html`${by.name}<br /><small>${by.role}</small>`;
}

function changeInWords({ field, before, after }: AuditChange): Html {
  if (before === undefined) return html`<div>${field}: ${after ?? ''}</div>`;
  return html`<div>${field}: <del>${before}</del>${after === undefined ? '' : html` → ${after}`}</div>`;
}
