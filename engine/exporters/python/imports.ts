/** The import statements of a module. A name that the module defines itself is imported under an alias. */
import { LINE_LENGTH } from "./code.ts";

const STANDARD = new Set(["datetime", "decimal", "enum", "typing", "uuid"]);

const rank = (name: string): number => {
  if (name === name.toUpperCase() && name.length > 1) return 0;
  return /^\p{Lu}/u.test(name) ? 1 : 2;
};

/** Constants, then classes, then functions: the order of import sorters. */
const byKind = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);

const fromLine = (module: string, names: ReadonlyMap<string, string>): string => {
  const parts = [...names]
    .sort(([a], [b]) => byKind(a, b))
    .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  const line = `from ${module} import ${parts.join(", ")}`;
  if (line.length <= LINE_LENGTH) return line;
  return `from ${module} import (\n${parts.map(part => `    ${part},\n`).join("")})`;
};

/** Local names by names, by module. */
type ImportedNames = Map<string, Map<string, string>>;

const namesOf = (imported: ImportedNames, module: string): Map<string, string> => {
  const names = imported.get(module) ?? new Map<string, string>();
  imported.set(module, names);
  return names;
};

const isOwn = (module: string): boolean => module.startsWith(".");

export type ImportOptions = {
  /** The names that the module defines. */
  readonly taken: ReadonlySet<string>;
  /** The prefix of an alias for a name of a library, such as `sql` for `sql_text` and `SqlText`. */
  readonly aliasPrefix: string;
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export class Imports {
  readonly #options: ImportOptions;
  readonly #modules = new Set<string>();
  readonly #names: ImportedNames = new Map();
  readonly #types: ImportedNames = new Map();

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** Imports a module for use outside of class bodies; returns its name. */
  module(name: string): string {
    this.#modules.add(name);
    return name;
  }

  /** Imports a name; returns its name in this module. */
  from(module: string, name: string): string {
    const names = namesOf(this.#names, module);
    const known = names.get(name);
    if (known !== undefined) return known;
    const local = this.#localName(module, name);
    names.set(name, local);
    return local;
  }

  /** Imports a name that another module of the export defines, where it is unique. */
  own(module: string, name: string): void {
    namesOf(this.#names, module).set(name, name);
  }

  /** Imports a name of another module of the export for annotations in quotes: only type checkers import it. */
  forTypes(module: string, name: string): void {
    namesOf(this.#types, module).set(name, name);
  }

  #localName(module: string, name: string): string {
    const { taken, aliasPrefix } = this.#options;
    if (!taken.has(name)) return name;
    const prefix = STANDARD.has(module) ? "python" : aliasPrefix;
    const isClass = rank(name) < 2;
    let local = isClass ? capitalized(prefix) + name : `${prefix}_${name}`;
    while (taken.has(local)) local += "_";
    return local;
  }

  print(): string {
    const types = this.#typeSection();
    const from = [...this.#names].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = (belongs: (module: string) => boolean) =>
      from.filter(([module]) => belongs(module)).map(each => fromLine(...each));
    const modules = [...this.#modules].sort().map(module => `import ${module}`);
    const sections = [
      [...modules, ...lines(module => STANDARD.has(module))],
      lines(module => !STANDARD.has(module) && !isOwn(module)),
      lines(isOwn),
      types,
    ];
    return sections
      .filter(section => section.length > 0)
      .map(section => section.join("\n"))
      .join("\n\n");
  }

  #typeSection(): readonly string[] {
    const lines = [...this.#types]
      .filter(([module]) => !this.#names.has(module))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(each => `    ${fromLine(...each)}`);
    return lines.length === 0 ? [] : [`if ${this.from("typing", "TYPE_CHECKING")}:`, ...lines];
  }
}
