/** The inspector of several selected elements. */
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
} from "lucide-react";
import { arrangeCommands, deleteSelection, isAvailable, tidyUp } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import { Button, IconButton } from "../ui/index.ts";
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
      {tables.size > 1 ? <ArrangeButtons /> : null}
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

const ICONS = [
  AlignStartVertical,
  AlignCenterVertical,
  AlignEndVertical,
  AlignStartHorizontal,
  AlignCenterHorizontal,
  AlignEndHorizontal,
  AlignHorizontalSpaceBetween,
  AlignVerticalSpaceBetween,
];

const ArrangeButtons = () => {
  const bench = useWorkbench();
  return (
    <fieldset aria-label="Arrange" className={styles.arrange}>
      {arrangeCommands.map((command, index) => {
        const Icon = ICONS[index] ?? AlignStartVertical;
        return (
          <IconButton
            key={command.id}
            label={command.label}
            icon={<Icon size={15} />}
            disabled={!isAvailable(command, bench)}
            onClick={() => command.run(bench)}
          />
        );
      })}
    </fieldset>
  );
};
