/** Gives an element the focus when its dialog opens: a dialog looks for the attribute, which React itself never writes. */
export function focusFirst(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}
