/** Runs an operation, and notifies the user if it fails. */
import { attempt } from "../state/index.ts";
import { useWorkbench } from "./workbench.tsx";

export const useAttempt = (): ((operation: () => void | Promise<void>) => void) => {
  const { ports } = useWorkbench();
  return operation => void attempt(ports, operation);
};
