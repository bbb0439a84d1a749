/** Models of Python libraries: the library itself reads them, and describes what it knows. */
export { type ModelsDescription, modelsDescription } from "./description.ts";
export { documentOfModels } from "./document.ts";
export { type ModelsLibrary, modelLibraryLabels } from "./model-signs.ts";
export { pathRole as pythonPathRole } from "./project-paths.ts";
export { looksLikePython } from "./python-text.ts";
export { importedLibrary, type RecognizedModels, recognizeModels } from "./recognize.ts";
