/** A push button in the product's few weights. */
import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

export type ButtonProps = ComponentProps<"button"> & {
  /** `primary` for the one main action in view, `danger` for what destroys, `quiet` without a frame. */
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
