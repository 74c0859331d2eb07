// Presenter mode: the keys of a clicker, a second window that follows, and steps to read while the network is away.
// Without this script the arrow keys, Home, End and Esc still work, and the network is needed for every step.
(() => {
  const params = () => new URLSearchParams(location.search)
  const story = () => params().get("story")
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("story") : null

  let last = Infinity  // number of the last step, once the app has told it
  let away = false     // whether facts that were kept stand in place of the app
  const within = (number) => Math.min(Math.max(number, 1), last)
  const step = () => within(Number(/^\d+$/.exec(params().get("step"))) || 1)
  const address = (number) => {
    const query = params()
    query.set("step", number)
    query.delete("item")  // a source that is open belongs to the step that one comes from
    return `${location.pathname}?${query}`
  }

  const app = () => document.querySelector('[data-testid="stApp"]')
  const resting = () => connected() && !away && app().dataset.testScriptState === "notRunning"
  const spare = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done))
  const place = () => /(\d+) of (\d+)/.exec(document.querySelector(".st-key-story-steps button")?.textContent) ?? []
  const connected = () => navigator.onLine && app()?.dataset.testConnectionState === "CONNECTED"

  // Streamlit reads the address again when the reader steps through the browser's history. Pressing its buttons instead
  // would lose every second press of a hasty thumb: until a step is drawn, they lead on from the one before it.
  const go = (number) => {
    if (!connected() || away) showKept(number)
    else if (number !== step()) {
      askedAgain = null
      history.pushState(null, "", address(number))
      dispatchEvent(new PopStateEvent("popstate"))
    }
  }
  // Streamlit's runs that follow each other at once share one copy of the address, and an older run may be the last to
  // write it. The step on show is then not the address's, which is asked for once more.
  let askedAgain = null
  const compare = () => {
    const shown = Number(place()[1])
    if (!story() || !shown || shown === step() || !resting() || askedAgain === location.search) return
    askedAgain = location.search
    dispatchEvent(new PopStateEvent("popstate"))
  }
  const turn = (name) => go(within({ next: step() + 1, back: step() - 1, first: 1, last }[name]))

  // --- Steps that can be read without the network --------------------------------------------------------------------
  // While nothing else is going on, each step's page is fetched, and its facts are kept: the next ones first.
  const kept = new Map()  // number of a step to its facts
  let keptOf = null       // the story that they are of
  let fetching = null     // what ends the fetching under way

  const missing = () => {
    for (let n = 0; n < last; n++) {
      const number = (step() - 1 + n) % last + 1
      if (!kept.has(number)) return number
    }
  }
  const keep = async () => {
    if (story() !== keptOf) forget()
    last = Number(place()[2]) || last
    if (fetching || !keptOf || last === Infinity) return
    fetching = new AbortController()
    const { signal } = fetching
    try {
      for (let number = missing(); number && resting(); number = missing()) {
        await spare()
        signal.throwIfAborted()
        const answer = await fetch(address(number), { signal, priority: "low" })
        if (!answer.ok) break
        kept.set(number, new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("prerendered"))
      }
    } catch { /* The network went, or the reader left the story. What is kept stays; the rest has another chance. */ }
    fetching = null
  }
  const forget = () => {
    fetching?.abort()
    kept.clear()
    last = Infinity
    keptOf = story()
  }
  new MutationObserver(() => { keep(); spare().then(compare) }).observe(document.documentElement, {
    subtree: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  })

  const showKept = (number) => {
    const facts = kept.get(number)?.cloneNode(true)
    if (!facts) return
    away = true
    document.getElementById("prerendered")?.remove()
    facts.querySelector(".bar .waiting")?.replaceChildren("No network: this step is shown in words until it is back.")
    document.body.prepend(facts)
    document.documentElement.classList.add("prerendered-shown")
    history.replaceState(null, "", address(number))
    comeBack()
  }

  // The app starts again once the server answers; before that, the browser's own page of errors would stand there.
  let asking = false
  const comeBack = async () => {
    if (!away || asking || !navigator.onLine) return
    asking = true
    const answers = await fetch(address(step()), { cache: "no-store" }).then((answer) => answer.ok, () => false)
    asking = false
    if (answers) location.reload()
    else setTimeout(comeBack, 3000)
  }
  addEventListener("online", comeBack)

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
    if (!event.repeat) turn(keys[event.key])
  }, true)

  // --- Taps while the network is away --------------------------------------------------------------------------------
  // Streamlit switches its buttons off, and the links of the facts would leave for a page that is not there.
  document.addEventListener("pointerup", ({ target }) => {
    if (!story() || connected() || away) return
    const button = target.closest?.('[class*="st-key-story-"]')?.className
    const name = /st-key-story-(first|back|next|last)\b/.exec(button)?.[1]
    if (name) turn(name)
  }, true)
  document.addEventListener("click", (event) => {
    const link = away && event.target.closest?.("#prerendered a[href*='story=']")
    if (!link) return
    event.preventDefault()
    go(within(Number(new URL(link.href).searchParams.get("step"))))
  })

  // --- A second window follows the first -----------------------------------------------------------------------------
  let told = location.search
  const tell = () => {
    if (location.search === told) return
    told = location.search
    if (story() !== keptOf) forget()
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
