/** The content of the import dialog: a text field, a file button, and the state of the import. */
import { FileUp } from "lucide-react";
import { useRef } from "react";
import { useStore } from "zustand";
import { Button, Callout, ProgressLine } from "../ui/index.ts";
import { DiagnosticList } from "./diagnostic-list.tsx";
import { findingsText, hasTables } from "./findings.ts";
import { acceptedFiles } from "./formats.ts";
import styles from "./import-dialog.module.css";
import type { ImportReader, Reading } from "./import-reader.ts";

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
        className={styles.text}
        aria-label="Text to import"
        placeholder="CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL);"
        spellCheck={false}
        value={text}
        onChange={event => {
          onText(event.target.value);
          reader.reset();
        }}
      />
      <FileButton onFile={file => void reader.read(file)} />
      <ReadingState reading={reading} />
    </div>
  );
};

const FileButton = ({ onFile }: { readonly onFile: (file: File) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to import"
        accept={acceptedFiles}
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button className={styles.choose} onClick={() => input.current?.click()}>
        <FileUp size={14} aria-hidden /> Choose a file…
      </Button>
    </>
  );
};

const ReadingState = ({ reading }: { readonly reading: Reading }) => {
  switch (reading.kind) {
    case "idle":
    case "opened":
      return null;
    case "reading":
      return (
        <ProgressLine
          label="Reading"
          {...(reading.progress === null ? {} : { value: reading.progress })}
        />
      );
    case "failed":
      return (
        <Callout kind="error" title="The import failed">
          {reading.message}
        </Callout>
      );
    case "read":
    case "accepting": {
      const { tables } = reading;
      return (
        <>
          <Callout kind={hasTables(tables) ? "info" : "error"} title={tables.name}>
            {findingsText(tables)}
          </Callout>
          <DiagnosticList diagnostics={tables.diagnostics} text={tables.text} />
        </>
      );
    }
  }
};
