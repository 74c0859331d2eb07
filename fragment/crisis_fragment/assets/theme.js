// @ts-check
// Keeps sections in the theme of the app. When it changes while the page is open (by Streamlit's menu, or with the
// reader's system), the page is drawn anew, since the server colours charts and the map.

/**
 * The sections on the page, each with what draws the page anew.
 * @type {Map<HTMLElement, () => void>}
 */
const sections = new Map()

/** @type {Element | undefined} */
let watched

let shown = ""

/**
 * Gives a section the theme of the app, now and when it changes. Returns what stops that.
 * @param {HTMLElement} root
 * @param {string} theme that of the server's last run, for a page without Streamlit's own element
 * @param {() => void} redraw
 */
export function followTheme(root, theme, redraw) {
  const app = root.ownerDocument.querySelector(".stApp")
  const scheme = (app && schemeOf(app)) || theme
  root.dataset.theme = scheme
  sections.set(root, redraw)
  if (app && app !== watched) {
    watched = app
    shown = scheme
    new MutationObserver(() => themeMayHaveChanged(app)).observe(app, {attributes: true, attributeFilter: ["class"]})
  }
  return () => { sections.delete(root) }
}

/** @param {Element} app */
function themeMayHaveChanged(app) {
  const scheme = schemeOf(app)
  if (!scheme || scheme === shown) return
  shown = scheme
  for (const root of sections.keys()) root.dataset.theme = scheme
  // A section in a dialog would draw only the dialog anew.
  for (const [root, redraw] of sections) {
    if (app.contains(root)) return redraw()
  }
}

/** @param {Element} app */
function schemeOf(app) {
  const {colorScheme} = getComputedStyle(app)
  return colorScheme === "light" || colorScheme === "dark" ? colorScheme : ""
}
