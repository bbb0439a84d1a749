/** Virtual tables, and the tables in which they store their rows. */
import { foldedName } from "../../schema/index.ts";
import { isWord, nameOf, type Token, tokensOf } from "./tokens.ts";

export type VirtualTable = { readonly name: string; readonly module: string };

const FTS = /^(data|idx|content|docsize|config|segments|segdir|stat)$/;

/** The endings of the names of these tables, by module; SQLite knows only those of the modules that it contains. */
const PARTS: Readonly<Record<string, RegExp>> = {
  fts3: FTS,
  fts4: FTS,
  fts5: FTS,
  rtree: /^(node|rowid|parent)$/,
  rtree_i32: /^(node|rowid|parent)$/,
  geopoly: /^(node|rowid|parent)$/,
  spellfix1: /^vocab$/,
  vec0: /^(chunks|rowids|info|auxiliary|vector_chunks\d+|metadata(chunks|text)\d+)$/,
};

/** `CREATE VIRTUAL TABLE name USING module`; null for any other statement. */
export const readVirtualTable = (head: readonly Token[]): VirtualTable | null => {
  if (!isWord(head[0], "CREATE") || !isWord(head[1], "VIRTUAL")) return null;
  const using = head.findIndex(token => isWord(token, "USING"));
  const [name, module] = [head[using - 1], head[using + 1]];
  if (using < 0 || !name || !module) return null;
  return { name: nameOf(name), module: nameOf(module) };
};

/** Reads the statement of a catalogue. Its arguments may be long, and follow the module. */
export const virtualTableOf = (sql: string): VirtualTable | null =>
  /^create\s+virtual\b/i.test(sql) ? readVirtualTable(tokensOf(sql)) : null;

/** Whether a table belongs to one of the virtual tables. */
export const isPartOf = (virtual: readonly VirtualTable[], table: string): boolean => {
  const name = foldedName(table);
  return virtual.some(({ name: owner, module }) => {
    const prefix = `${foldedName(owner)}_`;
    return name.startsWith(prefix) && PARTS[foldedName(module)]?.test(name.slice(prefix.length));
  });
};
