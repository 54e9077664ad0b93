import { html } from 'htm/preact';
import type { VNode } from 'preact';

/** A piece of a page. A text put into one is escaped by construction; there is no other way in. */
export type Html = VNode;

/** What may stand in a page where a piece is optional. */
export type Content = Html | string | null | readonly Content[];

export { html };
