/** What comes at once from what is near, and later from what is far. */

/** Whoever has to wait pays for it, even for what is there: an await costs as much as a small query. */
export type Answer<Value> = Value | Promise<Value>;

/** Goes on with what an attempt gives or throws, at once where it gives it at once. */
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
  return answer instanceof Promise ? answer.then(succeeded, failed) : succeeded(answer);
};
