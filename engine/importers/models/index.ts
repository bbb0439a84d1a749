/** Models of Python libraries: the library itself reads them, and describes what it knows. */
export { type ModelsDescription, modelsDescription } from "./description.ts";
export { documentOfModels } from "./document.ts";
