/** The workbench as React reads it. */

import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { SchemaDocument } from "../../engine/index.ts";
import type { ProjectState, Workbench, WorkspaceState } from "../state/index.ts";

const WorkbenchContext = createContext<Workbench | null>(null);

export interface WorkbenchProviderProps {
  readonly workbench: Workbench;
  readonly children: ReactNode;
}

export function WorkbenchProvider({ workbench, children }: WorkbenchProviderProps) {
  return <WorkbenchContext value={workbench}>{children}</WorkbenchContext>;
}

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error("a panel stands outside of WorkbenchProvider");
  return workbench;
}

/** A part of the project; the component renders again only when that part changes. */
export function useProject<Part>(select: (state: ProjectState) => Part): Part {
  return useStore(useWorkbench().project, select);
}

export function useWorkspace<Part>(select: (state: WorkspaceState) => Part): Part {
  return useStore(useWorkbench().workspace, select);
}

export function useDocument(): SchemaDocument {
  return useProject(state => state.document);
}
