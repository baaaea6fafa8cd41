/** Numbers that belong to one person and say so themselves: each has a check digit, so that few others are taken for one. */

/** Digits in one piece or in the groups in which they are printed, each with blanks or with dashes between; longest first. */
const CARD_SHAPES = [
  String.raw`\d{4}(?<between>[ -])\d{4}\k<between>\d{4}\k<between>\d{4}\k<between>\d{3}`,
  String.raw`\d{4}(?<between>[ -])\d{4}\k<between>\d{4}\k<between>\d{4}`,
  String.raw`\d{4}(?<between>[ -])\d{6}\k<between>\d{4,5}`,
  String.raw`\d{6}[ -]\d{10,13}`,
  String.raw`\d{13,19}`,
].map((shape) => new RegExp(String.raw`(?<![\w.+])${shape}(?![A-Za-z\d_])`, 'g'));
const IBAN_SHAPE = /(?<![\w.])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?(?![A-Za-z\d_])/gi;
const CHINESE_IDENTITY = /(?<![\w.])[1-9]\d{5}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dX](?![A-Za-z\d_])/gi;

/** The text with each resident identity number of China (GB 11643-1999) replaced by what `take` gives for it. */
export function replaceIdentities(text: string, take: (found: string) => string): string {
  return text.replace(CHINESE_IDENTITY, (found) => (isChineseIdentity(found) ? take(found) : found));
}

/** The text with each number of a payment card (ISO/IEC 7812-1) and each IBAN (ISO 13616) replaced by what `take` gives. */
export function replaceAccounts(text: string, take: (found: string) => string): string {
  const withoutIbans = text.replace(IBAN_SHAPE, (found) => {
    const iban = ibanAtBeginning(found);
    return iban === null ? found : `${take(iban)}${found.slice(iban.length)}`;
  });
  return CARD_SHAPES.reduce(
    (rest, shape) => rest.replace(shape, (found) => (isCard(found) ? take(found) : found)),
    withoutIbans,
  );
}

/** A date of birth that there can be, and the check character by ISO 7064 MOD 11-2. */
function isChineseIdentity(found: string): boolean {
  const number = found.replace(/[ -]/g, '').toUpperCase();
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = [...number.slice(0, 17)].reduce((left, digit) => (left + Number(digit)) * 2, 0);
  return '10X98765432'[sum % 11] === number[17];
}

/** By the ranges of those who issue cards: 2221 to 2720 and 3 to 6; a time in milliseconds begins with 1, an ICCID with 8. */
const ISSUED =
  /^(?:2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3[0689]\d{12,14}|35\d{14}|[4-6]\d{12,18})$/;

function isCard(found: string): boolean {
  const digits = found.replace(/[ -]/g, '');
  if (!ISSUED.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The shape takes words of four letters after an IBAN for groups of it, so they are left off until the check is right. */
function ibanAtBeginning(found: string): string | null {
  const groups = found.split(/(?=[ -])/);
  for (let count = groups.length; count > 0; count -= 1) {
    const iban = groups.slice(0, count).join('');
    if (isIban(iban.replace(/[ -]/g, '').toUpperCase())) return iban;
  }
  return null;
}

/** 15 to 34 characters whose remainder by 97 is 1 (ISO 7064 MOD 97-10), the first four moved to the end, letters from 10. */
function isIban(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) return false;
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((each) => Number.parseInt(each, 36)).join('');
  return [...digits].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0) === 1;
}
