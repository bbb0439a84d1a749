/** Gathers what a module imports, under other names where the module's own names are in the way. */
import { LINE_LENGTH } from "./python.ts";

const STANDARD = new Set(["datetime", "decimal", "enum", "typing", "uuid"]);

const rank = (name: string): number => {
  if (name === name.toUpperCase() && name.length > 1) return 0;
  return /^\p{Lu}/u.test(name) ? 1 : 2;
};

/** Constants, then classes, then functions, as import sorters have it. */
const byKind = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);

const fromLine = (module: string, names: ReadonlyMap<string, string>): string => {
  const parts = [...names]
    .sort(([a], [b]) => byKind(a, b))
    .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  const line = `from ${module} import ${parts.join(", ")}`;
  if (line.length <= LINE_LENGTH) return line;
  return `from ${module} import (\n${parts.map(part => `    ${part},\n`).join("")})`;
};

export class Imports {
  readonly #taken: ReadonlySet<string>;
  readonly #modules = new Set<string>();
  readonly #names = new Map<string, Map<string, string>>();

  /** `taken` are the names that the module gives itself. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  /** Imports a module that only stands outside of classes; its name as it is written. */
  module(name: string): string {
    this.#modules.add(name);
    return name;
  }

  /** Imports a name; the name under which it is known in this module. */
  from(module: string, name: string): string {
    const names = this.#names.get(module) ?? new Map<string, string>();
    this.#names.set(module, names);
    const known = names.get(name);
    if (known !== undefined) return known;
    const local = this.#localName(module, name);
    names.set(name, local);
    return local;
  }

  #localName(module: string, name: string): string {
    if (!this.#taken.has(name)) return name;
    const origin = module.startsWith("sqlalchemy") ? "sql" : "python";
    const isClass = rank(name) < 2;
    let local = isClass ? `${origin === "sql" ? "Sql" : "Python"}${name}` : `${origin}_${name}`;
    while (this.#taken.has(local)) local += "_";
    return local;
  }

  print(): string {
    const from = [...this.#names].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = (wanted: boolean) =>
      from.filter(([module]) => STANDARD.has(module) === wanted).map(each => fromLine(...each));
    const modules = [...this.#modules].sort().map(module => `import ${module}`);
    const sections = [[...modules, ...lines(true)], lines(false)];
    return sections
      .filter(section => section.length > 0)
      .map(section => section.join("\n"))
      .join("\n\n");
  }
}
