/** Results that are available at once from an embedded database, and later from a server. */

/** Awaiting a value that is already available still costs a microtask, as long as a small query takes. */
export type Answer<Value> = Value | Promise<Value>;

/** Whether the value has to be awaited. */
export const isPending = <Value>(answer: Answer<Value>): answer is Promise<Value> =>
  answer instanceof Promise;

/** Continues with the value of an answer: synchronously if it is available. */
export const andThen = <Value, Next>(
  answer: Answer<Value>,
  next: (value: Value) => Answer<Next>,
): Answer<Next> => (isPending(answer) ? answer.then(next) : next(answer));

/** Continues with what `body` returns or throws: synchronously if it answers synchronously. */
export const attempt = <Value, Next>(
  body: () => Answer<Value>,
  succeeded: (value: Value) => Next,
  failed: (thrown: unknown) => never,
): Answer<Next> => {
  let answer: Answer<Value>;
  try {
    answer = body();
  } catch (thrown) {
    return failed(thrown);
  }
  return isPending(answer) ? answer.then(succeeded, failed) : succeeded(answer);
};
