/** The relations of a table; each opens its details. */
import { Plus } from "lucide-react";
import { recordOf, relationsOf, type TableId } from "../../engine/index.ts";
import { addRelation } from "../commands/index.ts";
import { useDocument, useWorkbench } from "../hooks/index.ts";
import { selectForeignKey } from "../state/index.ts";
import { Button } from "../ui/index.ts";
import styles from "./relation-list.module.css";

export const RelationList = ({ table }: { readonly table: TableId }) => {
  const bench = useWorkbench();
  const document = useDocument();
  const relations = relationsOf(document, table);
  return (
    <>
      {relations.length === 0 ? null : (
        <ul className={styles.list}>
          {relations.map(relation => (
            <li key={`${relation.foreignKey} ${relation.name}`}>
              <button
                type="button"
                className={styles.relation}
                onClick={() => bench.project.select(selectForeignKey(relation.foreignKey))}
              >
                <span className={styles.name}>{relation.name}</span>
                <span className={styles.target}>
                  {relation.cardinality === "many" ? "many " : "one "}
                  {recordOf(document, "table", relation.target).entity}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" onClick={() => addRelation.run(bench)}>
          <Plus size={13} aria-hidden />
          Add relation
        </Button>
      </div>
    </>
  );
};
