/** Checks the exported models in the real library, and shows the tables that it creates. */
import { CircleAlert, CircleCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { useDocument } from "../../hooks/index.ts";
import {
  absentPython,
  progressFraction,
  progressText,
} from "../../runners/python/progress-text.ts";
import { Button, Callout, MessageList, ProgressLine } from "../../ui/index.ts";
import type { ExportState } from "../use-export.ts";
import styles from "./check-view.module.css";
import type { MadeTable } from "./made-tables.ts";
import { type CheckResult, ModelCheck } from "./model-check.ts";

/** Python stays ready while the screen is open. */
export const useModelCheck = (): ModelCheck => {
  const [check] = useState(
    () =>
      new ModelCheck({
        openPython: async () => (await import("../../runners/python/index.ts")).createPython(),
        readDatabase: async bytes => (await import("./read-database.ts")).readDatabase(bytes),
      }),
  );
  useEffect(() => () => check.close(), [check]);
  return check;
};

type Props = { readonly state: ExportState; readonly check: ModelCheck };

export const CheckView = ({ state: { exporter, files }, check }: Props) => {
  const design = useDocument();
  const { progress, result, files: checked } = useStore(check.store);
  const isCurrent = checked === files;
  const run = () => void check.run({ exporter, design, files });
  const fraction = progress && progressFraction(progress);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Button variant="primary" disabled={progress !== null} onClick={run}>
          Check it
        </Button>
        <p className={styles.words}>
          {progress
            ? progressText(progress, exporter.label, `Running the models in ${exporter.label}…`)
            : `Runs these models in the real ${exporter.label}, in this page, and shows the tables that it creates.`}
        </p>
      </div>
      {progress ? <ProgressLine label="Checking the models" value={fraction} /> : null}
      {result && isCurrent ? <Result result={result} label={exporter.label} /> : null}
    </div>
  );
};

const Result = ({ result, label }: { readonly result: CheckResult; readonly label: string }) => {
  if (result.kind === "absent") {
    return (
      <Callout kind="info" title={absentPython.title}>
        {absentPython.detail}
      </Callout>
    );
  }
  if (result.kind === "failed") {
    return (
      <Callout kind="error" title={result.title}>
        {result.detail}
      </Callout>
    );
  }
  const { tables, version, warnings } = result;
  const differing = tables.filter(({ differences }) => differences.length > 0).length;
  const count = `${tables.length} ${tables.length === 1 ? "table" : "tables"}`;
  return (
    <>
      <p role="status" className={styles.summary}>
        {differing === 0 ? (
          <CircleCheck size={15} aria-hidden className={styles.good} />
        ) : (
          <CircleAlert size={15} aria-hidden className={styles.bad} />
        )}
        {`${label} ${version} created ${count}`}
        {differing === 0 ? ", as in the design." : `; ${differing} differ from the design.`}
      </p>
      {warnings.length > 0 ? (
        <MessageList
          messages={warnings.map(({ kind, message, line }, index) => ({
            key: `${index} ${message}`,
            severity: "warning",
            text: line === null ? `${kind}: ${message}` : `Line ${line}: ${kind}: ${message}`,
          }))}
        />
      ) : null}
      <Tables tables={tables} />
    </>
  );
};

const Tables = ({ tables }: { readonly tables: readonly MadeTable[] }) => (
  <table className={styles.tables}>
    <thead>
      <tr>
        <th scope="col">Table</th>
        <th scope="col">Columns</th>
        <th scope="col">Foreign keys</th>
        <th scope="col">Indexes</th>
        <th scope="col">Differences</th>
      </tr>
    </thead>
    <tbody>
      {tables.map(({ name, columns, foreignKeys, indexes, differences }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{columns}</td>
          <td>{foreignKeys}</td>
          <td>{indexes}</td>
          <td>{differences.join(" ") || "none"}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
