// @ts-check
// Rows of links that are wider than a phone: the pages of the masthead, and the days. Each shows its current link.

/** The current link that a row was last scrolled to: who then scrolls it by hand is not led back. */
const shown = new WeakMap()

/**
 * Scrolls each row sideways, and not the page, to what is marked as current.
 * @param {HTMLElement} root
 */
export function showCurrentInRows(root) {
  for (const row of root.querySelectorAll("[data-row]")) {
    const current = row.querySelector("[aria-current]")
    const address = current?.getAttribute("href")
    if (!current || shown.get(row) === address) continue
    shown.set(row, address)
    const inside = current.getBoundingClientRect(), frame = row.getBoundingClientRect()
    if (inside.left < frame.left || inside.right > frame.right) {
      row.scrollLeft += inside.left - frame.left - (frame.width - inside.width) / 2
    }
  }
}
