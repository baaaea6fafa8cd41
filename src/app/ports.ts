/**
 * What the use cases need of the world, and what the edges may know of them. The concrete things behind these stand in
 * store, knowledge and local, and meet in compose.ts.
 */

export type * from './ports/articles.ts';
export type * from './ports/assist.ts';
export type * from './ports/clockJumps.ts';
export type * from './ports/deflection.ts';
export type * from './ports/dueWork.ts';
export type * from './ports/files.ts';
export type * from './ports/inbox.ts';
export type * from './ports/knowledge.ts';
export type * from './ports/localChat.ts';
export type * from './ports/outbox.ts';
export type * from './ports/places.ts';
export type * from './ports/records.ts';
export type * from './ports/store.ts';
export type * from './ports/watch.ts';
