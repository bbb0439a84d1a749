/** The chosen export target, remembered across visits. */
import { useState } from "react";
import { type Exporter, exporters } from "../../engine/index.ts";

const STORAGE_KEY = "stele.export";
const DEFAULT_TARGET = "sqlalchemy";

const storedTarget = (): string => {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? DEFAULT_TARGET;
  } catch {
    return DEFAULT_TARGET;
  }
};

const storeTarget = (id: string): void => {
  try {
    localStorage.setItem(STORAGE_KEY, id);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
};

const exporterOf = (id: string): Exporter | undefined =>
  exporters.find(exporter => exporter.id === id) ?? exporters[0];

/** Returns the exporter of the chosen target, and a function that chooses another. */
export const useTarget = (): readonly [Exporter | undefined, (id: string) => void] => {
  const [target, setTarget] = useState(storedTarget);
  const choose = (id: string) => {
    setTarget(id);
    storeTarget(id);
  };
  return [exporterOf(target), choose];
};
