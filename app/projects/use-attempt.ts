/** Runs an operation, and notifies the user if it fails. */
import { useWorkbench } from "../hooks/index.ts";

export const useAttempt = (): ((body: () => Promise<void>) => void) => {
  const { ports } = useWorkbench();
  return body => {
    body().catch((thrown: unknown) => {
      const description = thrown instanceof Error ? thrown.message : String(thrown);
      ports.notify({ title: "The operation failed", description });
    });
  };
};
