// Unanchored on purpose: a card number glued to other digits is still a card number.
const DIGIT_RUNS = /\d(?:[ -]?\d){11,18}/g;

/** Whether a text contains what looks like a card number: 12 to 19 digits whose check digit is right. */
export function looksLikeCardNumber(text: string): boolean {
  return (text.match(DIGIT_RUNS) ?? []).some((run) => hasRightCheckDigit(run.replaceAll(/\D/g, '')));
}

/** Luhn's check, as card numbers carry it. */
function hasRightCheckDigit(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const weighted = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
