// Presenter mode: keys of a clicker, a second window that follows the first, and prerendered steps without network.
// Without this script the arrow keys, Home, End and Esc still work, and every step needs the network.
(() => {
  const params = () => new URLSearchParams(location.search)
  const story = () => params().get("story")
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("story") : null

  const folder = document.currentScript.src  // that of the other scripts
  let last = Infinity  // number of the last step, once the app has shown it
  let offline = false  // whether a cached prerendered step is shown in place of the app
  const within = (number) => Math.min(Math.max(number, 1), last)
  const step = () => within(Number(/^\d+$/.exec(params().get("step"))) || 1)
  const address = (number) => {
    const query = params()
    query.set("step", number)
    query.delete("item")  // an open source belongs to the current step
    return `${location.pathname}?${query}`
  }

  const app = () => document.querySelector('[data-testid="stApp"]')
  const isIdle = () => connected() && !offline && app().dataset.testScriptState === "notRunning"
  const whenIdle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done))
  const place = () => /(\d+) of (\d+)/.exec(document.querySelector(".st-key-story-steps button")?.textContent) ?? []
  const connected = () => navigator.onLine && app()?.dataset.testConnectionState === "CONNECTED"

  // Streamlit reads the address again at a popstate event. Clicking its buttons instead would lose quick presses: until
  // a step is drawn, the buttons still lead on from the previous step.
  const go = (number) => {
    if (!connected() || offline) showOffline(number)
    else if (number !== step()) {
      retriedFor = null
      history.pushState(null, "", address(number))
      dispatchEvent(new PopStateEvent("popstate"))
      compareSoon()
    }
  }
  // Reruns that follow each other quickly share one copy of the address, and an older rerun may write it last. The step
  // on screen is then not that of the address: request it again, a few times at most, and leave each request time to be
  // drawn. A clock looks, as the end of a short rerun may not be seen in the document.
  const FIRST_WAIT = 400, MOST_RETRIES = 4  // milliseconds, doubled by each retry
  let clock = 0, retriedFor = null, retries = 0
  const compareSoon = (wait = FIRST_WAIT) => {
    clearTimeout(clock)
    clock = story() ? setTimeout(compare, wait) : 0
  }
  const compare = () => {
    clock = 0
    const shown = Number(place()[1])
    if (!story() || !shown || shown === step() || !isIdle()) return  // the end of a run that is under way asks again
    if (retriedFor !== location.search) retries = 0
    retriedFor = location.search
    if (retries++ >= MOST_RETRIES) return
    dispatchEvent(new PopStateEvent("popstate"))
    compareSoon(FIRST_WAIT * 2 ** retries)
  }
  const goTo = (name) => go(within({ next: step() + 1, back: step() - 1, first: 1, last }[name]))

  // --- Steps without network -----------------------------------------------------------------------------------------
  // While the app is idle, the prerendered page of each step is fetched and cached, the next steps first.
  const cached = new Map()  // number of a step to its prerendered element
  let cachedStory = null    // id of the story of these steps
  let fetching = null       // AbortController of the running prefetch

  const missing = () => {
    for (let n = 0; n < last; n++) {
      const number = (step() - 1 + n) % last + 1
      if (!cached.has(number)) return number
    }
  }
  const prefetch = async () => {
    if (story() !== cachedStory) clearCache()
    last = Number(place()[2]) || last
    if (fetching || !cachedStory || last === Infinity) return
    fetching = new AbortController()
    const { signal } = fetching
    try {
      for (let number = missing(); number && isIdle(); number = missing()) {
        await whenIdle()
        signal.throwIfAborted()
        const answer = await fetch(address(number), { signal, priority: "low" })
        if (!answer.ok) break
        cached.set(number, new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("prerendered"))
      }
    } catch { /* Network lost, or story left. Cached steps stay; the next prefetch tries the others again. */ }
    fetching = null
  }
  const clearCache = () => {
    fetching?.abort()
    cached.clear()
    last = Infinity
    cachedStory = story()
  }
  new MutationObserver(() => { prefetch(); if (!clock) compareSoon() }).observe(document.documentElement, {
    subtree: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  })

  const showOffline = (number) => {
    const prerendered = cached.get(number)?.cloneNode(true)
    if (!prerendered) return
    offline = true
    document.getElementById("prerendered")?.remove()
    prerendered.querySelector(".bar .waiting")?.replaceChildren("No network: sources and filters are there again when it is back.")
    document.body.prepend(prerendered)
    document.documentElement.classList.add("prerendered-shown")
    history.replaceState(null, "", address(number))
    reloadWhenBack()
  }

  // Reload only after the server has answered: before that, a reload would show the browser's error page.
  let checking = false
  const reloadWhenBack = async () => {
    if (!offline || checking || !navigator.onLine) return
    checking = true
    const answers = await fetch(address(step()), { cache: "no-store" }).then((answer) => answer.ok, () => false)
    checking = false
    if (answers) location.reload()
    else setTimeout(reloadWhenBack, 3000)
  }
  addEventListener("online", reloadWhenBack)

  // --- Keys ----------------------------------------------------------------------------------------------------------
  const keys = {
    " ": "next", PageDown: "next", ArrowRight: "next", Enter: "next",
    PageUp: "back", ArrowLeft: "back", Backspace: "back", Home: "first", End: "last",
  }
  document.addEventListener("keydown", (event) => {
    if (!story() || last === Infinity || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role='listbox']")) return
    if (event.target.closest?.("button, a") && (event.key === " " || event.key === "Enter")) return
    if (!keys[event.key]) return
    event.preventDefault()
    event.stopPropagation()  // or Streamlit's own shortcuts would press the buttons as well
    if (!event.repeat) goTo(keys[event.key])
  }, true)

  // --- Clicks without network ----------------------------------------------------------------------------------------
  // Streamlit disables its buttons, and the links of a prerendered step would lead to the browser's error page.
  document.addEventListener("pointerup", ({ target }) => {
    if (!story() || connected() || offline) return
    const button = target.closest?.('[class*="st-key-story-"]')?.className
    const name = /st-key-story-(first|back|next|last)\b/.exec(button)?.[1]
    if (name) goTo(name)
  }, true)
  document.addEventListener("click", (event) => {
    const link = offline && event.target.closest?.("#prerendered a[href]:not([target])")
    if (!link) return
    event.preventDefault()
    const number = Number(new URL(link.href.baseVal ?? link.href, location.href).searchParams.get("step"))
    if (number) go(within(number))
  })

  // --- A phone ---------------------------------------------------------------------------------------------------------
  // Its side of the stage is loaded with a story, and not by everybody who reads a page.
  let loaded = false
  const loadStage = () => {
    if (loaded || !story()) return
    loaded = true
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("stage.js", folder) }))
  }
  loadStage()

  // --- A second window follows the first -----------------------------------------------------------------------------
  let lastSearch = location.search
  const announce = () => {
    if (location.search === lastSearch) return
    lastSearch = location.search
    if (story() !== cachedStory) clearCache()
    loadStage()
    if (story()) channel?.postMessage({ story: story(), step: step() })
  }
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name].bind(history)
    history[name] = (...given) => { change(...given); announce() }
  }
  addEventListener("popstate", announce)
  channel?.addEventListener("message", ({ data }) => {
    if (data.story !== story() || data.step === step()) return
    lastSearch = address(data.step).slice(location.pathname.length)
    go(data.step)
  })
})()
