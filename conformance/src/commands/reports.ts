import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Digested, signedEnvelope, testResultStatement } from '../reporters/attestation.ts';
import { badgeJson } from '../reporters/badge.ts';
import { ctrfJson } from '../reporters/ctrf.ts';
import { htmlReport } from '../reporters/html/document.ts';
import { junitXml } from '../reporters/junit.ts';
import { markdownSummary } from '../reporters/markdown.ts';
import { type Mistakes, mistakesFiles } from '../reporters/mistakes.ts';
import type { RunRecord } from '../reporters/record.ts';
import { leaksSarif } from '../reporters/sarif.ts';
import type { SubjectAddress } from '../subject/address.ts';
import { failureFile, isRed } from './failure-file.ts';

const ARTIFACT_BYTES_MAX = 256 * 1024 * 1024;

/** What reports are made with beside the events. */
export type ReportSetting = Readonly<{
  folder: string;
  replay: (requirement: string) => string;
  /** The files that were tested; without any, nothing is attested. */
  tested: readonly Digested[];
  configuration: readonly Digested[];
  key?: KeyObject;
}>;

/**
 * Begins the reports of a run: what it gives appends to `run.ndjson`, event by event, so that a run that is cut
 * off leaves something behind. Failures of an earlier run in the same folder are forgotten.
 */
export function beginReports(folder: string): (lines: string) => void {
  rmSync(join(folder, 'failures'), { recursive: true, force: true });
  mkdirSync(join(folder, 'failures'), { recursive: true });
  const file = join(folder, 'run.ndjson');
  writeFileSync(file, '');
  return (lines) => appendFileSync(file, lines);
}

/** Writes every report of a run to a folder that was begun. All are made from its events, which hold no secret. */
export function writeReports(record: RunRecord, { folder, replay, tested, configuration, key }: ReportSetting): void {
  const files: (readonly [name: string, text: string])[] = [
    ['report.html', htmlReport(record, replay)],
    ['junit.xml', junitXml(record)],
    ['ctrf.json', ctrfJson(record)],
    ['summary.md', markdownSummary(record, replay)],
    ['leaks.sarif', leaksSarif(record)],
    ['badge.json', badgeJson(record)],
  ];
  for (const verdict of record.verdicts.filter(isRed)) {
    files.push([join('failures', `${verdict.requirement.id}.json`), failureFile(record, verdict)]);
  }
  if (tested.length > 0) {
    const statement = testResultStatement(record, { tested, configuration });
    files.push(['statement.json', statement]);
    if (key) files.push(['attestation.dsse.json', signedEnvelope(statement, key)]);
  }
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/** Writes what became of the known mistakes beside the reports of a run. */
export function writeMistakes(mistakes: Mistakes, folder: string): void {
  for (const [name, text] of mistakesFiles(mistakes)) writeFileSync(join(folder, name), text);
}

/** Digests of the files that a subject's command names, and of those that were named beside it; a text says what is wrong. */
export function testedFiles(
  address: SubjectAddress | undefined,
  artifacts: readonly string[],
): readonly Digested[] | string {
  const missing = artifacts.find((path) => !isFile(path));
  if (missing !== undefined) return `--artifact ${missing}: there is no such file`;
  const words = address?.kind === 'stdio' ? address.args : [];
  const paths = [...new Set([...words.filter(isFile), ...artifacts])];
  return paths.map((path) => ({ name: basename(path), sha256: digestOf(readFileSync(path)) }));
}

/** Reads the private key that statements are signed with; a text says what is wrong with it, and nothing of what is in it. */
export function signingKey(path: string): KeyObject | string {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyType === 'ec') return key;
    return `--sign-key ${path}: expected an Ed25519 or ECDSA key, not ${key.asymmetricKeyType}`;
  } catch {
    return `--sign-key ${path}: no private key in PEM can be read there`;
  }
}

/** The SHA-256 of bytes or a text. */
export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function isFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= ARTIFACT_BYTES_MAX;
}
