/** Values and expressions as they stand in a script. */

/** A text in single quotes, as the standard has it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const CURRENT = /^current_(timestamp|date|time)$/i;

/** Whether the text is one of the words for the present moment. */
export const isCurrentMoment = (text: string): boolean => CURRENT.test(text.trim());
