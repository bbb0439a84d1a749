/** The left half of the query screen: the selected query, its text and its failure. */
import { MoreHorizontal, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useStore } from "zustand";
import { positionAt } from "../../../engine/index.ts";
import { damagedRows, isAvailable } from "../../commands/index.ts";
import { useWorkbench } from "../../hooks/index.ts";
import { activeQuery } from "../../state/index.ts";
import {
  Button,
  Callout,
  CodeBlock,
  IconButton,
  Menu,
  MenuItem,
  Pane,
  ProgressLine,
  Select,
} from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { editorLanguages } from "./editor-languages.ts";
import styles from "./query-editor.module.css";
import { RenameQueryDialog } from "./rename-query-dialog.tsx";

const CodeEditor = lazy(() => import("./code-editor.tsx"));

type Props = { readonly playground: Playground };

export const QueryEditor = ({ playground }: Props) => (
  <Pane label="Object query" bar={<QueryBar playground={playground} />}>
    <div className={styles.editor}>
      <Suspense fallback={<LoadingEditor playground={playground} />}>
        <CodeEditor playground={playground} />
      </Suspense>
    </div>
    <div className={styles.failure}>
      <Failure playground={playground} />
    </div>
  </Pane>
);

const QueryBar = ({ playground }: Props) => {
  const { queries } = playground;
  const all = useStore(queries, state => state.queries);
  const active = useStore(queries, activeQuery);
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Select
        label="Query"
        showLabel={false}
        value={active.id}
        options={all.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={queries.choose}
      />
      <IconButton
        label="New query"
        icon={<Plus size={14} />}
        onClick={() => queries.add(`Query ${all.length + 1}`, "")}
      />
      <Menu
        trigger={<IconButton label="More for this query" icon={<MoreHorizontal size={14} />} />}
      >
        <MenuItem onSelect={() => setRenaming(true)}>Rename…</MenuItem>
        <MenuItem onSelect={() => queries.add(`${active.name} copy`, active.text)}>
          Duplicate
        </MenuItem>
        <MenuItem danger onSelect={() => queries.remove(active.id)}>
          Delete
        </MenuItem>
      </Menu>
      <span className={styles.language}>{editorLanguages[active.language].label}</span>
      <RenameQueryDialog
        open={renaming}
        name={active.name}
        onClose={() => setRenaming(false)}
        onRename={name => queries.rename(active.id, name)}
      />
    </>
  );
};

/** Shows the text while the editor loads. */
const LoadingEditor = ({ playground }: Props) => {
  const { text } = useStore(playground.queries, activeQuery);
  return (
    <>
      <ProgressLine label="Loading the editor" />
      <CodeBlock label="Query" text={text} />
    </>
  );
};

const Failure = ({ playground }: Props) => {
  const bench = useWorkbench();
  const { store } = playground;
  const failed = useStore(store, state => state.failed);
  const broken = useStore(store, state => state.broken);
  const showFailed = useStore(store, state => state.showFailed);
  const hasGood = useStore(store, state => state.good !== null);
  if (broken !== null) {
    return (
      <Callout
        kind="error"
        title="Nothing can run"
        action={
          isAvailable(damagedRows, bench) ? (
            <Button onClick={() => damagedRows.run(bench)}>{damagedRows.label}</Button>
          ) : (
            <Button onClick={() => playground.preview()}>Try again</Button>
          )
        }
      >
        {broken}
      </Callout>
    );
  }
  if (!failed) return null;
  const { failure, outcome, code } = failed;
  const place = failure.origin ? positionAt(code, failure.origin.start) : null;
  const ran = outcome.totals.statements;
  return (
    <Callout
      kind="error"
      title={place ? `Line ${place.line}: ${failure.message}` : failure.message}
      action={
        ran > 0 ? (
          <Button onClick={() => store.setState({ showFailed: !showFailed })}>
            {showFailed ? "Show the last successful run" : `Show what ran (${ran})`}
          </Button>
        ) : undefined
      }
    >
      {failure.hint ? <p>{failure.hint}</p> : null}
      {hasGood && !showFailed ? <p>The last successful run is still shown.</p> : null}
    </Callout>
  );
};
