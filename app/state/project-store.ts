/** The store of the open project: document, history, selection and highlight. */
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  applyDiff,
  type Diff,
  emptyDocument,
  type ForeignKeyId,
  isEmptyDiff,
  type NewId,
  type Report,
  type SchemaDocument,
  type TableId,
} from "../../engine/index.ts";
import {
  emptyHistory,
  goToStep,
  type History,
  joinStep,
  noteStep,
  redoStep,
  undoStep,
} from "./history.ts";
import { keepPresent, nothingSelected, type Selection, sameSelection } from "./selection.ts";

/** The saved part of a project. */
export type Project = {
  readonly name: string;
  readonly document: SchemaDocument;
};

/** The tables and relations that a query uses; all others fade. */
export type Highlight = {
  readonly tables: ReadonlySet<TableId>;
  readonly foreignKeys: ReadonlySet<ForeignKeyId>;
};

export type ProjectState = Project & {
  readonly history: History;
  readonly selection: Selection;
  readonly highlight: Highlight | null;
  /** The id of the record under the pointer, in the diagram or in the code of an export. */
  readonly pointed: string | null;
  /** Increases when another project is opened, so that views can reset. */
  readonly opened: number;
};

export type EditOptions = {
  /** Consecutive edits with the same mark are undone as one. */
  readonly mark?: string;
  /** Whether the edit belongs to the previous step, such as the layout after an import. */
  readonly joinsLast?: boolean;
};

export type ProjectStore = {
  readonly getState: StoreApi<ProjectState>["getState"];
  readonly getInitialState: StoreApi<ProjectState>["getInitialState"];
  readonly subscribe: StoreApi<ProjectState>["subscribe"];
  readonly newId: NewId;
  /** Applies an edit of the engine; its diff, unless empty, becomes a step of the history. */
  edit(
    label: string,
    change: (document: SchemaDocument) => Report<Diff>,
    options?: EditOptions,
  ): Report<Diff>;
  undo(): void;
  redo(): void;
  /** Undoes or redoes steps until as many of the history are done. */
  goToStep(done: number): void;
  /** Opens another project with an empty history. */
  open(project: Project): void;
  rename(name: string): void;
  select(selection: Selection): void;
  setHighlight(highlight: Highlight | null): void;
  point(record: string | null): void;
};

export type ProjectStoreOptions = {
  readonly newId: NewId;
  readonly initial?: Project;
};

const UNTITLED: Project = { name: "Untitled", document: emptyDocument };

export const createProjectStore = ({ newId, initial }: ProjectStoreOptions): ProjectStore => {
  const store = createStore<ProjectState>(() => freshState(initial ?? UNTITLED, 0));
  const { getState, setState } = store;
  const moveTo = (change: ReturnType<typeof undoStep>) => {
    if (change === undefined) return;
    setState({ ...change, selection: keepPresent(getState().selection, change.document) });
  };
  return {
    getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    newId,
    edit(label, change, options = {}) {
      const { document, history, selection } = getState();
      const outcome = change(document);
      if (isEmptyDiff(outcome.value)) return outcome;
      const next = applyDiff(document, outcome.value);
      setState({
        document: next,
        history: options.joinsLast
          ? joinStep(history, outcome.value)
          : noteStep(history, { label, diff: outcome.value, mark: options.mark }),
        selection: keepPresent(selection, next),
      });
      return outcome;
    },
    undo: () => moveTo(undoStep(getState())),
    redo: () => moveTo(redoStep(getState())),
    goToStep: done => moveTo(goToStep(getState(), done)),
    open: project => setState(freshState(project, getState().opened + 1)),
    rename: name => setState({ name }),
    select(selection) {
      if (!sameSelection(selection, getState().selection)) setState({ selection });
    },
    setHighlight: highlight => setState({ highlight }),
    point(record) {
      if (record !== getState().pointed) setState({ pointed: record });
    },
  };
};

const freshState = ({ name, document }: Project, opened: number): ProjectState => ({
  name,
  document,
  history: emptyHistory,
  selection: nothingSelected,
  highlight: null,
  pointed: null,
  opened,
});
