/** The choices of the export screen: the target for all projects, and its options for each. */
import type { OptionValues } from "../../engine/index.ts";

const TARGET_KEY = "stele.export";
const OPTIONS_KEY = "stele.export.options";
const DEFAULT_TARGET = "sqlalchemy";
const MOST_PROJECTS = 50;

/** Options by project and exporter. */
type StoredOptions = Readonly<Record<string, Readonly<Record<string, OptionValues>>>>;

export type ChoiceStorage = Pick<Storage, "getItem" | "setItem">;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export class ExportChoices {
  readonly #storage: ChoiceStorage;

  constructor(storage: ChoiceStorage) {
    this.#storage = storage;
  }

  get target(): string {
    return this.#read(TARGET_KEY) ?? DEFAULT_TARGET;
  }

  set target(id: string) {
    this.#write(TARGET_KEY, id);
  }

  options(project: string, exporter: string): OptionValues {
    return this.#stored()[project]?.[exporter] ?? {};
  }

  setOptions(project: string, exporter: string, values: OptionValues): void {
    const { [project]: known = {}, ...others } = this.#stored();
    const latest = Object.entries(others).slice(1 - MOST_PROJECTS);
    const all = { ...Object.fromEntries(latest), [project]: { ...known, [exporter]: values } };
    this.#write(OPTIONS_KEY, JSON.stringify(all));
  }

  /** Text of another form, which this version did not write, counts as none. */
  #stored(): StoredOptions {
    try {
      const stored: unknown = JSON.parse(this.#read(OPTIONS_KEY) ?? "{}");
      const isRead = isObject(stored) && Object.values(stored).every(isObject);
      return isRead ? (stored as StoredOptions) : {};
    } catch {
      return {};
    }
  }

  #read(key: string): string | null {
    try {
      return this.#storage.getItem(key);
    } catch {
      return null;
    }
  }

  #write(key: string, text: string): void {
    try {
      this.#storage.setItem(key, text);
    } catch {
      // Without storage the choices last as long as the page.
    }
  }
}
