/** Literals and expressions in a script. */

/** A string literal in single quotes, per the SQL standard. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const CURRENT = /^current_(timestamp|date|time)$/i;

/** Whether the text is CURRENT_TIMESTAMP or one of its synonyms. */
export const isCurrentMoment = (text: string): boolean => CURRENT.test(text.trim());
