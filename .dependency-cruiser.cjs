// The allowed imports, explained in docs/architecture.md. Type imports count.

// In order of level: a folder imports only from folders before it.
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
  "frame",
  "projects",
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
      comment: "No two files import each other, not even for a type.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "An import that is not found would bypass the other rules.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    ...levelRules,
    {
      name: "engine-known-folders",
      comment: "Every file of the engine is in a folder with a level.",
      severity: "error",
      from: {},
      to: { path: "^engine/", pathNot: `^engine/(${anyOf([...levels, "testing"])}/|index\\.ts$)` },
    },
    {
      name: "engine-index-is-top",
      comment: "The public index of the engine is for the app, not for the engine's folders.",
      severity: "error",
      from: { path: "^engine/[^/]+/" },
      to: { path: "^engine/index\\.ts$" },
    },
    {
      name: "engine-folder-doors",
      comment: "A folder of the engine is imported through its index.",
      severity: "error",
      from: { path: "^engine/([^/]+)(/|$)" },
      to: { path: "^engine/[^/]+/", pathNot: ["^engine/$1/", engineDoors, "^engine/testing/"] },
    },
    {
      name: "engine-is-independent",
      comment: "The engine does not import the app.",
      severity: "error",
      from: { path: "^engine/" },
      to: { path: "^(app|e2e|scripts)/" },
    },
    {
      name: "engine-without-python",
      comment: "Only the engine's tests run Python; the engine writes and reads its text.",
      severity: "error",
      from: { path: "^engine/", pathNot: engineTests },
      to: { path: "^python/" },
    },
    {
      name: "python-is-independent",
      comment: "Our Python, and what loads it, is the same in the app and in the engine's tests.",
      severity: "error",
      from: { path: "^python/" },
      to: { path: "^(app|engine|e2e|scripts)/" },
    },
    {
      name: "python-door",
      comment: "The folder is imported through its index.",
      severity: "error",
      from: { path: "^(app|engine|e2e)/" },
      to: { path: "^python/", pathNot: "^python/index\\.ts$" },
    },
    {
      name: "engine-runs-anywhere",
      comment: "The engine receives what belongs to a page; it runs in a worker and in Node.",
      severity: "error",
      from: { path: "^engine/", pathNot: engineTests },
      to: { path: `(^|/)node_modules/${anyOf(hostPackages)}(/|$)` },
    },
    {
      name: "engine-without-node",
      comment: "Only tests use Node's modules.",
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
      comment: "The app imports the engine through its index.",
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
      name: "ui-is-independent",
      comment: "The primitives are independent of the domain.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^(app|engine)/", pathNot: "^app/ui/" },
    },
    {
      name: "panels-meet-in-state",
      comment: "Panels share state and commands, and never import each other.",
      severity: "error",
      from: { path: `^app/${anyOf(panels)}/` },
      to: { path: `^app/${anyOf(panels)}/`, pathNot: "^app/$1/" },
    },
    {
      name: "app-is-top",
      comment: "The files at the top connect the parts of the app; no folder imports them.",
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
