/** The lines of relations: their routes around cards, and their paths. */
export { countCrossings } from "./crossings.ts";
export { type LineEnd, lengthOf, type Route } from "./find-route.ts";
export type { Box } from "./geometry.ts";
export { circleRadius, type LinePath, linePath } from "./line-path.ts";
export { type LineRequest, LineRouter, type Routes } from "./line-router.ts";
export { type Area, areaOf, joinedArea, overlap } from "./obstacles.ts";
