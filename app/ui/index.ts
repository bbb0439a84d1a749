/** The primitives of the interface, independent of the domain. */
export { Button, type ButtonProps } from "./button.tsx";
export { Callout, type CalloutProps } from "./callout.tsx";
export { Checkbox, type CheckboxProps } from "./checkbox.tsx";
export { classNames } from "./class-names.ts";
export { CodeBlock, type CodeBlockProps } from "./code-block.tsx";
export { ColorChoice, type ColorChoiceProps } from "./color-choice.tsx";
export { colorStyle } from "./color-style.ts";
export {
  CommandPalette,
  type CommandPaletteProps,
  type PaletteGroup,
  type PaletteItem,
} from "./command-palette.tsx";
export { Count } from "./count.tsx";
export { DataGrid, type DataGridProps, type GridColumn } from "./data-grid.tsx";
export {
  AlertDialog,
  type AlertDialogProps,
  ConfirmDialog,
  type ConfirmDialogProps,
  Dialog,
  type DialogProps,
} from "./dialog.tsx";
export { EmptyState, type EmptyStateProps } from "./empty-state.tsx";
export { hasAlertDialog } from "./has-alert-dialog.ts";
export { IconButton, type IconButtonProps } from "./icon-button.tsx";
export { InlineEdit, type InlineEditProps } from "./inline-edit.tsx";
export { Kbd, type KbdProps, shortcutText } from "./kbd.tsx";
export { LiveRegion, type LiveRegionProps } from "./live-region.tsx";
export {
  ContextMenu,
  type ContextMenuProps,
  Menu,
  MenuChoice,
  MenuItem,
  type MenuItemProps,
  type MenuProps,
  MenuSeparator,
} from "./menu.tsx";
export { type Message, MessageList } from "./message-list.tsx";
export { Pane, type PaneProps } from "./pane.tsx";
export { Panel, PanelHandle, type PanelProps, Panels, type PanelsProps } from "./panels.tsx";
export { ProgressLine, type ProgressLineProps } from "./progress.tsx";
export {
  type Segment,
  SegmentedControl,
  type SegmentedControlProps,
} from "./segmented-control.tsx";
export { Select, type SelectOption, type SelectProps } from "./select.tsx";
export { Sheet, type SheetProps } from "./sheet.tsx";
export { Tab, TabList, TabPanel, Tabs } from "./tabs.tsx";
export { TextArea, type TextAreaProps } from "./text-area.tsx";
export { TextField, type TextFieldProps, TextInput, type TextInputProps } from "./text-field.tsx";
export {
  applyTheme,
  chooseTheme,
  onThemeChange,
  type ShownTheme,
  shownTheme,
  type ThemeChoice,
  themeChoices,
  tokenColour,
} from "./theme/theme.ts";
export { useShownTheme, useThemeChoice } from "./theme/use-theme.ts";
export { showToast, type ToastMessage, ToastRegion } from "./toast.tsx";
export { Tooltip, type TooltipProps, TooltipProvider } from "./tooltip.tsx";
export { Tree, type TreeProps } from "./tree.tsx";
export type { TreeNode } from "./tree-nodes.ts";
export { useKeptFocus } from "./use-kept-focus.ts";
export { useMediaQuery } from "./use-media-query.ts";
export { useVisibleRows, type VisibleRows } from "./use-visible-rows.ts";
