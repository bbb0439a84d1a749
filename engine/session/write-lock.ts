/** Allows one write at a time: a session rejects a write while another one runs. */
import type { TextRange } from "../base/index.ts";
import { QueryError } from "../query/index.ts";

export const sessionBusy = (message: string, range: TextRange | undefined): QueryError =>
  new QueryError("session-busy", message, {
    range,
    hint: "Await each write before the next one starts, or open another session.",
  });

export class WriteLock {
  #running: { readonly what: string; readonly end: Promise<unknown> } | null = null;

  /** Runs `body` while no other write is allowed. @throws QueryError `session-busy` if one is running */
  async exclusive<Value>(
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
    if (this.#running) throw sessionBusy(`${this.#running.what} is still running.`, range);
  }

  /** Runs `body` after the current write, whether that succeeds or not. */
  async exclusiveNext<Value>(
    what: string,
    body: () => Promise<Value>,
    range: TextRange | undefined,
  ): Promise<Value> {
    while (this.#running) await this.#running.end.catch(() => undefined);
    return this.exclusive(what, body, range);
  }
}
