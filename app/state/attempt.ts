/** Runs an operation, and notifies the user if it fails. */
import type { Notice, Ports } from "./ports.ts";

export const failureNotice = (thrown: unknown, title = "The operation failed"): Notice => {
  const description = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: "error", title, description };
};

export const attempt = async (
  ports: Pick<Ports, "notify">,
  operation: () => void | Promise<void>,
): Promise<void> => {
  try {
    await operation();
  } catch (thrown) {
    ports.notify(failureNotice(thrown));
  }
};
