/** A bulk write. Nothing runs until it is awaited. */
import type * as Api from "../api.ts";
import type { Implementation } from "../implementation.ts";
import { callWithRows, type RowBody } from "../paths.ts";
import type { QueryRunner } from "../query-runner.ts";
import type { WriteState } from "../write-state.ts";
import { valueProjectionOf } from "./projection-of.ts";

type Fulfilled<Value> = ((value: Value) => unknown) | null;
type Rejected = ((reason: unknown) => unknown) | null;

/** Awaiting it runs the statement and returns the number of written rows. */
export class Write implements PromiseLike<number>, Implementation<Api.Write<unknown>> {
  readonly #state: WriteState;
  readonly #runner: QueryRunner;

  constructor(state: WriteState, runner: QueryRunner) {
    this.#state = state;
    this.#runner = runner;
  }

  get [Symbol.toStringTag](): string {
    return `Write (${this.#state.kind})`;
  }

  /** Returns values of the written rows. */
  returning(body: RowBody): PromiseLike<readonly unknown[]> {
    const origin = this.#runner.callSites()?.step;
    const result = callWithRows([this.#state.variable], body, this.#runner.callSites);
    const returning = { value: valueProjectionOf(result, origin), origin };
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
