/** A list with an item in place of the one by the same id, or at the end where there is none. */
export function put<Item extends Readonly<{ id: string }>>(items: readonly Item[], item: Item): readonly Item[] {
  const at = items.findIndex(({ id }) => id === item.id);
  return at === -1 ? [...items, item] : items.with(at, item);
}

/** The item by an id; throws where stored events speak of one that was never made. */
export function existing<Item extends Readonly<{ id: string }>>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`an event speaks of ${id}, which does not exist`);
  return found;
}
