const DIGITS: Readonly<Record<string, number>> = { JPY: 0, HUF: 0, TWD: 0, KWD: 3 };

/** How many digits of a currency are behind the point. */
export function digitsOf(currency: string): number {
  return DIGITS[currency] ?? 2;
}

/** Minor units of an amount that is written with two decimals in every currency; the text itself where it is finer. */
export function fromHundredths(text: string, currency: string): string {
  const [, whole, rest = '00'] = /^(\d+)(?:\.(\d{2}))?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const thousandths = BigInt(whole + rest) * 10n;
  const unit = 10n ** BigInt(3 - digitsOf(currency));
  return thousandths % unit === 0n ? String(thousandths / unit) : text;
}
