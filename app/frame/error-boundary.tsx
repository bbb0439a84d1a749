/** Catches errors of rendering, shows them, and offers to save the project. */
import { Component, type ReactNode } from "react";
import { Button, Callout } from "../ui/index.ts";
import styles from "./error-boundary.module.css";

export type ErrorBoundaryProps = {
  /** The part that failed: "The window", "The diagram". */
  readonly part: string;
  /** The ways out: to save the project as a file, to open another one. */
  readonly rescue?: ReactNode;
  readonly children: ReactNode;
};

type ErrorBoundaryState = {
  readonly error: Error | null;
};

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.place}>
        <Callout kind="error" title={`${this.props.part} could not be displayed`}>
          <p>{error.message}</p>
          <p>Your project is kept as it was after the last change.</p>
        </Callout>
        <div className={styles.actions}>
          <Button onClick={() => this.setState({ error: null })}>Try again</Button>
          {this.props.rescue}
          <Button variant="quiet" onClick={() => location.reload()}>
            Load the page again
          </Button>
        </div>
        <details className={styles.details}>
          <summary>Details</summary>
          <pre>{error.stack}</pre>
        </details>
      </div>
    );
  }
}
