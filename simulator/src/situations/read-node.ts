import { isAlias, isMap, isNode, isScalar, isSeq, type Pair } from 'yaml';
import { durationMs, durationText } from './duration.ts';
import { nearestName } from './nearest.ts';

/** One thing that is not as it has to be: where, and what was expected there. */
export type NodeProblem = Readonly<{ pointer: string; offset: number | undefined; detail: string }>;

/** A place in a document, and the list that everything wrong with the document goes to. */
export type Spot = Readonly<{ pointer: string; offset: number | undefined; problems: NodeProblem[] }>;

/** Reads a value out of a node of a document; undefined when it is none, and then `spot.problems` says why. */
export type Read<T> = (node: unknown, spot: Spot) => T | undefined;

/** Reads each member of an object, by name. */
export type Members<T> = Readonly<{ [Name in keyof T]: Read<T[Name]> }>;

// Nobody mends more at once.
const PROBLEMS_MAX = 20;
const SHOWN_LENGTH = 60;

/** Says what was expected at a spot. */
export function objectTo(spot: Spot, detail: string): undefined {
  if (spot.problems.length < PROBLEMS_MAX) {
    spot.problems.push({ pointer: spot.pointer, offset: spot.offset, detail });
  }
  return undefined;
}

/** An object of these members. All of those `required` have to be there, and no others than are known. */
export function object<T extends object>(
  members: Members<T>,
  required: readonly (keyof T & string)[] = [],
): Read<Partial<T>> {
  return (node, spot) => {
    const names = Object.keys(members);
    const expected = `expected an object with ${required.length > 0 ? required.join(', ') : `any of ${list(names)}`}`;
    if (!isMap(node)) return objectTo(spot, expected);
    const found: Partial<T> = {};
    const before = spot.problems.length;
    for (const pair of node.items) {
      const name = nameOf(pair, spot);
      if (name === undefined) continue;
      const at = inside(spot, name, isNode(pair.key) ? pair.key : undefined);
      if (!isMember(members, name)) {
        const near = nearestName(name, names);
        const known = near === undefined ? `known are ${list(names)}` : `did you mean "${near}"?`;
        objectTo(at, `"${shown(name)}" is not known here; ${known}`);
        continue;
      }
      const value = members[name](pair.value, inside(spot, name, isNode(pair.value) ? pair.value : undefined));
      if (value !== undefined) found[name] = value;
    }
    for (const name of required) {
      if (!node.has(name)) objectTo(spot, `"${name}" is missing`);
    }
    return spot.problems.length === before ? found : undefined;
  };
}

/** One of several things: a bare name, or an object whose only member is the name. */
export function oneOf<T>(
  bare: Readonly<Record<string, T>>,
  members: Readonly<Record<string, Read<T>>>,
  example: string,
): Read<T> {
  const names = [...new Set([...Object.keys(bare), ...Object.keys(members)])];
  return (node, spot) => {
    const unknown = (name: string, at: Spot) => {
      const near = nearestName(name, names);
      return objectTo(
        at,
        near === undefined
          ? `expected one of ${list(names)}, not "${shown(name)}"`
          : `"${shown(name)}" is not known here; did you mean "${near}"?`,
      );
    };
    if (isScalar(node) && typeof node.value === 'string') {
      const name = node.value;
      if (Object.hasOwn(bare, name)) return bare[name];
      if (Object.hasOwn(members, name)) return objectTo(spot, `"${name}" needs a value, as in ${example}`);
      return unknown(name, spot);
    }
    if (!isMap(node) || node.items.length !== 1) {
      return objectTo(spot, `expected one of ${list(names)}, such as ${example}`);
    }
    const [pair] = node.items;
    const name = pair === undefined ? undefined : nameOf(pair, spot);
    if (pair === undefined || name === undefined) return undefined;
    const at = inside(spot, name, isNode(pair.value) ? pair.value : undefined);
    const read = Object.hasOwn(members, name) ? members[name] : undefined;
    if (read !== undefined) return read(pair.value, at);
    if (Object.hasOwn(bare, name)) return objectTo(at, `"${name}" takes no value; write it alone`);
    return unknown(name, inside(spot, name, isNode(pair.key) ? pair.key : undefined));
  };
}

/** Several of a kind. */
export function several<T>(read: Read<T>, { min, max }: Readonly<{ min: number; max: number }>): Read<readonly T[]> {
  return (node, spot) => {
    if (!isSeq(node) || node.items.length < min || node.items.length > max) {
      return objectTo(spot, `expected a list of ${min} to ${max}`);
    }
    const items = node.items.map((item, index) =>
      read(item, inside(spot, String(index), isNode(item) ? item : undefined)),
    );
    return items.every((item) => item !== undefined) ? items : undefined;
  };
}

/** Text of a shape; `expected` says of which. */
export function text(shape: RegExp, expected: string): Read<string> {
  return (node, spot) => {
    if (isScalar(node) && typeof node.value === 'number') {
      return objectTo(spot, `expected ${expected}; put it in quotes, or YAML reads a number`);
    }
    if (!isScalar(node) || typeof node.value !== 'string' || !shape.test(node.value)) {
      return objectTo(spot, `expected ${expected}`);
    }
    return node.value;
  };
}

/** One of these names. */
export function choice<const T extends string>(names: readonly T[]): Read<T> {
  return (node, spot) => {
    const written = isScalar(node) ? node.value : undefined;
    const known = names.find((name) => name === written);
    if (known !== undefined) return known;
    if (typeof written !== 'string') return objectTo(spot, `expected one of ${list(names)}`);
    const near = nearestName(written, names);
    return objectTo(
      spot,
      near === undefined ? `expected one of ${list(names)}` : `"${shown(written)}" is unknown; did you mean "${near}"?`,
    );
  };
}

/** A whole number between two bounds, which belong to it. */
export function integer({ min, max }: Readonly<{ min: number; max: number }>): Read<number> {
  return number({ min, max, whole: true });
}

/** A number between two bounds, which belong to it. */
export function number({
  min,
  max,
  whole = false,
}: Readonly<{ min: number; max: number; whole?: boolean }>): Read<number> {
  return (node, spot) => {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    return objectTo(spot, `expected a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  };
}

/** A duration in milliseconds, up to `maxMs`. */
export function duration(maxMs: number, sign: 'positive' | 'any' = 'positive'): Read<number> {
  return (node, spot) => {
    const written = isScalar(node) && typeof node.value === 'string' ? node.value : '';
    const negative = sign === 'any' && written.startsWith('-');
    const ms = durationMs(negative ? written.slice(1) : written);
    if (ms === undefined) return objectTo(spot, 'expected a duration such as 250ms, 5s, 2h or 3d');
    if (ms > maxMs) return objectTo(spot, `expected a duration of at most ${durationText(maxMs)}`);
    return negative ? -ms : ms;
  };
}

/** Whichever of two readings fits the kind of node: an object, or anything else. */
export function objectOr<T>(whenObject: Read<T>, otherwise: Read<T>): Read<T> {
  return (node, spot) => (isMap(node) ? whenObject(node, spot) : otherwise(node, spot));
}

/** A reading that goes on to make something else of what it found. */
export function mapped<From, To>(read: Read<From>, make: (value: From, spot: Spot) => To | undefined): Read<To> {
  return (node, spot) => {
    const value = read(node, spot);
    return value === undefined ? undefined : make(value, spot);
  };
}

function inside(spot: Spot, name: string, node: Readonly<{ range?: readonly number[] | null }> | undefined): Spot {
  const part = shown(name.replaceAll('~', '~0').replaceAll('/', '~1'));
  return { problems: spot.problems, pointer: `${spot.pointer}/${part}`, offset: node?.range?.[0] ?? spot.offset };
}

function nameOf(pair: Pair, spot: Spot): string | undefined {
  if (isAlias(pair.key) || isAlias(pair.value)) return objectTo(spot, 'expected no alias; write it out');
  const name = isScalar(pair.key) ? pair.key.value : pair.key;
  return typeof name === 'string' ? name : objectTo(spot, 'expected names that are text');
}

function isMember<T extends object>(members: Members<T>, name: string): name is keyof T & string {
  return Object.hasOwn(members, name);
}

function shown(name: string): string {
  return name.length > SHOWN_LENGTH ? `${name.slice(0, SHOWN_LENGTH)}…` : name;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
