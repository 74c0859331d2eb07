// @ts-check
// For the review of a draft: which words of the text are selected, and keeps what is at hand in view.

const PARAGRAPH = "[data-paragraph]"

/** Length in characters, as Python counts them. @param {string} text */
const size = (text) => Array.from(text).length

/**
 * The selected words as “mark:PARAGRAPH:START:END”; empty if none are selected, or not in one paragraph of `root`.
 * @param {HTMLElement} root
 */
export function selectedWords(root) {
  const selection = root.ownerDocument.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return ""
  const range = selection.getRangeAt(0)
  const start = paragraphOf(range.startContainer)
  if (!start || !root.contains(start)) return ""
  const end = paragraphOf(range.endContainer)
  const before = root.ownerDocument.createRange()
  before.selectNodeContents(start)
  const whole = before.toString()
  before.setEnd(range.startContainer, range.startOffset)
  const first = size(before.toString())
  const words = start === end ? range.toString() : Array.from(whole).slice(first).join("")
  return words.trim() ? `mark:${start.dataset.paragraph ?? ""}:${first}:${first + size(words)}` : ""
}

/**
 * Whether a click is the end of selecting words: within the words of an item it would open that, and lose them.
 * @param {HTMLElement} root
 * @param {EventTarget | null} target
 */
export function endsSelection(root, target) {
  return target instanceof Element && paragraphOf(target) !== null && selectedWords(root) !== ""
}

/** @param {Node} node */
function paragraphOf(node) {
  const element = node instanceof Element ? node : node.parentElement
  const found = element?.closest(PARAGRAPH)
  return found instanceof HTMLElement ? found : null
}

/**
 * Scrolls a list or a text, and not the page, to what is marked as current, once for each.
 * @param {HTMLElement} root
 */
export function showCurrent(root) {
  const current = root.querySelector("[data-scrolls] [aria-current]")
  const pane = current?.closest("[data-scrolls]")
  if (!(current instanceof HTMLElement) || !(pane instanceof HTMLElement)) return
  if (pane.dataset.shown === current.dataset.work) return
  pane.dataset.shown = current.dataset.work ?? ""
  const inside = current.getBoundingClientRect(), frame = pane.getBoundingClientRect()
  if (inside.top < frame.top || inside.bottom > frame.bottom) pane.scrollTop += inside.top - frame.top - frame.height / 3
}
