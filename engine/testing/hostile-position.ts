/** A place of a query that takes a text, and what it finds where {@link openHostile} put the text. */
import type { Database } from "./hostile.ts";

export type NotePath = Parameters<Parameters<Database["Note"]["select"]>[0]>[0];
export type Condition = ReturnType<NotePath["body"]["eq"]>;

export type Position = {
  readonly run: (db: Database, text: string) => PromiseLike<unknown>;
  readonly finds: (text: string) => unknown;
  /** The expected parameter; the text by default. */
  readonly sends?: (text: string) => string;
};

export const among =
  (condition: (note: NotePath, text: string, db: Database) => Condition) =>
  (db: Database, text: string) =>
    db.Note.where(note => condition(note, text, db))
      .orderBy(note => note.id)
      .select(note => note.id)
      .all();

export const ids = (...expected: readonly number[]) => ({ finds: () => expected });

export const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

export const texts = (text: string): readonly (string | null)[] => [
  text,
  "plain",
  null,
  `x${text}y`,
];
