/** Whether an alert dialog is open. It wants an answer first, wherever the focus is. */
export const hasQuestion = (): boolean => document.querySelector("[role=alertdialog]") !== null;
