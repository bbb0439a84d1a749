/** Names both sides of every relation of an imported schema, without names that are taken. */
import pluralize from "pluralize";
import {
  type ForeignKey,
  forwardNameFor,
  freeName,
  reverseNameFor,
  type TableId,
} from "../../schema/index.ts";

/** A foreign key before its relations are named, with the names that they follow from. */
export type UnnamedForeignKey = Omit<ForeignKey, "forward" | "reverse"> & {
  readonly tableName: string;
  readonly targetName: string;
  readonly columnNames: readonly string[];
  /** Whether at most one row refers to each. */
  readonly single: boolean;
  /** Whether its table does nothing but join two others. */
  readonly joins: boolean;
};

/** The names that each entity has already, in lower case. */
export class NamesByTable {
  readonly #names = new Map<TableId, Set<string>>();

  of(table: TableId): Set<string> {
    const names = this.#names.get(table) ?? new Set();
    this.#names.set(table, names);
    return names;
  }

  /** `wanted`, or a name like it that is free; taken from now on. */
  take(table: TableId, wanted: string): string {
    const names = this.of(table);
    const name = names.has(wanted.toLowerCase()) ? freeName(wanted, names) : wanted;
    names.add(name.toLowerCase());
    return name;
  }
}

const forwardName = (key: UnnamedForeignKey, names: NamesByTable): string => {
  const [column = ""] = key.columnNames;
  const wanted = forwardNameFor(key.columnNames.length === 1 ? column : "", key.targetName);
  return names.take(key.table, wanted);
};

const reverseName = (key: UnnamedForeignKey, forward: string, names: NamesByTable): string => {
  const { single } = key;
  const plain = reverseNameFor(key.tableName, { single, qualifier: null });
  const taken = key.table === key.target || names.of(key.target).has(plain.toLowerCase());
  const wanted = taken ? reverseNameFor(key.tableName, { single, qualifier: forward }) : plain;
  return names.take(key.target, wanted);
};

/** Many-to-many relations are called after the key at their far end. */
const takeJoinNames = (
  keys: readonly (UnnamedForeignKey & { readonly forward: string })[],
  names: NamesByTable,
): void => {
  for (const near of keys.filter(({ joins }) => joins)) {
    const far = keys.find(other => other.table === near.table && other !== near);
    if (far) names.of(near.target).add(pluralize.plural(far.forward).toLowerCase());
  }
};

const withoutSources = ({
  tableName,
  targetName,
  columnNames,
  single,
  joins,
  ...key
}: UnnamedForeignKey & Pick<ForeignKey, "forward" | "reverse">): ForeignKey => key;

/** The keys with both of their names. `names` has the columns of every table. */
export const nameRelations = (
  keys: readonly UnnamedForeignKey[],
  names: NamesByTable,
): readonly ForeignKey[] => {
  const forward = keys.map(key => ({ ...key, forward: forwardName(key, names) }));
  takeJoinNames(forward, names);
  return forward.map(key =>
    withoutSources({ ...key, reverse: reverseName(key, key.forward, names) }),
  );
};
