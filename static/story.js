// Presenter mode: the keys of a clicker, a second window that follows, and steps to read while the network is away.
// Without this script the arrow keys, Home, End and Esc still work, and the network is needed for every step.
(() => {
  const params = () => new URLSearchParams(location.search)
  const story = () => params().get("story")
  const step = () => Number(params().get("step") ?? 1)
  const pages = new Map()  // step to the page that the server answers its address with
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("story") : null
  let away = false

  const address = (number) => {
    const query = params()
    query.set("step", number)
    return `${location.pathname}?${query}`
  }
  const connected = () =>
    document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED" && navigator.onLine
  const press = (name) => document.querySelector(`.st-key-story-${name} button:not(:disabled)`)?.click()

  // Streamlit reads the address again when the reader steps through the browser's history.
  const go = (number) => {
    history.pushState(null, "", address(number))
    dispatchEvent(new PopStateEvent("popstate"))
  }

  // --- Steps that can be read without the network --------------------------------------------------------------------
  const keep = async () => {
    if (!story() || pages.size) return
    const last = Number(/of (\d+)/.exec(document.querySelector(".st-key-story-steps button")?.textContent ?? "")?.[1])
    if (!last) return
    pages.set(0, last)
    for (let number = 1; number <= last; number++) {
      try {
        const answer = await fetch(address(number))
        pages.set(number, new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("facts"))
      } catch { pages.clear(); return }
    }
  }
  const showKept = (number) => {
    const kept = pages.get(number)
    if (!kept) return
    away = true
    document.getElementById("facts")?.remove()
    const facts = document.importNode(kept, true)
    facts.querySelector(".bar .waiting")?.replaceChildren("No network: this step is shown in words until it is back.")
    document.body.prepend(facts)
    document.documentElement.classList.add("facts-shown")
    history.replaceState(null, "", address(number))
  }
  const back = () => { if (away && navigator.onLine) location.reload() }
  addEventListener("online", back)
  new MutationObserver(() => {
    if (story()) keep()
    if (away && connected()) back()
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] })

  // --- Keys ----------------------------------------------------------------------------------------------------------
  const keys = {
    " ": "next", PageDown: "next", ArrowRight: "next", Enter: "next",
    PageUp: "back", ArrowLeft: "back", Backspace: "back", Home: "first", End: "last",
  }
  const native = new Set(["ArrowRight", "ArrowLeft", "Home", "End"])  // Streamlit's own shortcuts press these buttons
  document.addEventListener("keydown", (event) => {
    if (!story() || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role='listbox']")) return
    const name = keys[event.key]
    if (!name) return
    if (event.target.closest?.("button, a") && (event.key === " " || event.key === "Enter")) return
    const last = pages.get(0) ?? Infinity
    if (!connected() || away) {
      event.preventDefault()
      event.stopPropagation()
      const wanted = { next: step() + 1, back: step() - 1, first: 1, last }[name]
      showKept(Math.min(Math.max(wanted, 1), last))
    } else if (!native.has(event.key)) {
      event.preventDefault()
      press(name)
    }
  }, true)

  // --- A second window follows the first -----------------------------------------------------------------------------
  let told = location.search
  const tell = () => {
    if (location.search === told) return
    told = location.search
    if (story()) channel?.postMessage({ story: story(), step: step() })
  }
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name].bind(history)
    history[name] = (...given) => { change(...given); tell() }
  }
  addEventListener("popstate", tell)
  channel?.addEventListener("message", ({ data }) => {
    if (data.story !== story() || data.step === step()) return
    told = address(data.step).slice(location.pathname.length)
    go(data.step)
  })
})()
