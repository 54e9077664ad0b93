/** Lets work on the same thing happen one piece at a time, in the order asked for; other things are not held up. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** A fresh set of queues, each of which lives as long as something waits in it. */
export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    const leave = () => {
      if (last.get(key) === turn) last.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  };
}
