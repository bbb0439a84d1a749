/** Reads pasted SQL or a file, shows what was found, and asks where it goes. */
import { FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import type { ProjectController } from "../project/index.ts";
import { Button, Callout, Dialog, ProgressLine } from "../ui/index.ts";
import { DiagnosticList } from "./diagnostic-list.tsx";
import styles from "./import-dialog.module.css";
import { findingsText, hasFindings, type ReadInput, readInput } from "./read-input.ts";

type Props = { readonly controller: ProjectController };

type Reading =
  | { readonly kind: "idle" }
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly input: ReadInput }
  | { readonly kind: "failed"; readonly message: string };

export const ImportDialog = ({ controller }: Props) => {
  const bench = useWorkbench();
  const open = useWorkspace(state => state.dialog === "import");
  const [text, setText] = useState("");
  const [reading, setReading] = useState<Reading>({ kind: "idle" });
  const file = useRef<HTMLInputElement>(null);

  const close = () => {
    bench.workspace.setState({ dialog: null });
    setReading({ kind: "idle" });
    setText("");
  };
  const read = async (source: File | string) => {
    setReading({ kind: "reading" });
    try {
      const input = await readInput(controller, source);
      if (input.kind === "project") close();
      else setReading({ kind: "read", input });
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      setReading({ kind: "failed", message });
    }
  };
  const take = async (body: () => Promise<void>) => {
    try {
      await body();
      close();
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      setReading({ kind: "failed", message });
    }
  };
  const incoming = useWorkspace(state => state.incoming);
  const readLatest = useRef(read);
  readLatest.current = read;
  useEffect(() => {
    if (incoming === null) return;
    bench.workspace.setState({ incoming: null });
    if (typeof incoming === "string") setText(incoming);
    void readLatest.current(incoming);
  }, [bench, incoming]);
  useEffect(() => {
    if (!open) setReading({ kind: "idle" });
  }, [open]);

  const input = reading.kind === "read" && reading.input.kind === "tables" ? reading.input : null;
  return (
    <Dialog
      open={open}
      size="large"
      title="Import"
      description="Paste SQL for SQLite, or choose an .sql, .sqlite or .stele file."
      onOpenChange={next => {
        if (!next) close();
      }}
      actions={
        input && hasFindings(input) ? (
          <>
            <Button
              onClick={() => void take(() => controller.openImport(input.name, input.document))}
            >
              Open as a new project
            </Button>
            <Button
              variant="primary"
              onClick={() =>
                void take(async () => {
                  const { diagnostics } = await controller.addImport(input.document);
                  for (const { message, hint = "" } of diagnostics.slice(0, 3)) {
                    bench.ports.tell({ title: message, description: hint });
                  }
                })
              }
            >
              Add to this project
            </Button>
          </>
        ) : (
          <Button
            variant="primary"
            disabled={text.trim() === "" || reading.kind === "reading"}
            onClick={() => void read(text)}
          >
            Read
          </Button>
        )
      }
    >
      <div className={styles.body}>
        <textarea
          className={styles.text}
          aria-label="SQL"
          placeholder="CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL);"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setReading({ kind: "idle" });
          }}
        />
        <input
          ref={file}
          type="file"
          hidden
          aria-label="File to import"
          accept=".sql,.sqlite,.sqlite3,.db,.stele"
          onChange={event => {
            const [chosen] = event.target.files ?? [];
            event.target.value = "";
            if (chosen) void read(chosen);
          }}
        />
        <Button className={styles.choose} onClick={() => file.current?.click()}>
          <FileUp size={14} aria-hidden /> Choose a file…
        </Button>
        {reading.kind === "reading" ? <ProgressLine label="Reading" /> : null}
        {reading.kind === "failed" ? (
          <Callout kind="error" title="This could not be read">
            {reading.message}
          </Callout>
        ) : null}
        {input ? (
          <>
            <Callout kind={hasFindings(input) ? "info" : "error"} title={input.name}>
              {findingsText(input)}
            </Callout>
            <DiagnosticList diagnostics={input.diagnostics} text={input.text} />
          </>
        ) : null}
      </div>
    </Dialog>
  );
};
