/** How personal data looks on a screen that does not need all of it. */
export const mask = {
  /** 张*, 欧阳**: the family name stays readable for the person at the counter. */
  name: (name: string) => [...name].slice(0, 1).join('') + '*'.repeat(Math.max([...name].length - 1, 1)),
  /** 530702********1234 */
  identityNumber: (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`,
  /** 138****5678 */
  phone: (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`,
};
