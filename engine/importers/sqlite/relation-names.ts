/** Names both sides of every relation of an imported schema, without names that are taken. */
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

const withoutSources = ({
  tableName,
  targetName,
  columnNames,
  single,
  ...key
}: UnnamedForeignKey & Pick<ForeignKey, "forward" | "reverse">): ForeignKey => key;

/** The keys with both of their names. `names` has the columns of every table. */
export const nameRelations = (
  keys: readonly UnnamedForeignKey[],
  names: NamesByTable,
): readonly ForeignKey[] => {
  const forward = keys.map(key => ({ ...key, forward: forwardName(key, names) }));
  return forward.map(key =>
    withoutSources({ ...key, reverse: reverseName(key, key.forward, names) }),
  );
};
