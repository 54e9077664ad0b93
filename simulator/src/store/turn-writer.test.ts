import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { TurnWriter } from './turn-writer.ts';

let database: DatabaseSync;
let writer: TurnWriter;
const executed: string[] = [];

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('create table things (name text not null unique) strict');
  executed.length = 0;
  const exec = database.exec.bind(database);
  database.exec = (sql) => {
    executed.push(sql);
    exec(sql);
  };
  writer = new TurnWriter(database);
});

const add = (name: string) => () => {
  database.prepare('insert into things (name) values (?)').run(name);
  return name;
};
const names = () =>
  database
    .prepare('select name from things order by rowid')
    .all()
    .map(({ name }) => name);

test('what is asked for in one turn is written in one transaction', async () => {
  const written = await Promise.all([writer.write(add('a')), writer.write(add('b')), writer.write(add('c'))]);
  expect(written).toEqual(['a', 'b', 'c']);
  expect(executed.filter((sql) => sql === 'commit')).toHaveLength(1);
});

test('nothing is acknowledged before the commit', async () => {
  const seen: unknown[] = [];
  const one = writer.write(add('a')).then(() => seen.push([...executed].at(-1), database.isTransaction));
  expect(names()).toEqual([]);
  await one;
  expect(seen).toEqual(['commit', false]);
});

test('a task that fails undoes its own writes and nobody else’s', async () => {
  const results = await Promise.allSettled([
    writer.write(add('a')),
    writer.write(() => {
      add('undone')();
      throw new Error('no');
    }),
    writer.write(add('a')),
    writer.write(add('b')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(names()).toEqual(['a', 'b']);
});

test('a commit that fails fails everyone, leaves nothing, and the next turn is good again', async () => {
  const exec = database.exec.bind(database);
  let failing = true;
  database.exec = (sql) => {
    if (sql === 'commit' && failing) throw new Error('the disk is full');
    exec(sql);
  };
  const results = await Promise.allSettled([writer.write(add('a')), writer.write(add('b'))]);
  expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : 'written'))).toEqual([
    'Error: the disk is full',
    'Error: the disk is full',
  ]);
  expect(names()).toEqual([]);
  failing = false;
  expect(await writer.write(add('a'))).toBe('a');
  expect(names()).toEqual(['a']);
});

test('a transaction that the database itself has undone fails everyone', async () => {
  const results = await Promise.allSettled([
    writer.write(add('a')),
    writer.write(() => database.exec('rollback')),
    writer.write(add('b')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(names()).toEqual([]);
});

test('what is waiting can be written at once', () => {
  const written = writer.write(add('a'));
  writer.flush();
  expect(names()).toEqual(['a']);
  return expect(written).resolves.toBe('a');
});

test('what is asked for while an answer is heard goes into the next transaction', async () => {
  await writer.write(add('a')).then(() => writer.write(add('b')));
  expect(executed.filter((sql) => sql === 'commit')).toHaveLength(2);
});

test('closing writes what is waiting, and then refuses', async () => {
  const waiting = writer.write(add('a'));
  writer.close();
  database.close();
  await expect(waiting).resolves.toBe('a');
  await expect(writer.write(add('b'))).rejects.toThrow('closed');
});
