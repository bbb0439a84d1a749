// Which part may import which; docs/architecture.md says why. Types count as imports.

// In the order of their level: a folder imports only from folders before it.
const levels = [
  "base",
  "schema",
  "sql",
  "drivers",
  "ddl",
  "rows",
  "query",
  "session",
  "importers",
  "exporters",
  "translations",
  "advice",
];
const panels = [
  "canvas",
  "inspector",
  "outline",
  "problems",
  "playground",
  "data",
  "export",
  "import",
  "learn",
];

const anyOf = names => `(${names.join("|")})`;
const tests = ["\\.test\\.ts$", "/testing/"];
const engineTests = ["\\.test\\.ts$", "^engine/testing/"];
const queryTypes = "^engine/query/api\\.ts$";
const engineDoors = "^engine/[^/]+/index\\.ts$";

// Packages that need a page, a worker or a storage, or that bring a database.
const hostPackages = [
  "react",
  "react-dom",
  "@xyflow",
  "@base-ui",
  "react-resizable-panels",
  "lucide-react",
  "zustand",
  "monaco-editor",
  "comlink",
  "idb",
  "sql\\.js",
  "pyodide",
];

const levelRules = levels.slice(0, -1).map((folder, level) => ({
  name: `engine-level-${folder}`,
  comment: `engine/${folder} imports only from the folders below it.`,
  severity: "error",
  from: { path: `^engine/${folder}/` },
  to: { path: `^engine/${anyOf(levels.slice(level + 1))}/` },
}));

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "No two files need each other, not even for a type.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "An import that is not found escapes every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    ...levelRules,
    {
      name: "engine-known-folders",
      comment: "A file of the engine lies in a folder that has a level.",
      severity: "error",
      from: {},
      to: { path: "^engine/", pathNot: `^engine/(${anyOf([...levels, "testing"])}/|index\\.ts$)` },
    },
    {
      name: "engine-index-is-top",
      comment: "The engine's public door is for the app, not for the engine's own folders.",
      severity: "error",
      from: { path: "^engine/[^/]+/" },
      to: { path: "^engine/index\\.ts$" },
    },
    {
      name: "engine-folder-doors",
      comment: "A folder of the engine is entered through its index from outside.",
      severity: "error",
      from: { path: "^engine/([^/]+)(/|$)" },
      to: { path: "^engine/[^/]+/", pathNot: ["^engine/$1/", engineDoors, "^engine/testing/"] },
    },
    {
      name: "engine-stands-alone",
      comment: "The engine knows nothing of the app.",
      severity: "error",
      from: { path: "^engine/" },
      to: { path: "^(app|e2e|scripts)/" },
    },
    {
      name: "engine-runs-anywhere",
      comment:
        "The engine is handed what belongs to a page; it runs in a worker and in Node alike.",
      severity: "error",
      from: { path: "^engine/", pathNot: engineTests },
      to: { path: `(^|/)node_modules/${anyOf(hostPackages)}(/|$)` },
    },
    {
      name: "engine-without-node",
      comment: "The engine uses nothing of Node; its tests may.",
      severity: "error",
      from: { path: "^engine/", pathNot: engineTests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "testing-is-for-tests",
      comment: "Support for tests is not part of the product.",
      severity: "error",
      from: { pathNot: tests },
      to: { path: "/testing/" },
    },
    {
      name: "app-uses-engine-door",
      comment: "The app enters the engine through its index.",
      severity: "error",
      from: { path: "^(app|e2e)/" },
      to: { path: "^engine/", pathNot: ["^engine/index\\.ts$", queryTypes, "^engine/testing/"] },
    },
    {
      name: "query-types-as-text",
      comment:
        "Where queries are written, the types of the query language are also read as text (?raw), " +
        "for the editor's completion. This checker does not see the ?raw, hence the two folders.",
      severity: "error",
      from: { path: "^(app|e2e)/", pathNot: "^app/(playground|runners)/" },
      to: { path: queryTypes },
    },
    {
      name: "ui-stands-alone",
      comment: "The primitives know no word of the domain.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^(app|engine)/", pathNot: "^app/ui/" },
    },
    {
      name: "panels-meet-in-state",
      comment: "Panels meet in state and commands, and never import each other.",
      severity: "error",
      from: { path: `^app/${anyOf(panels)}/` },
      to: { path: `^app/${anyOf(panels)}/`, pathNot: "^app/$1/" },
    },
    {
      name: "app-is-top",
      comment: "The files beside the folders know the whole of the app; no folder knows them.",
      severity: "error",
      from: { path: "^app/[^/]+/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^app/[^/]+\\.tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
    },
  },
};
