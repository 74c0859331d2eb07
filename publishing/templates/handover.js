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
  requestAnimationFrame(() => {
    const font = [...document.fonts].find((face) => face.family === "Page")
    if (font && font.status !== "loaded") page.style.setProperty("--face", "Like Page")
  })
  // Without one of its modules or style sheets, those of the component for example, the app does not draw the page as
  // it should: this one stays.
  addEventListener("error", ({target}) => {
    const note = /** @type {HTMLElement | null} */ (facts.querySelector(".unloaded"))
    // An error of a script has the window for its target, which matches nothing.
    if (note && /** @type {Element} */ (target).matches?.("[type=module],[rel=stylesheet]")) note.hidden = false
  }, true)
  // Where the server has more readers than it serves well, the app waits in a template until it is asked for.
  const held = /** @type {HTMLTemplateElement | null} */ (document.getElementById("held"))
  const start = /** @type {HTMLButtonElement | null} */ (facts.querySelector(".held button"))
  if (held && start) start.addEventListener("click", () => {
    document.head.append(held.content.cloneNode(true))
    start.disabled = true
    start.textContent = "It is on its way"
  })
  const drawn = () => {
    if (root.querySelector("[data-test-script-state]:not([data-test-script-state=notRunning])")) return false
    if (!root.querySelector('[data-testid=stMain] h1,[data-testid=stException]')) return false
    // A section has no height until its script has put its HTML into it.
    if (root.querySelector('[data-testid^=stBidiComponent]:not(:has(.page[data-drawn]))')) return false
    // And without its style, which comes for itself, its parts stand below each other.
    if ([...document.querySelectorAll("link")].some((link) => link.rel === "stylesheet" && !link.sheet)) return false
    // A skeleton is the placeholder of a part whose code is still loading; below the first screen it does not count.
    return ![...root.querySelectorAll("[data-testid=stSkeleton]")].some(
      (part) => part.getBoundingClientRect().top < innerHeight,
    )
  }
  const hand = () => {
    if (!facts.isConnected || !drawn()) return
    watch.disconnect()
    const main = root.querySelector("[data-testid=stMain]")
    const scrolled = facts.scrollTop
    facts.remove()
    page.classList.remove("prerendered-shown")
    if (main) main.scrollTop = scrolled
  }
  const watch = new MutationObserver(hand)
  document.addEventListener("load", hand, true)  // of a style sheet: it neither bubbles nor reaches the window
  watch.observe(root, {
    childList: true, subtree: true, attributeFilter: ["data-test-script-state", "data-drawn"],
  })
})()
