/** Python for the app: in a sandboxed frame, with the files that the build provides. */
import files from "virtual:python-files";
import { type PythonLibrary, pythonLibraries, standardLibrary } from "../../../python/index.ts";
import { type FrameContent, openFrame } from "../frame/open-frame.ts";
import type { PythonStart } from "./protocol.ts";
import { Python } from "./python.ts";
import { type LoadPythonFiles, pythonFileLoader } from "./python-files.ts";

/** Null if the app was built on a machine that could not fetch the Python libraries. */
export const createPython = (): Python | null => {
  if (!files) return null;
  const load = pythonFileLoader({
    files,
    fetch: address => fetch(address),
    caches: "caches" in globalThis ? caches : null,
  });
  return new Python((library, onProgress) =>
    openFrame(contentOf(library, load, onProgress), transferOf),
  );
};

type PythonContent = FrameContent & { readonly content: PythonStart };

const contentOf = async (
  library: PythonLibrary,
  load: LoadPythonFiles,
  onProgress: (loaded: number, total: number) => void,
): Promise<PythonContent> => {
  const names = ["runtime", standardLibrary, ...pythonLibraries[library].archives] as const;
  const [[wasm, modules, ...archives], { default: script }] = await Promise.all([
    load(names, onProgress),
    import("virtual:runner-worker/python"),
  ]);
  if (!wasm || !modules) throw new Error("a file of Python is missing");
  return { script, wasm, content: { library, standardLibrary: modules, archives } };
};

/** The files are large, and the page has no further use for them. */
const transferOf = ({ wasm, content }: PythonContent): readonly ArrayBuffer[] => [
  wasm,
  content.standardLibrary,
  ...content.archives,
];
