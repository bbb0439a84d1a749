/** The inspector while nothing is selected: the keys worth knowing. */

import { addRelation, addTable, fitDiagram, openPalette, undo } from "../commands/index.ts";
import { Kbd } from "../ui/index.ts";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";

const worthKnowing = [addTable, addRelation, fitDiagram, undo, openPalette];

export function NothingSelected() {
  return (
    <Section>
      <p className={styles.words}>Select a table, a column or a relation to see and change it.</p>
      <div className={styles.keys}>
        {worthKnowing.map(({ id, label, shortcuts }) => (
          <KeyLine key={id} label={label} keys={shortcuts?.[0] ?? ""} />
        ))}
      </div>
    </Section>
  );
}

function KeyLine({ label, keys }: { readonly label: string; readonly keys: string }) {
  return (
    <>
      <span>{label}</span>
      <Kbd keys={keys} />
    </>
  );
}
