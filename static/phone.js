// @ts-check
// The phone of a presenter: shows the step of the stage with its notes, and turns it. Its words stand in the page
// (publishing/templates/phone.html); hosting/stage.py answers it.
(() => {
  /**
   * @typedef {object} Step What the server says of the stage.
   * @property {string} key
   * @property {number} revision
   * @property {string} story
   * @property {string} language
   * @property {number} step
   * @property {number} last
   * @property {string} title
   * @property {string} words
   * @property {string[]} notes
   * @property {string} following
   * @property {string} notice
   * @property {boolean} away
   */
  const PATIENCE = 6000  // milliseconds for an answer, which takes a second if nothing was turned
  const PAUSE = 1500     // milliseconds before the next try, once there was no answer
  /** What is said at an answer that is a problem; the others are “failed”. @type {Record<number, string>} */
  const SAYS = {404: "unknown", 409: "away", 410: "gone", 429: "tries"}

  const place = `${location.pathname.replace(/\/+$/, "")}/step`
  /** @type {Step | null} */
  let shown = null
  let wanted = 0         // the step that was pressed for and is not confirmed; 0 for none
  let sending = false
  let connected = false

  /** @param {string} selector */
  const part = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector))
  /** @param {string} selector @param {string} text */
  const write = (selector, text) => {
    const element = part(selector)
    if (element.textContent !== text) element.textContent = text
  }
  const [back, next, again] = [part(".back"), part(".next"), part(".again")]

  /** Show one of the messages, or none. @param {string} name */
  const say = (name) => {
    for (const message of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-says]"))) {
      message.hidden = message.dataset.says !== name
    }
    connected = !name
    again.hidden = !["unknown", "gone", "tries", "failed"].includes(name)
    enable()
  }
  const enable = () => {
    const at = wanted || shown?.step || 0
    back.setAttribute("aria-disabled", String(!connected || at <= 1))
    next.setAttribute("aria-disabled", String(!connected || !shown || at >= shown.last))
  }

  /** @param {Step} step */
  const show = (step) => {
    if (shown && step.revision < shown.revision) return  // an answer that was overtaken by a later one
    const turned = step.step !== shown?.step
    shown = step
    part(".place").hidden = part("article").hidden = part(".turn").hidden = false
    write(".step", String(wanted || step.step))
    write(".last", String(step.last))
    write(".story", step.story)
    write("h1", step.title)
    write(".words", step.words)
    const notes = part(".notes")
    if (step.notes.join("\n") !== [...notes.children].map((each) => each.textContent).join("\n")) {
      notes.replaceChildren(...step.notes.map((text) => {
        const paragraph = document.createElement("p")
        paragraph.textContent = text
        return paragraph
      }))
    }
    part(".no-notes").hidden = step.notes.length > 0
    write(".following span", step.following)
    part(".following").hidden = !step.following
    part(".end").hidden = Boolean(step.following)
    write(".notice", step.notice)
    part(".notice").hidden = !step.notice
    for (const selector of [".story", "h1", ".words", ".notes", ".following span"]) part(selector).lang = step.language
    if (turned) window.scrollTo(0, 0)
    say(step.away ? "away" : "")
  }

  /**
   * Ask the server, and show what it answers. Returns whether that was a step.
   * @param {string} query
   * @param {{method?: string, headers?: Record<string, string>, body?: string}} [more]
   */
  const ask = async (query, more = {}) => {
    /** @type {Record<string, string>} */
    const headers = {...more.headers, ...(shown ? {"Stage-Key": shown.key} : {})}
    const own = location.search.slice(1)  // names the server that has the stage, where there are several
    try {
      const answer = await fetch(`${place}?${[query, own].filter(Boolean).join("&")}`, {
        cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...more, headers,
      })
      if (answer.ok) show(await answer.json())
      else say(SAYS[answer.status] ?? "failed")
      return answer.ok
    } catch {
      say("lost")
      return false
    }
  }

  /** Press for another step. Quick presses add up; what is sent is the step, so that none counts twice. @param {number} by */
  const press = (by) => {
    if (!shown || !connected) return
    const to = Math.min(Math.max((wanted || shown.step) + by, 1), shown.last)
    if (to === (wanted || shown.step)) return
    wanted = to
    write(".step", String(to))
    enable()
    void send()
  }
  const send = async () => {
    if (sending) return
    sending = true
    while (wanted) {
      const to = wanted
      const done = await ask("", {
        method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({step: to}),
      })
      if (!done || wanted === to) wanted = 0
    }
    sending = false
    if (shown) write(".step", String(shown.step))
    enable()
  }

  // The server answers when the step is another one, at the latest after a second. A phone that wakes up goes on.
  let following = false
  const follow = async () => {
    following = true
    do {
      const going = await ask(shown && connected ? `after=${shown.revision}` : "")
      if (again.hidden && (!going || document.hidden || shown?.away)) {
        await new Promise((done) => setTimeout(done, PAUSE))
      }
    } while (again.hidden)
    following = false
  }
  const start = () => {
    say("waiting")
    if (!following) void follow()
  }

  back.addEventListener("click", () => press(-1))
  next.addEventListener("click", () => press(1))
  again.addEventListener("click", start)
  const keys = /** @type {Record<string, number>} */ ({ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1})
  document.addEventListener("keydown", (event) => {
    const by = keys[event.key]
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (!event.repeat) press(by)
  })
  // A screen that goes dark in the middle of a sentence is of no help; browsers allow this on https alone.
  const stayAwake = () => {
    if (!document.hidden) void navigator.wakeLock?.request("screen").catch(() => {})
  }
  document.addEventListener("visibilitychange", stayAwake)
  stayAwake()
  start()
})()
