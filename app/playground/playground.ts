/** Runs the query whenever its text, the design or the rows change. The latest text wins. */
import type { Runner, Runners, RunOutcome } from "../runners/index.ts";
import {
  activeQuery,
  type BuiltDatabase,
  type DatabasePort,
  type ProjectStore,
  type QueriesState,
  type QueryStore,
} from "../state/index.ts";
import {
  clearResults,
  createPlaygroundStore,
  type PlaygroundStore,
  storeOutcome,
} from "./playground-store.ts";

export type PlaygroundOptions = {
  readonly project: ProjectStore;
  readonly queries: QueryStore;
  readonly database: DatabasePort;
  readonly runners: Runners;
};

type Opened = { readonly built: BuiltDatabase; readonly runner: Runner };

/** A preview that takes longer than this is abandoned when there is a newer text. */
const PATIENCE_MILLISECONDS = 300;
/** Turns a burst of keys into one run. */
const DEBOUNCE_MILLISECONDS = 20;

const runsTheSame = (a: QueriesState, b: QueriesState): boolean => {
  const [after, before] = [activeQuery(a), activeQuery(b)];
  const isSameCode = after.text === before.text && after.language === before.language;
  return isSameCode && a.trusted === b.trusted;
};

export class Playground {
  readonly store: PlaygroundStore = createPlaygroundStore();
  readonly project: ProjectStore;
  readonly queries: QueryStore;
  readonly #database: DatabasePort;
  readonly #runners: Runners;
  #opened: Opened | null = null;
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Whether something changed since the last preview started. */
  #isStale = false;
  #isPreviewing = false;
  #isKeeping = false;
  #lastRun: Promise<unknown> = Promise.resolve();

  constructor({ project, queries, database, runners }: PlaygroundOptions) {
    this.project = project;
    this.queries = queries;
    this.#database = database;
    this.#runners = runners;
  }

  /** Follows text and design while the panel is open; returns a function that stops it. */
  follow(): () => void {
    const stops = [
      this.queries.subscribe((state, before) => {
        if (!runsTheSame(state, before)) this.preview();
      }),
      this.project.subscribe((state, before) => {
        if (state.opened !== before.opened) this.#leaveProject();
        if (state.document !== before.document) this.preview();
      }),
      this.#database.onRowsReplaced(() => this.preview()),
    ];
    if (this.#opened?.built.project !== this.#database.id) this.#leaveProject();
    this.preview();
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.#debounce);
    };
  }

  /** Runs the query soon and discards its changes. */
  preview(): void {
    this.#isStale = true;
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#previewWhileStale(), DEBOUNCE_MILLISECONDS);
  }

  /** Runs the query and keeps its changes; null if it did not run or could not be kept. */
  async runAndKeep(): Promise<RunOutcome | null> {
    this.#abandonPreview();
    const outcome = await this.#run(true);
    if (outcome?.database) this.preview();
    return outcome;
  }

  async #previewWhileStale(): Promise<void> {
    if (this.#isPreviewing) {
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#abandonPreview(), PATIENCE_MILLISECONDS);
      return;
    }
    this.#isPreviewing = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#run(false);
      clearTimeout(this.#patience);
    }
    this.#isPreviewing = false;
  }

  /** One run after the other. */
  #run(keep: boolean): Promise<RunOutcome | null> {
    const run = this.#lastRun.then(() => this.#runNow(keep));
    this.#lastRun = run;
    return run;
  }

  async #runNow(keep: boolean): Promise<RunOutcome | null> {
    const queries = this.queries.getState();
    if (!queries.trusted) return null;
    const { text: code, language } = activeQuery(queries);
    this.#isKeeping = keep;
    this.store.setState({ running: true, broken: null });
    try {
      const opened = await this.#open(this.#runners[language]);
      const outcome = await opened?.runner.run({ code, keep });
      if (!opened || !outcome || !(await this.#keep(opened.built, outcome))) return null;
      storeOutcome(this.store, { code, outcome });
      return outcome;
    } catch (thrown) {
      // The runner failed, not the code. The next run opens the project again.
      this.#close();
      this.store.setState({ broken: thrown instanceof Error ? thrown.message : String(thrown) });
      return null;
    } finally {
      this.#isKeeping = false;
      this.store.setState({ running: false });
    }
  }

  /** The runner with the current database; null if another project was opened meanwhile. */
  async #open(runner: Runner): Promise<Opened | null> {
    const built = await this.#database.current();
    if (built?.project !== this.#database.id) return null;
    if (this.#opened?.built === built && this.#opened.runner === runner) return this.#opened;
    this.#close();
    this.#opened = { built, runner };
    runner.open(built);
    this.store.setState({ notes: built.diagnostics });
    return this.#opened;
  }

  /** Stores the changes of a run, if there are any; false if another project is open by now. */
  async #keep(built: BuiltDatabase, { database }: RunOutcome): Promise<boolean> {
    return database === null || this.#database.keep(built, database);
  }

  /** A run that keeps its changes is never abandoned for a newer text. */
  #abandonPreview(): void {
    if (!this.#isKeeping) this.#opened?.runner.abandon();
  }

  /** Code of one project never runs while another one is open. */
  #leaveProject(): void {
    this.#close();
    clearResults(this.store);
  }

  #close(): void {
    this.#opened?.runner.close();
    this.#opened = null;
  }
}
