/** The mark of an alert dialog. Notices of errors have the same role, and want no answer. */
export const ALERT_MARK = "data-alert-dialog";

/** Whether a dialog wants an answer first, wherever the focus is. */
export const hasAlertDialog = (): boolean => document.querySelector(`[${ALERT_MARK}]`) !== null;
