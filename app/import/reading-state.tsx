/** The state of an import: what was recognized, the progress, the tables, or why it failed. */
import { pythonRequests } from "../runners/python/requests.ts";
import { Callout, ProgressLine } from "../ui/index.ts";
import { DiagnosticList } from "./diagnostic-list.tsx";
import { findingsText, foundTables, hasTables, plural } from "./findings.ts";
import styles from "./import-dialog.module.css";
import type { Reading, ReadTables } from "./import-reader.ts";
import type { FoundModels } from "./models/find-models.ts";
import { NameList } from "./name-list.tsx";

const SECONDS = pythonRequests.read.milliseconds / 1_000;

export const ReadingState = ({ reading }: { readonly reading: Reading }) => {
  switch (reading.kind) {
    case "idle":
    case "opened":
      return null;
    case "recognized":
      return <Recognized models={reading.models} />;
    case "reading":
      return (
        <>
          {reading.models ? <Recognized models={reading.models} /> : null}
          <div className={styles.progress}>
            <p role="status" className={styles.note}>
              {reading.label}
            </p>
            <ProgressLine label="Reading" value={reading.progress} />
          </div>
        </>
      );
    case "failed":
      return (
        <Callout kind="error" title={reading.failure.title}>
          <p className={styles.reason}>{reading.failure.detail}</p>
        </Callout>
      );
    case "read":
    case "accepting":
      return <Tables tables={reading.tables} />;
  }
};

const Recognized = ({ models }: { readonly models: FoundModels }) => {
  const { label, files, paths, givenPaths, diagnostics } = models;
  const others = Object.keys(files).length - paths.length;
  return (
    <>
      <Callout kind="info" title={`${label} models in ${plural(paths.length, "file")}`}>
        Models are Python code: {label} itself loads the files. They run in a sandbox in this page,
        without network, storage or access to the page, and are stopped after {SECONDS} seconds.
      </Callout>
      <NameList
        label="Files to load"
        items={paths.map(path => ({ key: path, name: givenPaths.get(path) ?? path }))}
      />
      {others > 0 ? (
        <p className={styles.note}>
          They can import {plural(others, "other file")} of the project.
        </p>
      ) : null}
      <DiagnosticList diagnostics={diagnostics} text={null} label="What is left out" />
    </>
  );
};

const Tables = ({ tables }: { readonly tables: ReadTables }) => (
  <>
    <Callout kind={hasTables(tables) ? "info" : "error"} title={tables.name}>
      {findingsText(tables)}
    </Callout>
    {hasTables(tables) ? (
      <NameList
        label="Tables"
        items={foundTables(tables).map(({ id, name, columns }) => ({
          key: id,
          name,
          detail: plural(columns, "column"),
        }))}
      />
    ) : null}
    <DiagnosticList
      diagnostics={tables.diagnostics}
      text={tables.text}
      label="What could not be read"
    />
  </>
);
