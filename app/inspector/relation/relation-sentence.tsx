/** What a relation means for each side, in sentences. */
import {
  type ColumnId,
  columnOf,
  type ForeignKey,
  isOneToOne,
  recordOf,
  type SchemaDocument,
  type TableId,
} from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import styles from "../inspector.module.css";

type RelationSentenceProps = { readonly foreignKey: ForeignKey };

export const RelationSentence = ({ foreignKey }: RelationSentenceProps) => {
  const document = useDocument();
  const source = entityOf(document, foreignKey.table);
  const target = entityOf(document, foreignKey.target);
  const { forward, reverse, columns } = foreignKey;
  const single = isOneToOne(document, foreignKey);
  const optional = columns.some(id => columnOf(document, id).nullable);
  return (
    <div className={styles.sentence}>
      <p>
        <code>{columnWords(document, foreignKey.table, foreignKey.columns)}</code> refers to{" "}
        <code>{columnWords(document, foreignKey.target, foreignKey.targetColumns)}</code>
      </p>
      <p>
        Each {source} has {optional ? "at most one" : "one"} <code>{forward}</code>
      </p>
      <p>
        Each {target} has {single ? "at most one" : "many"} <code>{reverse}</code>
      </p>
    </div>
  );
};

/** The class name of a table. */
export const entityOf = (document: SchemaDocument, table: TableId): string =>
  recordOf(document, "table", table).entity;

const columnWords = (
  document: SchemaDocument,
  table: TableId,
  columns: readonly ColumnId[],
): string => {
  const names = columns.map(id => columnOf(document, id).name).join(", ");
  const { name } = recordOf(document, "table", table);
  return columns.length === 1 ? `${name}.${names}` : `${name}(${names})`;
};
