/** Names both sides of every relation of an imported schema. */
import { groupBy } from "../base/index.ts";
import {
  type ForeignKey,
  firstFreeName,
  forwardNamesFor,
  reverseNameFor,
  reverseQualifierFor,
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

  /** Adds the first free candidate, or a similar free name, to the taken names, and returns it. */
  claim(table: TableId, ...candidates: readonly [string, ...string[]]): string {
    const names = this.of(table);
    const free = candidates.find(candidate => !names.has(candidate.toLowerCase()));
    const name = free ?? firstFreeName(candidates, names);
    names.add(name.toLowerCase());
    return name;
  }
}

/** The name is derived from the column where several keys of a table would have the same name otherwise. */
const forwardName = (
  key: UnnamedForeignKey,
  names: NamesByTable,
  isShared: (name: string) => boolean,
): string => {
  if (key.given?.forward) return names.claim(key.table, key.given.forward);
  const [first, ...others] = forwardNamesFor(key.columnNames, key.targetName);
  const [second] = others;
  return second !== undefined && isShared(first)
    ? names.claim(key.table, second)
    : names.claim(key.table, first, ...others);
};

/** Whether several keys of the table, which the source does not name, prefer the same name. */
const sharedNames = (keys: readonly UnnamedForeignKey[]) => {
  const preferred = keys
    .filter(({ given }) => !given?.forward)
    .map(({ table, columnNames, targetName }) => {
      const [first] = forwardNamesFor(columnNames, targetName);
      return `${table} ${first.toLowerCase()}`;
    });
  const counts = groupBy(preferred, each => each);
  return (table: TableId, name: string): boolean =>
    (counts.get(`${table} ${name.toLowerCase()}`)?.length ?? 0) > 1;
};

const reverseName = (key: UnnamedForeignKey, forward: string, names: NamesByTable): string => {
  if (key.given?.reverse) return names.claim(key.target, key.given.reverse);
  const { single } = key;
  const plain = reverseNameFor(key.tableName, { single, qualifier: null });
  const qualifier = reverseQualifierFor(key.columnNames, key.targetName, forward);
  const qualified = reverseNameFor(key.tableName, { single, qualifier });
  return key.table === key.target
    ? names.claim(key.target, qualified)
    : names.claim(key.target, plain, qualified);
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
  const isShared = sharedNames(keys);
  const forward = namedFirst(keys, isNamed("forward"), key => ({
    ...key,
    forward: forwardName(key, names, name => isShared(key.table, name)),
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
