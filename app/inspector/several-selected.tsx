/** The inspector of several selected elements. */
import { deleteSelection, tidyUp } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { Button } from "../ui/index.ts";
import styles from "./inspector.module.css";
import { Section } from "./parts/section.tsx";

export const SeveralSelected = () => {
  const bench = useWorkbench();
  const { tables, foreignKeys } = useProject(state => state.selection);
  const parts = [counted(tables.size, "table"), counted(foreignKeys.size, "relation")];
  return (
    <Section>
      <p className={styles.words}>{parts.filter(Boolean).join(" and ")} selected</p>
      <div className={styles.buttons}>
        {tables.size > 1 ? <Button onClick={() => tidyUp.run(bench)}>Tidy up</Button> : null}
        <Button className={styles.destroy} onClick={() => deleteSelection.run(bench)}>
          Delete
        </Button>
      </div>
    </Section>
  );
};

const counted = (count: number, word: string): string => {
  if (count === 0) return "";
  return `${count} ${word}${count === 1 ? "" : "s"}`;
};
