/** Saves or prints a picture of the diagram. */
import { useState } from "react";
import { useProject, useWorkbench, useWorkspace } from "../../hooks/index.ts";
import { download, fileName } from "../../project/index.ts";
import { nothingSelected } from "../../state/index.ts";
import {
  Button,
  Checkbox,
  Dialog,
  SegmentedControl,
  type ShownTheme,
  tokenColour,
  useShownTheme,
} from "../../ui/index.ts";
import { embeddedFonts } from "./embedded-fonts.ts";
import { pictureOf } from "./picture.ts";
import styles from "./picture-dialog.module.css";
import { pngOf, printPicture } from "./raster.ts";

export const PictureDialog = () => {
  const open = useWorkspace(state => state.dialog === "picture");
  return open ? <OpenDialog /> : null;
};

const FORMATS = [
  { value: "svg", label: "SVG" },
  { value: "png", label: "PNG" },
  { value: "print", label: "Print or PDF" },
] as const;

const SCALES = [
  { value: "1", label: "1×" },
  { value: "2", label: "2×" },
  { value: "4", label: "4×" },
] as const;

const THEMES: readonly { readonly value: ShownTheme; readonly label: string }[] = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

type Choices = {
  readonly format: (typeof FORMATS)[number]["value"];
  readonly scale: (typeof SCALES)[number]["value"];
  readonly theme: ShownTheme;
  /** Whether only the selected tables are drawn. */
  readonly selected: boolean;
};

const OpenDialog = () => {
  const { workspace } = useWorkbench();
  const shown = useShownTheme();
  const hasSelection = useProject(({ selection }) => selection.tables.size > 0);
  const [choices, setChoices] = useState<Choices>({
    format: "svg",
    scale: "2",
    theme: shown,
    selected: hasSelection,
  });
  const { busy, failure, save } = useSaving(choices);
  const set = (part: Partial<Choices>) => setChoices({ ...choices, ...part });
  const close = () => workspace.setState({ dialog: null });
  return (
    <Dialog
      open
      onOpenChange={close}
      size="small"
      title="Save a picture"
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={busy} onClick={save}>
            {choices.format === "print" ? "Print" : "Save"}
          </Button>
        </>
      }
    >
      <PictureFields choices={choices} hasSelection={hasSelection} onChange={set} />
      {failure === null ? null : (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
    </Dialog>
  );
};

type PictureFieldsProps = {
  readonly choices: Choices;
  readonly hasSelection: boolean;
  readonly onChange: (part: Partial<Choices>) => void;
};

const PictureFields = ({ choices, hasSelection, onChange }: PictureFieldsProps) => (
  <div className={styles.fields}>
    <SegmentedControl
      label="Format"
      value={choices.format}
      segments={FORMATS}
      onChange={format => onChange({ format })}
    />
    {choices.format === "png" ? (
      <SegmentedControl
        label="Scale"
        value={choices.scale}
        segments={SCALES}
        onChange={scale => onChange({ scale })}
      />
    ) : null}
    <SegmentedControl
      label="Theme"
      value={choices.theme}
      segments={THEMES}
      onChange={theme => onChange({ theme })}
    />
    <Checkbox
      label="Only the selected tables"
      checked={choices.selected}
      disabled={!hasSelection}
      onChange={selected => onChange({ selected })}
    />
  </div>
);

const useSaving = (choices: Choices) => {
  const { project, workspace } = useWorkbench();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const draw = async (): Promise<string> => {
    const { document, selection } = project.getState();
    return pictureOf(document, {
      tables: choices.selected ? selection.tables : nothingSelected.tables,
      color: token => tokenColour(token, choices.theme),
      fonts: await embeddedFonts(),
    });
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await write(await draw(), project.getState().name, choices);
      workspace.setState({ dialog: null });
    } catch (thrown) {
      setFailure(thrown instanceof Error ? thrown.message : String(thrown));
      setBusy(false);
    }
  };
  return { busy, failure, save: () => void save() };
};

const write = async (svg: string, name: string, { format, scale }: Choices): Promise<void> => {
  if (format === "print") return printPicture(svg);
  if (format === "svg") {
    download({ name: fileName(name, "svg"), content: svg, type: "image/svg+xml" });
    return;
  }
  const content = await pngOf(svg, Number(scale));
  download({ name: fileName(name, "png"), content, type: "image/png" });
};
