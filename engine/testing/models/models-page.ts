/** The page docs/models.md, from what the exporters declare. */
import {
  type Exporter,
  type Feature,
  type FeatureSupport,
  features,
} from "../../exporters/index.ts";

const INTRODUCTION = `# Models of Python libraries

A design is exported as models of each library. The table shows what each library can express: *yes*, *nearly* with a note below, or *no*. What is approximated in a design is also written as a comment in the code and listed next to it.

\`npm test\` loads the exported models in the real library, compares the tables that it creates on SQLite with those of the \`CREATE\` script, and writes and reads rows through relations.`;

const MARKS: Readonly<Record<FeatureSupport["level"], string>> = {
  full: "yes",
  approximated: "nearly",
  none: "no",
};

type Library = Exporter & { readonly support: NonNullable<Exporter["support"]> };

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (libraries: readonly Library[]): string =>
  [
    row(["", ...libraries.map(({ label }) => label)]),
    row(["---", ...libraries.map(() => "---")]),
    ...(Object.keys(features) as Feature[]).map(feature =>
      row([features[feature], ...libraries.map(({ support }) => MARKS[support[feature].level])]),
    ),
  ].join("\n");

const notes = ({ label, support }: Library): string => {
  const lines = (Object.keys(features) as Feature[])
    .filter(feature => support[feature].level !== "full")
    .map(feature => `- ${features[feature]}: ${support[feature].note}`);
  return [`## ${label}`, "", ...lines].join("\n");
};

export const modelsPage = (exporters: readonly Exporter[]): string => {
  const libraries = exporters.filter((exporter): exporter is Library => exporter.support !== null);
  return `${[INTRODUCTION, table(libraries), ...libraries.map(notes)].join("\n\n")}\n`;
};
