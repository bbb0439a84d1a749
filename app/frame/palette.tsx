/** The command palette: available commands, and all tables. */
import { Table2 } from "lucide-react";
import { tableViews } from "../../engine/index.ts";
import { commands, isAvailable, openPalette } from "../commands/index.ts";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { selectTables, type Workbench } from "../state/index.ts";
import { CommandPalette, type PaletteGroup } from "../ui/index.ts";

export const Palette = () => {
  const bench = useWorkbench();
  const open = useWorkspace(state => state.palette);
  return (
    <CommandPalette
      open={open}
      onOpenChange={palette => bench.workspace.setState({ palette })}
      placeholder="Search or run a command"
      groups={open ? paletteGroups(bench) : []}
    />
  );
};

const paletteGroups = (bench: Workbench): readonly PaletteGroup[] => {
  const available = commands.filter(
    command => command !== openPalette && isAvailable(command, bench),
  );
  const groups = [...new Set(available.map(command => command.group))];
  const tables = {
    label: "Tables in this project",
    items: tableViews(bench.project.getState().document).map(({ table, columns }) => ({
      id: table.id,
      label: table.entity,
      detail: table.name,
      icon: <Table2 size={13} aria-hidden />,
      keywords: columns.map(column => column.name).join(" "),
      run: () => {
        bench.project.select(selectTables([table.id]));
        bench.ports.canvas?.reveal([table.id]);
      },
    })),
  };
  return [
    ...groups.map(label => ({
      label,
      items: available
        .filter(command => command.group === label)
        .map(command => ({
          id: command.id,
          label: command.label,
          keywords: `${command.group} ${command.keywords ?? ""}`,
          shortcut: command.shortcuts?.[0],
          run: () => command.run(bench),
        })),
    })),
    tables,
  ];
};
