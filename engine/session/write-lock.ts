/** One thing that writes at a time: what would run beside another is refused. */
import type { TextRange } from "../base/index.ts";
import { QueryError } from "../query/index.ts";

export const sessionBusy = (message: string, range: TextRange | undefined): QueryError =>
  new QueryError("session-busy", message, {
    range,
    hint: "Await what writes before the next begins; for work beside it, open another session.",
  });

export class WriteLock {
  #running: { readonly what: string; readonly end: Promise<unknown> } | null = null;

  /** Runs a body that nothing else may write beside. @throws QueryError `session-busy` */
  async take<Value>(
    what: string,
    body: () => Promise<Value>,
    range: TextRange | undefined,
  ): Promise<Value> {
    this.requireFree(range);
    const end = body();
    this.#running = { what, end };
    try {
      return await end;
    } finally {
      this.#running = null;
    }
  }

  /** @throws QueryError `session-busy` */
  requireFree(range: TextRange | undefined): void {
    if (this.#running) throw sessionBusy(`${this.#running.what} is still under way.`, range);
  }

  /** The same after what is under way, whatever becomes of it. */
  async runNext<Value>(
    what: string,
    body: () => Promise<Value>,
    range: TextRange | undefined,
  ): Promise<Value> {
    while (this.#running) await this.#running.end.catch(() => undefined);
    return this.take(what, body, range);
  }
}
