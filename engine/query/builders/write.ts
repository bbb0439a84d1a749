/** A bulk write. Nothing runs until it is awaited. */
import { askRows, type RowBody } from "../paths.ts";
import type { QueryRunner } from "../query-runner.ts";
import type { WriteState } from "../write-state.ts";
import { valuesShapeOf } from "./shape-of.ts";

type Fulfilled<Value> = ((value: Value) => unknown) | null;
type Rejected = ((reason: unknown) => unknown) | null;

/** Awaited, it runs and tells how many rows it wrote. */
export class Write implements PromiseLike<number> {
  readonly #state: WriteState;
  readonly #runner: QueryRunner;

  constructor(state: WriteState, runner: QueryRunner) {
    this.#state = state;
    this.#runner = runner;
  }

  get [Symbol.toStringTag](): string {
    return `Write (${this.#state.kind})`;
  }

  /** Asks for values of the written rows. */
  returning(shape: RowBody): PromiseLike<readonly unknown[]> {
    const origin = this.#runner.callSites()?.step;
    const said = askRows([this.#state.variable], shape, this.#runner.callSites);
    const returning = { value: valuesShapeOf(said, origin), origin };
    const run = async () => (await this.#runner.write({ ...this.#state, returning })).rows;
    return { then: (fulfilled, rejected) => run().then(fulfilled, rejected) };
  }

  then<Value = number, Failure = never>(
    fulfilled?: Fulfilled<number>,
    rejected?: Rejected,
  ): Promise<Value | Failure> {
    const run = this.#runner.write(this.#state).then(({ changes }) => changes);
    return run.then(fulfilled, rejected) as Promise<Value | Failure>;
  }
}
