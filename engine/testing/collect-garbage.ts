/** A full collection of garbage, for tests of what is kept and what is not. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What a weak reference was made of is kept until the task has ended, so another one collects. */
export const collectGarbage = async (): Promise<void> => {
  await new Promise(resolve => setTimeout(resolve));
  collect();
};
