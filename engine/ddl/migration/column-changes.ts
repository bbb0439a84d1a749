/** The changes of a column in sentences, and the data that they lose. */
import type { Column, Generation, TableView } from "../../schema/index.ts";
import { isSoleKey, printDefault } from "../column-lines.ts";
import { printType } from "../column-types.ts";
import type { Drafting } from "../ddl-dialect.ts";
import { type StoredForm, storedForm } from "../stored-form.ts";
import { userSql } from "../user-sql.ts";
import type { ColumnPair, TablePair } from "./pairing.ts";
import type { Change } from "./steps.ts";
import { lossOfType } from "./type-losses.ts";

/** Contexts that print the renamed old document and the new one. */
export type Draftings = { readonly middle: Drafting; readonly after: Drafting };

export const fullName = ({ table }: TableView, column: Column): string =>
  `${table.name}.${column.name}`;

/** Whether the database generates the values of the column. */
export const isIdentityIn = ({ dialect }: Drafting, view: TableView, column: Column): boolean =>
  column.generated?.kind === "identity" && (!dialect.identityIsKey || isSoleKey(view, column));

/** Whether the column is nullable in the database: keys and identities imply NOT NULL, except in SQLite. */
export const isNullableIn = (drafting: Drafting, view: TableView, column: Column): boolean => {
  if (!column.nullable) return false;
  if (drafting.dialect.sql.name === "sqlite") return true;
  return !(column.generated?.kind === "identity" || view.primaryKey?.columns.includes(column.id));
};

/** Whether the column has another enum of the same name, where enums are separate types. */
const hasOtherEnum = ({ after }: Draftings, pair: ColumnPair): boolean => {
  const [old, next] = [pair.middle.type, pair.after.type];
  if (after.dialect.enums !== "type" || old.kind !== "enum" || next.kind !== "enum") return false;
  return old.enum !== next.enum;
};

/** Whether the type of the column is another one in the database. */
export const hasOtherType = (draftings: Draftings, pair: ColumnPair): boolean =>
  printType(draftings.middle, pair.middle) !== printType(draftings.after, pair.after) ||
  hasOtherEnum(draftings, pair);

/** In SQLite, types of one name may have values of different forms: `CHAR(32)` stores UUIDs, too. */
export const newFormOf = ({ after }: Draftings, pair: ColumnPair): StoredForm | null => {
  if (after.dialect.sql.name !== "sqlite") return null;
  const form = storedForm(pair.after.type);
  return form === storedForm(pair.middle.type) ? null : form;
};

const typeChange = (draftings: Draftings, name: string, pair: ColumnPair): Change[] => {
  if (!hasOtherType(draftings, pair) && !newFormOf(draftings, pair)) return [];
  const { middle, after } = draftings;
  const [old, next] = [printType(middle, pair.middle), printType(after, pair.after)];
  const was = old === next ? `another ${old}` : old || "without a type";
  return [
    {
      kind: "change column type",
      reason: `Column ${name} is now ${next || "without a type"}; it was ${was}.`,
      dataLoss: lossOfType(after.dialect.sql.name, name, pair.middle.type, pair.after.type),
    },
  ];
};

const collationChange = (name: string, { middle, after }: ColumnPair): Change[] => {
  if (middle.collation === after.collation) return [];
  const reason = after.collation
    ? `Values of ${name} are now compared by ${after.collation}.`
    : `Values of ${name} are now compared by the default of the database.`;
  return [{ kind: "change column type", reason }];
};

const nullability = (draftings: Draftings, name: string, pair: ColumnPair, tables: TablePair) => {
  const was = isNullableIn(draftings.middle, tables.middle, pair.middle);
  const is = isNullableIn(draftings.after, tables.after, pair.after);
  if (was === is) return [];
  const change: Change = is
    ? { kind: "change nullability", reason: `Column ${name} may now be NULL.` }
    : {
        kind: "change nullability",
        reason: `Column ${name} is now NOT NULL.`,
        dataLoss: `Rows where ${name} is NULL make this fail.`,
      };
  return [change];
};

export const defaultIn = (drafting: Drafting, column: Column): string | null =>
  column.default && !column.generated ? printDefault(drafting, column, column.default) : null;

const defaultChange = ({ middle, after }: Draftings, name: string, pair: ColumnPair): Change[] => {
  const [old, next] = [defaultIn(middle, pair.middle), defaultIn(after, pair.after)];
  if (old === next) return [];
  const reason =
    next === null
      ? `Column ${name} no longer has a default.`
      : `Column ${name} now has the default ${next}.`;
  return [{ kind: "change default", reason }];
};

const generationWords = (drafting: Drafting, view: TableView, column: Column): string => {
  const generated: Generation | null = column.generated;
  if (generated === null) return "";
  if (generated.kind === "computed") {
    const stored = generated.stored || !drafting.dialect.computedOnRead;
    return `computed${stored ? " and stored" : ""}: ${userSql(drafting, view, generated.text)}`;
  }
  if (!isIdentityIn(drafting, view, column)) return "";
  const isStrict =
    generated.strict && drafting.dialect.identity(true) !== drafting.dialect.identity(false);
  return `generated by the database${isStrict ? ", always" : ""}`;
};

/** Describes how the database generates the values of a column, before and after. */
export const generationsOf = (
  { middle, after }: Draftings,
  tables: TablePair,
  pair: ColumnPair,
) => ({
  old: generationWords(middle, tables.middle, pair.middle),
  next: generationWords(after, tables.after, pair.after),
});

const generationChange = (
  draftings: Draftings,
  name: string,
  pair: ColumnPair,
  tables: TablePair,
): Change[] => {
  const { old, next } = generationsOf(draftings, tables, pair);
  if (old === next) return [];
  const replaces =
    pair.after.generated?.kind === "computed" && pair.middle.generated?.kind !== "computed";
  return [
    {
      kind: "change generation",
      reason:
        next === "" ? `Column ${name} is no longer ${old}.` : `Column ${name} is now ${next}.`,
      dataLoss: replaces
        ? `Values of ${name} are lost; computed ones take their place.`
        : undefined,
    },
  ];
};

const commentChange = ({ after }: Draftings, name: string, { middle, after: next }: ColumnPair) => {
  if (after.dialect.comments === "none" || middle.comment === next.comment) return [];
  const reason =
    next.comment === ""
      ? `Column ${name} no longer has a comment.`
      : `Column ${name} has another comment.`;
  const change: Change = { kind: "comment on column", reason };
  return [change];
};

/** Every change of a column that is kept, except its name. */
export const columnChanges = (
  draftings: Draftings,
  tables: TablePair,
  pair: ColumnPair,
): readonly Change[] => {
  const name = fullName(tables.after, pair.after);
  return [
    ...generationChange(draftings, name, pair, tables),
    ...typeChange(draftings, name, pair),
    ...(draftings.after.dialect.collations ? collationChange(name, pair) : []),
    ...defaultChange(draftings, name, pair),
    ...nullability(draftings, name, pair, tables),
    ...commentChange(draftings, name, pair),
  ];
};

/** Whether every row needs a value that the database cannot supply. */
export const wantsValue = (drafting: Drafting, view: TableView, column: Column): boolean =>
  column.generated?.kind !== "computed" &&
  !isIdentityIn(drafting, view, column) &&
  !isNullableIn(drafting, view, column) &&
  (column.default === null || (column.default.kind === "value" && column.default.value === null));

export const columnAdded = (drafting: Drafting, view: TableView, column: Column): Change => {
  const name = fullName(view, column);
  const wants = wantsValue(drafting, view, column);
  return {
    kind: "create column",
    reason: `Column ${name} is new.`,
    dataLoss: wants
      ? `Rows of ${view.table.name} make this fail as long as ${name} has no value.`
      : undefined,
    needs: wants ? `A value for ${name} in every row of ${view.table.name}.` : undefined,
  };
};

export const columnDropped = (view: TableView, column: Column): Change => {
  const name = fullName(view, column);
  const isComputed = column.generated?.kind === "computed";
  return {
    kind: "drop column",
    reason: `Column ${name} is gone.`,
    dataLoss: isComputed ? undefined : `Values of ${name} are lost.`,
  };
};
