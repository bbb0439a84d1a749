/** Enums of PostgreSQL: values are added in place; a type that loses values is recreated. */
import { type Enum, freeName, recordsOf } from "../../schema/index.ts";
import { createType } from "../enum-types.ts";
import { named } from "../names.ts";
import type { DdlStatement } from "../statement.ts";
import { lostValues } from "./part-changes.ts";
import { orderRenames, type Rename } from "./renames.ts";
import type { ServerContext } from "./server-context.ts";
import { type MigrationStep, step } from "./steps.ts";

const alterType = (text: string): DdlStatement => ({ text, table: null, kind: "alter type" });

const successorOf = ({ pairing }: ServerContext, { id }: Enum): Enum | undefined => {
  const next = pairing.after.records.get(id);
  return next?.kind === "enum" ? next : undefined;
};

/** The position of a new value: AFTER its predecessor, which exists by then, or BEFORE the first. */
const placeOf = (context: ServerContext, old: Enum, next: Enum, value: string): string => {
  const { quoteText } = context.after.dialect;
  const previous = next.values[next.values.indexOf(value) - 1];
  if (previous !== undefined) {
    return previous === old.values.at(-1) && next.values.at(-1) === value
      ? ""
      : ` AFTER ${quoteText(previous)}`;
  }
  const [first] = old.values;
  return first === undefined ? "" : ` BEFORE ${quoteText(first)}`;
};

/** Adds values to types, under their old names. */
export const addedValues = (context: ServerContext): readonly MigrationStep[] =>
  recordsOf(context.pairing.before, "enum").flatMap(old => {
    const next = successorOf(context, old);
    if (!next || context.recreated.has(old.id)) return [];
    return next.values
      .filter(value => !old.values.includes(value))
      .map(value => {
        const type = named(context.before, old.name);
        const words = `${context.after.dialect.quoteText(value)}${placeOf(context, old, next, value)}`;
        const reason = `Enum ${old.name} has the new value ${value}.`;
        return step({ kind: "change enum", reason }, null, [
          alterType(`ALTER TYPE ${type} ADD VALUE ${words}`),
        ]);
      });
  });

type Moved = { readonly old: Enum; readonly goes: boolean };

/** Kept types get their new names; dropped or recreated ones are moved where their name is needed. */
const movesOf = (context: ServerContext) => {
  const { before, after } = context.pairing;
  const renames = recordsOf(before, "enum").map((old): Rename<Moved> => {
    const next = successorOf(context, old);
    if (next && !context.recreated.has(old.id))
      return { item: { old, goes: false }, from: old.name, to: next.name };
    const isNameNeeded = recordsOf(after, "enum").some(
      ({ name }) => name.toLowerCase() === old.name.toLowerCase(),
    );
    const all = [...recordsOf(before, "enum"), ...recordsOf(after, "enum")].map(({ name }) => name);
    return {
      item: { old, goes: true },
      from: old.name,
      to: isNameNeeded ? freeName(`${old.name}_old`, all) : old.name,
    };
  });
  return {
    renames,
    moves: orderRenames(
      renames,
      recordsOf(after, "enum").map(({ name }) => name),
    ),
  };
};

export const renewTypes = (context: ServerContext): readonly MigrationStep[] => {
  const renamed = movesOf(context).moves.map(({ item, from, to }) => {
    const text = `ALTER TYPE ${named(context.after, from)} RENAME TO ${named(context.after, to)}`;
    const reason = item.goes
      ? `Enum ${from} is moved out of the way.`
      : `Enum ${from} is renamed to ${to}.`;
    return step({ kind: "rename enum", reason }, null, [alterType(text)]);
  });
  const recreated = recordsOf(context.pairing.after, "enum")
    .filter(({ id }) => context.recreated.has(id))
    .map(next => {
      const lost = lostValues(context.pairing.before, context.pairing.after, next.id);
      const reason =
        lost.length === 0
          ? `Enum ${next.name} has its values in another order.`
          : `Enum ${next.name} has lost ${lost.join(", ")}.`;
      return step({ kind: "change enum", reason }, null, [createType(context.after, next)]);
    });
  return [...renamed, ...recreated];
};

/** A type can be dropped once no column uses it. */
export const dropOldTypes = (context: ServerContext): readonly MigrationStep[] =>
  movesOf(context)
    .renames.filter(({ item }) => item.goes)
    .map(({ item, to, from }) => {
      const text = `DROP TYPE ${named(context.after, to ?? from)}`;
      const reason = context.recreated.has(item.old.id)
        ? `The old version of enum ${item.old.name} is dropped.`
        : `Enum ${item.old.name} is gone.`;
      return step({ kind: "drop enum", reason }, null, [{ text, table: null, kind: "drop type" }]);
    });
