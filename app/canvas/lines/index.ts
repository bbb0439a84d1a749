/** The lines of relations: their routes around cards, and their paths. */
export type { LineEnd, Route } from "./find-route.ts";
export type { Box } from "./geometry.ts";
export { circleRadius, type LinePath, linePath } from "./line-path.ts";
export { type LineRequest, LineRouter, type Routes } from "./line-router.ts";
export { type Area, areaOf, overlap } from "./obstacles.ts";
