/** The workbench as a React context. */
import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { SchemaDocument } from "../../engine/index.ts";
import type { ProjectState, Workbench, WorkspaceState } from "../state/index.ts";

const WorkbenchContext = createContext<Workbench | null>(null);

export type WorkbenchProviderProps = {
  readonly workbench: Workbench;
  readonly children: ReactNode;
};

export const WorkbenchProvider = ({ workbench, children }: WorkbenchProviderProps) => (
  <WorkbenchContext value={workbench}>{children}</WorkbenchContext>
);

export const useWorkbench = (): Workbench => {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error("WorkbenchProvider is missing");
  return workbench;
};

/** Selects a part of the project; the component renders again only when it changes. */
export const useProject = <Part,>(select: (state: ProjectState) => Part): Part =>
  useStore(useWorkbench().project, select);

export const useWorkspace = <Part,>(select: (state: WorkspaceState) => Part): Part =>
  useStore(useWorkbench().workspace, select);

export const useDocument = (): SchemaDocument => useProject(state => state.document);
