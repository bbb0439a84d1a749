/** The relations of a table; each opens its details. */
import { recordOf, relationsOf, type TableId } from "../../../engine/index.ts";
import { addRelation, relateByTap } from "../../commands/index.ts";
import { useDocument, useWorkbench, useWorkspace } from "../../hooks/index.ts";
import { selectForeignKey } from "../../state/index.ts";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import styles from "./relation-section.module.css";

export const RelationSection = ({ table }: { readonly table: TableId }) => {
  const bench = useWorkbench();
  const document = useDocument();
  const relations = relationsOf(document, table);
  const compact = useWorkspace(state => state.compact);
  const action = (
    <span>
      {compact ? (
        <SectionButton label="Tap to relate" onClick={() => relateByTap.run(bench)} />
      ) : null}
      <SectionButton label="Add relation" onClick={() => addRelation.run(bench)} />
    </span>
  );
  return (
    <Section title="Relations" trailing={action}>
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
    </Section>
  );
};
