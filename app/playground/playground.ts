/** Runs the query whenever it, the design or the rows change: the latest text wins. */
import { type RunOutcome, TypeScriptRunner } from "../runners/index.ts";
import {
  activeQuery,
  type BuiltDatabase,
  type DatabasePort,
  type ProjectStore,
  type QueryStore,
} from "../state/index.ts";
import { createPlaygroundStore, type PlaygroundStore, takeOutcome } from "./playground-store.ts";

export type PlaygroundOptions = {
  readonly project: ProjectStore;
  readonly queries: QueryStore;
  readonly database: DatabasePort;
};

/** A run that takes longer than this is given up as soon as there is a newer text. */
const PATIENCE = 300;
/** Lets a burst of keys become one run. */
const PAUSE = 20;

export class Playground {
  readonly store: PlaygroundStore = createPlaygroundStore();
  readonly project: ProjectStore;
  readonly queries: QueryStore;
  readonly #database: DatabasePort;
  readonly #runner = new TypeScriptRunner();
  #opened: BuiltDatabase | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;
  #looping = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ project, queries, database }: PlaygroundOptions) {
    this.project = project;
    this.queries = queries;
    this.#database = database;
  }

  /** Follows text and design for as long as the panel is open; returns what ends that. */
  follow(): () => void {
    const stops = [
      this.queries.subscribe((state, before) => {
        if (activeQuery(state).text !== activeQuery(before).text) this.preview();
      }),
      this.project.subscribe((state, before) => {
        if (state.document !== before.document) this.preview();
      }),
    ];
    this.preview();
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.#pause);
    };
  }

  /** Runs the query soon, and takes back what it changes. */
  preview(): void {
    this.#wanted = true;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#previewWhileWanted(), PAUSE);
  }

  /** Runs the query and keeps what it changes. */
  async runAndKeep(): Promise<RunOutcome | null> {
    this.#runner.abandon();
    const outcome = await this.#run(true);
    if (outcome?.database && this.#opened) {
      await this.#database.keep(this.#opened.document, outcome.database);
      this.preview();
    }
    return outcome;
  }

  async #previewWhileWanted(): Promise<void> {
    if (this.#looping) {
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#runner.abandon(), PATIENCE);
      return;
    }
    this.#looping = true;
    while (this.#wanted) {
      this.#wanted = false;
      await this.#run(false);
      clearTimeout(this.#patience);
    }
    this.#looping = false;
  }

  /** One run after the other: two at once would share a transaction. */
  #run(keep: boolean): Promise<RunOutcome | null> {
    const run = this.#last.then(() => this.#runNow(keep));
    this.#last = run;
    return run;
  }

  async #runNow(keep: boolean): Promise<RunOutcome | null> {
    const code = activeQuery(this.queries.getState()).text;
    this.store.setState({ running: true, broken: null });
    try {
      await this.#open();
      const outcome = await this.#runner.run({ code, keep });
      if (outcome) takeOutcome(this.store, { code, outcome });
      return outcome;
    } catch (thrown) {
      // Not the code failed but the machine under it: said as such, and tried afresh next time.
      this.#opened = null;
      this.store.setState({ broken: thrown instanceof Error ? thrown.message : String(thrown) });
      return null;
    } finally {
      this.store.setState({ running: false });
    }
  }

  async #open(): Promise<void> {
    const built = await this.#database.current();
    if (built === this.#opened) return;
    this.#opened = built;
    this.#runner.open(built);
    this.store.setState({ notes: built.diagnostics });
  }
}
