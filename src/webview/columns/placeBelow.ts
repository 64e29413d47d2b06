/** Puts a part of the page below a place, as far to the left as it has to be, and no higher than there is room. */
export function placeBelow(element: HTMLElement, anchor: DOMRect): void {
  const left = Math.max(0, Math.min(anchor.left, window.innerWidth - element.offsetWidth));
  element.style.left = `${left}px`;
  element.style.top = `${anchor.bottom}px`;
  element.style.maxHeight = `${Math.max(0, window.innerHeight - anchor.bottom)}px`;
}
