/** Names both sides of every relation of an imported schema. */
import {
  type ForeignKey,
  forwardNameFor,
  freeName,
  reverseNameFor,
  type TableId,
} from "../schema/index.ts";

/** A foreign key without relation names, with the names that they are derived from. */
export type UnnamedForeignKey = Omit<ForeignKey, "forward" | "reverse"> & {
  readonly tableName: string;
  readonly targetName: string;
  readonly columnNames: readonly string[];
  /** Whether at most one row references each target row. */
  readonly single: boolean;
  /** Names that the source gives to the sides; null for a side without one. */
  readonly given?: { readonly forward: string | null; readonly reverse: string | null };
};

/** The taken names of each entity, in lower case. */
export class NamesByTable {
  readonly #names = new Map<TableId, Set<string>>();

  of(table: TableId): Set<string> {
    const names = this.#names.get(table) ?? new Set();
    this.#names.set(table, names);
    return names;
  }

  /** Adds `preferred`, or a similar free name, to the taken names, and returns it. */
  claim(table: TableId, preferred: string): string {
    const names = this.of(table);
    const name = names.has(preferred.toLowerCase()) ? freeName(preferred, names) : preferred;
    names.add(name.toLowerCase());
    return name;
  }
}

const forwardName = (key: UnnamedForeignKey, names: NamesByTable): string => {
  if (key.given?.forward) return names.claim(key.table, key.given.forward);
  const [column = ""] = key.columnNames;
  const preferred = forwardNameFor(key.columnNames.length === 1 ? column : "", key.targetName);
  return names.claim(key.table, preferred);
};

const reverseName = (key: UnnamedForeignKey, forward: string, names: NamesByTable): string => {
  if (key.given?.reverse) return names.claim(key.target, key.given.reverse);
  const { single } = key;
  const plain = reverseNameFor(key.tableName, { single, qualifier: null });
  const taken = key.table === key.target || names.of(key.target).has(plain.toLowerCase());
  const preferred = taken ? reverseNameFor(key.tableName, { single, qualifier: forward }) : plain;
  return names.claim(key.target, preferred);
};

const withoutSources = ({
  tableName,
  targetName,
  columnNames,
  single,
  given,
  ...key
}: UnnamedForeignKey & Pick<ForeignKey, "forward" | "reverse">): ForeignKey => key;

/** The foreign keys with both relation names. `names` contains the columns of every table. */
export const nameRelations = (
  keys: readonly UnnamedForeignKey[],
  names: NamesByTable,
): readonly ForeignKey[] => {
  const isNamed = (side: "forward" | "reverse") => (key: UnnamedForeignKey) =>
    Boolean(key.given?.[side]);
  const forward = namedFirst(keys, isNamed("forward"), key => ({
    ...key,
    forward: forwardName(key, names),
  }));
  return namedFirst(forward, isNamed("reverse"), key =>
    withoutSources({ ...key, reverse: reverseName(key, key.forward, names) }),
  );
};

/** Names that the source gives are claimed before those that are derived; the order stays. */
const namedFirst = <Given, Named>(
  keys: readonly Given[],
  isNamed: (key: Given) => boolean,
  nameOf: (key: Given) => Named,
): readonly Named[] => {
  const named = new Map(keys.filter(isNamed).map(key => [key, nameOf(key)]));
  return keys.map(key => named.get(key) ?? nameOf(key));
};
