/** The inspector without a selection: useful shortcuts, and the enums of the design. */
import { addRelation, addTable, fitDiagram, openPalette, undo } from "../commands/index.ts";
import { Kbd } from "../ui/index.ts";
import { EnumSection } from "./enums/enum-section.tsx";
import styles from "./inspector.module.css";
import { Section } from "./parts/section.tsx";

const WORTH_KNOWING = [addTable, addRelation, fitDiagram, undo, openPalette];

export const NothingSelected = () => (
  <>
    <Section>
      <p className={styles.words}>Select a table, a column or a relation to see and change it.</p>
      <div className={styles.keys}>
        {WORTH_KNOWING.map(({ id, label, shortcuts }) => (
          <KeyLine key={id} label={label} keys={shortcuts?.[0] ?? ""} />
        ))}
      </div>
    </Section>
    <EnumSection />
  </>
);

const KeyLine = ({ label, keys }: { readonly label: string; readonly keys: string }) => (
  <>
    <span>{label}</span>
    <Kbd keys={keys} />
  </>
);
