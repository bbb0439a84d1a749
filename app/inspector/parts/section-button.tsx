/** A button in the heading of a section. */
import { Button } from "../../ui/index.ts";

export type SectionButtonProps = {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

export const SectionButton = ({ label, disabled = false, onClick }: SectionButtonProps) => (
  <Button size="small" variant="quiet" disabled={disabled} onClick={onClick}>
    {label}
  </Button>
);
