import { html } from '../html.ts';
import type { DashboardPage } from './frame.ts';

/** Where the control token is shown; `next` is where to go with it. */
export function signInPage(next: string, problem?: string): DashboardPage {
  return {
    title: problem === undefined ? 'Sign in' : 'Wrong token: sign in',
    status: problem === undefined ? 200 : 422,
    content: html`<section class="sign-in panel" aria-labelledby="sign-in">
      <h1 id="sign-in">Sign in</h1>
      ${problem === undefined ? null : html`<div class="notice refused" role="alert"><p>${problem}</p></div>`}
      <form method="post" action="/dashboard/sign-in">
        <input type="hidden" name="next" value=${next} />
        <label>
          Control token
          <input
            name="token"
            type="password"
            autocomplete="current-password"
            required
            autofocus
            aria-describedby="token-hint"
          />
        </label>
        <p class="hint" id="token-hint">It was printed when the simulator started, unless it was given to it with --control-token.</p>
        <button type="submit">Sign in</button>
      </form>
    </section>`,
  };
}

/** What is shown where there is nothing. */
export function nothingHere(what: string): DashboardPage {
  return {
    title: 'Not found',
    status: 404,
    content: html`<h1>Not found</h1>
      <p>There is no such ${what}. It may have been reset, or belong to a database of before.</p>
      <p><a href="/dashboard">To the overview</a></p>`,
  };
}

/** Where a sign-in may lead: to a place of the dashboard, and nowhere else. */
export function nextIn(text: string | null): string {
  const here = 'http://here';
  const asked = text !== null && URL.canParse(text, here) ? new URL(text, here) : undefined;
  const isOurs = asked?.origin === here && /^\/dashboard(\/|$)/.test(asked.pathname);
  return isOurs ? `${asked.pathname}${asked.search}` : '/dashboard';
}
