/** A button. */
import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

export type ButtonProps = ComponentProps<"button"> & {
  /** `primary` for the main action, `danger` for a destructive one, `quiet` without a border. */
  readonly variant?: "plain" | "primary" | "quiet" | "danger";
  readonly size?: "medium" | "small";
};

export const Button = ({
  variant = "plain",
  size = "medium",
  type = "button",
  className,
  ...rest
}: ButtonProps) => (
  <button
    type={type}
    className={classNames(styles.button, styles[variant], styles[size], className)}
    {...rest}
  />
);
