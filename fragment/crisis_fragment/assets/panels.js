// @ts-check
// Streamlit draws an open panel (st.popover) at the end of the document, where Tab would come to it after the whole
// page. Here Tab leads from the panel's button into it, and from its last control to what follows the button.

const PANEL = "[data-testid=stPopoverBody]"
const OPEN_BUTTON = "[data-testid=stPopover] button[aria-expanded=true]"
const STOPS = "a[href],button,input,select,textarea,summary,[tabindex]"

/** Documents that are listened to already: every section of a page asks for the same. */
const known = new WeakSet()

/** @param {Document} document */
export function leadTabIntoPanels(document) {
  if (known.has(document)) return
  known.add(document)
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.ctrlKey || event.metaKey || event.altKey) return
    const next = stopAfter(document, event.shiftKey)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  }, true)
}

/**
 * The control that Tab leads to at the border between an open panel and the page; nothing where the browser's own order
 * is right.
 * @param {Document} document
 * @param {boolean} backwards
 * @returns {HTMLElement | undefined}
 */
function stopAfter(document, backwards) {
  const panel = document.querySelector(PANEL)
  const button = /** @type {HTMLElement | null} */ (document.querySelector(OPEN_BUTTON))
  if (!panel || !button) return undefined
  const inside = stops(panel)
  const outside = stops(document).filter((stop) => !panel.contains(stop))
  const here = /** @type {HTMLElement | null} */ (document.activeElement)
  const after = outside[outside.indexOf(button) + 1]
  if (backwards) {
    if (here === inside[0]) return button
    return here === after ? inside.at(-1) : undefined
  }
  if (here === button) return inside[0]
  return here === inside.at(-1) ? after : undefined
}

/**
 * What Tab stops at, in order. While the focus is outside an open panel, everything in it has the tabindex -1.
 * @param {Document | Element} root
 * @returns {HTMLElement[]}
 */
function stops(root) {
  const found = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(STOPS)])
  const usable = found.filter((element) => !element.matches(":disabled") && element.checkVisibility({visibilityProperty: true}))
  const reached = usable.filter((element) => element.tabIndex >= 0)
  return reached.length ? reached : usable
}
