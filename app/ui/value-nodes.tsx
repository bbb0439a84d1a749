/** Plain values (objects, lists, text, numbers) as nodes of a tree. */

import type { ReactNode } from "react";
import type { TreeNode } from "./tree-nodes.ts";
import styles from "./value-nodes.module.css";

const longestText = 120;

/** A node for a value: `name: value`, opening to its fields when it has some. */
export function valueNode(name: string, value: unknown, path: string = name): TreeNode {
  const label = (
    <>
      <span className={styles.name}>{name}</span>
      {": "}
      {valueLabel(value)}
    </>
  );
  const fields = fieldsOf(value);
  if (fields === undefined) return { id: path, label };
  return {
    id: path,
    label,
    children: () => fields.map(([key, field]) => valueNode(key, field, `${path}.${key}`)),
  };
}

/** A value in one line, coloured by its kind. */
export function valueLabel(value: unknown): ReactNode {
  if (value === null) return <span className={styles.nothing}>null</span>;
  if (value === undefined) return <span className={styles.nothing}>undefined</span>;
  if (typeof value === "string") return <span className={styles.text}>{quoted(value)}</span>;
  if (value instanceof Uint8Array)
    return <span className={styles.quiet}>{value.length} bytes</span>;
  if (value instanceof Date) return <span className={styles.text}>{value.toISOString()}</span>;
  if (Array.isArray(value)) return <span className={styles.quiet}>{`[${value.length}]`}</span>;
  if (typeof value === "object") return <span className={styles.quiet}>{objectWord(value)}</span>;
  return <span className={styles.number}>{String(value)}</span>;
}

function quoted(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return JSON.stringify(short);
}

function objectWord(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "Object" ? name : "{…}";
}

function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Uint8Array || value instanceof Date) return undefined;
  const fields = Object.entries(value);
  return fields.length === 0 ? undefined : fields;
}
