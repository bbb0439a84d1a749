/** The inspector of several selected elements. */
import { deleteSelection, tidyUp } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { Button } from "../ui/index.ts";
import styles from "./inspector.module.css";
import { Section } from "./parts/section.tsx";

export const SeveralSelected = () => {
  const bench = useWorkbench();
  const { tables, foreignKeys, annotations } = useProject(state => state.selection);
  const parts = [
    counted(tables.size, "table"),
    counted(foreignKeys.size, "relation"),
    counted(annotations.size, "note or area", "notes and areas"),
  ].filter(Boolean);
  return (
    <Section>
      <p className={styles.words}>{parts.join(" and ")} selected</p>
      <div className={styles.buttons}>
        {tables.size > 1 ? <Button onClick={() => tidyUp.run(bench)}>Tidy up</Button> : null}
        <Button className={styles.destroy} onClick={() => deleteSelection.run(bench)}>
          Delete
        </Button>
      </div>
    </Section>
  );
};

const counted = (count: number, word: string, plural = `${word}s`): string => {
  if (count === 0) return "";
  return `${count} ${count === 1 ? word : plural}`;
};
