// @ts-check
(() => {
  const root = document.getElementById("root")
  const facts = document.getElementById("prerendered")
  if (!root || !facts) return
  const page = document.documentElement
  // React empties its root element before the app has drawn anything. So the prerendered page moves next to the root,
  // and is removed in the frame in which the app has drawn its own.
  document.body.insertBefore(facts, root)
  page.classList.add("prerendered-shown")
  // A font that comes after the first frame would break lines anew: the one that stands in stays.
  window.requestAnimationFrame(() => {
    const font = [...document.fonts].find((face) => face.family === "Page")
    if (font && font.status !== "loaded") page.style.setProperty("--face", "Like Page")
  })
  // Without one of its modules or style sheets, those of the component for example, the app will not draw the page as it
  // should: this one stays.
  window.addEventListener("error", ({target}) => {
    const note = /** @type {HTMLElement | null} */ (facts.querySelector(".unloaded"))
    const module = target instanceof HTMLScriptElement && target.type === "module"
    if (note && (module || target instanceof HTMLLinkElement && target.relList.contains("stylesheet"))) note.hidden = false
  }, true)
  // A skeleton is the placeholder of a part whose code is still loading; below the first screen it does not count.
  /** @param {Element} part */
  const waiting = (part) => part.getBoundingClientRect().top < window.innerHeight
  const drawn = () => {
    const app = /** @type {HTMLElement | null} */ (root.querySelector('[data-testid="stApp"]'))
    if (!app || (app.dataset.testScriptState ?? "notRunning") !== "notRunning") return false
    if (!root.querySelector('[data-testid="stMain"] h1, [data-testid="stException"]')) return false
    // A section has no height until its script has put its HTML into it.
    const sections = [...root.querySelectorAll('[data-testid^="stBidiComponent"]')]
    if (sections.some((section) => !section.querySelector(".page[data-drawn]"))) return false
    // And without its style, which comes for itself, its parts stand below each other.
    const styles = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll('link[rel="stylesheet"]')])
    if (styles.some((style) => !style.sheet)) return false
    return ![...root.querySelectorAll('[data-testid="stSkeleton"]')].some(waiting)
  }
  const hand = () => {
    if (!facts.isConnected || !drawn()) return
    watch.disconnect()
    document.removeEventListener("load", hand, true)
    const scrolled = facts.scrollTop
    facts.remove()
    page.classList.remove("prerendered-shown")
    const main = root.querySelector('[data-testid="stMain"]')
    if (main) main.scrollTop = scrolled
  }
  const watch = new MutationObserver(hand)
  document.addEventListener("load", hand, true)  // of a style sheet: it does not bubble
  watch.observe(root, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-drawn"],
  })
})()
