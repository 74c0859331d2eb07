(() => {
  const root = document.getElementById("root")
  const facts = document.getElementById("prerendered")
  if (!facts) return
  const page = document.documentElement
  // React empties its element before it draws the first frame of an empty app: the facts stand beside it until the
  // app has drawn its own, and the two change places within one frame.
  document.body.insertBefore(facts, root)
  page.classList.add("prerendered-shown")
  // A skeleton stands for a part whose code is still on its way: below the first screen it may come later.
  const waiting = (part) => part.getBoundingClientRect().top < window.innerHeight
  const drawn = () => {
    const app = root.querySelector('[data-testid="stApp"]')
    if (!app || (app.dataset.testScriptState ?? "notRunning") !== "notRunning") return false
    if (!root.querySelector('[data-testid="stMain"] h1, [data-testid="stException"]')) return false
    return ![...root.querySelectorAll('[data-testid="stSkeleton"]')].some(waiting)
  }
  const watch = new MutationObserver(() => {
    if (!drawn()) return
    watch.disconnect()
    const scrolled = facts.scrollTop
    facts.remove()
    page.classList.remove("prerendered-shown")
    root.querySelector('[data-testid="stMain"]').scrollTop = scrolled
  })
  watch.observe(root, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"],
  })
})()
