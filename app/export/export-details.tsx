/** Below the code: what was approximated or omitted, and what the library does differently. */
import { useState } from "react";
import { type Exporter, type Feature, features } from "../../engine/index.ts";
import { showRecord } from "../commands/index.ts";
import { useWorkbench } from "../hooks/index.ts";
import { Count, MessageList, Tab, TabList, TabPanel, Tabs } from "../ui/index.ts";
import { CheckView } from "./check/check-view.tsx";
import type { ModelCheck } from "./check/model-check.ts";
import styles from "./export-panel.module.css";
import type { ExportState } from "./use-export.ts";

type View = "notes" | "differences" | "check";

type Props = { readonly state: ExportState; readonly check: ModelCheck };

export const ExportDetails = ({ state, check }: Props) => {
  const [chosen, setView] = useState<View>("notes");
  const { exporter, diagnostics } = state;
  const hasCheck = exporter.group === "Python";
  const isThere = { notes: true, differences: exporter.support !== null, check: hasCheck };
  return (
    <Tabs value={isThere[chosen] ? chosen : "notes"} onChange={setView}>
      <TabList label="About this export" variant="underline">
        <Tab value="notes">
          Notes <Count value={diagnostics.length} />
        </Tab>
        {exporter.support ? (
          <Tab value="differences">What {exporter.label} does differently</Tab>
        ) : null}
        {hasCheck ? <Tab value="check">Check it</Tab> : null}
      </TabList>
      <TabPanel value="notes">
        <Notes state={state} />
      </TabPanel>
      {exporter.support ? (
        <TabPanel value="differences">
          <Differences support={exporter.support} label={exporter.label} />
        </TabPanel>
      ) : null}
      {hasCheck ? (
        <TabPanel value="check">
          <CheckView state={state} check={check} />
        </TabPanel>
      ) : null}
    </Tabs>
  );
};

const Notes = ({ state: { exporter, diagnostics } }: { readonly state: ExportState }) => {
  const bench = useWorkbench();
  if (diagnostics.length === 0) {
    return <p className={styles.none}>{`${exporter.label} expresses all of this design.`}</p>;
  }
  return (
    <div className={styles.notes}>
      <MessageList
        messages={diagnostics.map(({ severity, message, hint, record }, index) => ({
          key: `${index} ${message}`,
          severity,
          text: message,
          hint,
          onSelect: record === undefined ? undefined : () => showRecord(bench, record),
        }))}
      />
    </div>
  );
};

type DifferencesProps = {
  readonly support: NonNullable<Exporter["support"]>;
  readonly label: string;
};

const Differences = ({ support, label }: DifferencesProps) => {
  const listed = (Object.keys(features) as Feature[]).filter(
    feature => support[feature].level !== "full",
  );
  if (listed.length === 0) return <p className={styles.none}>{`${label} expresses everything.`}</p>;
  return (
    <table className={styles.differences}>
      <tbody>
        {listed.map(feature => (
          <tr key={feature}>
            <th scope="row">{features[feature]}</th>
            <td>{support[feature].level === "none" ? "not expressed" : "approximated"}</td>
            <td>{support[feature].note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
