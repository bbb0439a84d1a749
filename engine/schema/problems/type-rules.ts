/** Problems of types: those at the ends of a relation, and those of defaults. */
import { defaultFault, valuesOf } from "../column-default.ts";
import { describeType } from "../column-type.ts";
import { updateColumn } from "../edits/index.ts";
import { keyTypeDifference } from "../key-types.ts";
import type { Column, ForeignKey, SchemaDocument } from "../records.ts";
import { columnOf, type TableView, tableView } from "../views.ts";
import { doubt, fault, type Problem, type Rule } from "./problem.ts";

const SAME_TYPE = "Give both the same type";

const SIZE_HINT = `${SAME_TYPE}: MySQL rejects the key, and large values may not fit.`;

type Ends = { readonly from: Column; readonly to: Column; readonly key: ForeignKey };

const mismatch = (
  document: SchemaDocument,
  { table }: TableView,
  { from, to, key }: Ends,
): readonly Problem[] => {
  const difference = keyTypeDifference(from.type, to.type);
  if (difference === null) return [];
  const target = tableView(document, key.target).table.name;
  const own = describeType(from.type, document);
  const other = describeType(to.type, document);
  const message = `${table.name}.${from.name} is ${own}, but ${target}.${to.name} is ${other}.`;
  const fix = {
    label: SAME_TYPE,
    edit: (current: SchemaDocument) =>
      updateColumn(current, {
        column: from.id,
        changes: { type: columnOf(current, to.id).type },
        alsoReferences: true,
      }),
  };
  const record = from.id;
  return difference === "family"
    ? [fault("type-mismatch", message, { hint: `${SAME_TYPE}.`, record, fix })]
    : [doubt("type-size", message, { hint: SIZE_HINT, record, fix })];
};

export const typesAgree: Rule = (view, document) =>
  view.foreignKeys.flatMap(key =>
    key.columns.flatMap((id, index) => {
      const referred = key.targetColumns[index];
      if (referred === undefined) return [];
      const ends = { from: columnOf(document, id), to: columnOf(document, referred), key };
      return mismatch(document, view, ends);
    }),
  );

export const defaultsFit: Rule = ({ table, columns }, document) =>
  columns.flatMap(column => {
    const { id, name, type, default: given } = column;
    if (given?.kind !== "value") return [];
    const found = defaultFault(given, type, valuesOf(type, document));
    if (!found) return [];
    const message = `The default of "${table.name}.${name}" is the text '${given.value}', but its type is ${describeType(type, document)}.`;
    const fix = {
      label: "Delete the default",
      edit: (current: SchemaDocument) =>
        updateColumn(current, { column: id, changes: { default: null } }),
    };
    return [fault("default-type", message, { hint: found.hint, record: id, fix })];
  });
