/** The open project. */
export type { ReadOptions } from "./database-service.ts";
export type { ImportInput, ImportPreview } from "./database-worker-service.ts";
export { download, type FileToSave, fileName } from "./download.ts";
export { ProjectController } from "./project-controller.ts";
export { fetchSample, firstSample, type SampleEntry, samples } from "./samples.ts";
export { simplestQuery } from "./starter-query.ts";
