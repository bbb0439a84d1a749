/** The content of the import dialog: a text field, buttons for files, and the state of the import. */
import { useStore } from "zustand";
import { classNames } from "../ui/index.ts";
import { FileButtons } from "./file-buttons.tsx";
import styles from "./import-dialog.module.css";
import type { ImportReader, Reading } from "./import-reader.ts";
import { ReadingState } from "./reading-state.tsx";

type Props = {
  readonly reader: ImportReader;
  readonly text: string;
  readonly onText: (text: string) => void;
};

export const ImportBody = ({ reader, text, onText }: Props) => {
  const reading = useStore(reader.store);
  return (
    <div className={styles.body}>
      <textarea
        className={classNames(styles.text, hasResult(reading) && styles.short)}
        aria-label="Text to import"
        placeholder="CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL);"
        spellCheck={false}
        value={text}
        onChange={event => {
          onText(event.target.value);
          reader.recognize(event.target.value);
        }}
      />
      <FileButtons onFiles={files => void reader.read(files)} />
      <ReadingState reading={reading} />
    </div>
  );
};

/** What was found needs the room. */
const hasResult = (reading: Reading): boolean =>
  reading.kind === "read" ||
  reading.kind === "accepting" ||
  ("models" in reading && reading.models !== null);
