import { BlockList, isIP } from 'node:net';

/** Where notifications may go beside this machine itself, as configured: names, and ranges of addresses. */
export type AllowedHosts = Readonly<{ names: readonly HostName[]; ranges: BlockList; text: readonly string[] }>;

/** A name, or every name below one (`*.shop.example`), with a port where only that one is meant. */
type HostName = Readonly<{ name: string; below: boolean; port: number | undefined }>;

/** Whether an address may be connected to, or why not. */
export type Verdict = Readonly<{ allowed: true }> | Readonly<{ allowed: false; why: string }>;

const NAME =
  /^(\*\.)?((?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?::(\d{1,5}))?$/;

const loopback = ranges(['127.0.0.0/8', '::1/128']);

/**
 * Addresses that a name never leads to, allowed or not, because what answers there is not what the name means: this host
 * and its links, other addresses in disguise, many receivers at once, and where clouds tell machines their secrets. Who
 * means one of them has to allow the address itself.
 */
const neverByName = ranges([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  'fd00:ec2::/32',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/32',
  '2002::/16',
]);

/** Loopback alone. */
export const LOOPBACK_ONLY: AllowedHosts = { names: [], ranges: new BlockList(), text: [] };

/**
 * Reads entries such as `shop.example`, `*.shop.example:8443`, `10.1.2.3` and `10.0.0.0/8`; the text says what is wrong,
 * otherwise.
 */
export function parseAllowedHosts(entries: readonly string[]): AllowedHosts | string {
  const names: HostName[] = [];
  const allowed = new BlockList();
  for (const entry of entries) {
    const wrong = `webhook host "${entry}": expected a name, an address or a range, such as shop.example or 10.0.0.0/8`;
    const [address = '', length, ...rest] = entry.split('/');
    if (isIP(address) !== 0) {
      if (rest.length > 0 || !addRange(allowed, address, length)) return wrong;
      continue;
    }
    const [, star, name = '', port] = NAME.exec(entry.toLowerCase()) ?? [];
    if (name === '' || name.length > 253 || /^[\d.]+$/.test(name) || Number(port ?? 0) > 65535) return wrong;
    names.push({ name, below: star !== undefined, port: port === undefined ? undefined : Number(port) });
  }
  return { names, ranges: allowed, text: entries };
}

/** Whether the name may be looked up at all. Nothing leaves the machine, not even a question, for one that is unknown. */
export function mayLookUp(allowed: AllowedHosts, name: string, port: number): boolean {
  // A range may hold the address of any name.
  return (
    isLocalName(name) || isNamed(allowed, name, port) || allowed.text.some((entry) => isIP(entry.split('/')[0] ?? ''))
  );
}

/** Whether a connection may be made to this address, which the name has led to or which was given itself. */
export function mayConnect(allowed: AllowedHosts, name: string, port: number, address: string): Verdict {
  // A link-local address may come with the link it is on, which is no part of the address.
  const [bare = ''] = address.split('%');
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(bare, family) || allowed.ranges.check(bare, family)) return { allowed: true };
  if (!isNamed(allowed, name, port)) {
    const itself = name === address ? 'it' : `neither it nor the name ${name}`;
    return {
      allowed: false,
      why: `${address} is not this machine, and ${itself} is ${name === address ? 'not ' : ''}allowed`,
    };
  }
  if (!neverByName.check(bare, family)) return { allowed: true };
  return { allowed: false, why: `${name} leads to ${address}, which is allowed only if it is listed itself` };
}

function isNamed({ names }: AllowedHosts, name: string, port: number): boolean {
  const plain = name.toLowerCase().replace(/\.$/, '');
  return names.some(
    (known) =>
      (known.port === undefined || known.port === port) &&
      (known.below ? plain.endsWith(`.${known.name}`) : plain === known.name),
  );
}

/** RFC 6761 section 6.3: these names are this machine. That they are is checked all the same. */
function isLocalName(name: string): boolean {
  return /(^|\.)localhost\.?$/i.test(name);
}

function ranges(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', length] = text.split('/');
    if (!addRange(list, address, length)) throw new Error(`not a range: ${text}`);
  }
  return list;
}

function addRange(list: BlockList, address: string, length: string | undefined): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const bits = family === 'ipv6' ? 128 : 32;
  if (length === undefined) list.addAddress(address, family);
  else if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return false;
  else list.addSubnet(address, Number(length), family);
  return true;
}
