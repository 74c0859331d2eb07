// @ts-check
// The window of a stage that a phone follows and turns. It is one more window for story.js, which turns all windows of a
// story together by the channel “story”: what is turned here goes to the server, what the phone turns comes from there.
(() => {
  /** @typedef {{place: string, key: string, story: string}} Stage */
  if (!("BroadcastChannel" in window)) return
  const KEPT = "stage"   // in the window's own storage, so that the phone goes on after a reload
  const LOOK = 500       // milliseconds between two looks for a stage, where there is none
  const PAUSE = 2000     // milliseconds before the next try, once the server did not answer
  const channel = new BroadcastChannel("story")

  const query = () => new URLSearchParams(location.search)
  const stepHere = () => Number(/^\d+$/.exec(query().get("step") ?? "")) || 1

  /** @type {Stage | null} */
  let stage = JSON.parse(sessionStorage.getItem(KEPT) ?? "null")
  let ended = ""         // the place of a stage that has ended, whose code may still stand on the page
  let revision = -1
  let agreed = 0         // the step that the server and this window show
  let unsent = stage ? stepHere() : 0  // the step that was turned here and that the server does not have yet; 0 for none

  // The code stands in the panel “Phone” as long as that is open.
  const look = () => {
    const code = /** @type {HTMLElement | null} */ (document.querySelector("[data-stage]"))
    const place = code?.dataset.stage ?? ""
    if (!code || place === stage?.place || place === ended) return
    stage = {place, key: code.dataset.key ?? "", story: code.dataset.story ?? ""}
    sessionStorage.setItem(KEPT, JSON.stringify(stage))
    revision = -1
    agreed = Number(code.dataset.step)  // a phone may have turned it since, and then it is right
    unsent = stepHere() === agreed ? 0 : stepHere()
  }

  /**
   * Ask the server about the stage. Returns whether it has answered.
   * @param {Stage} asked
   * @param {string} more
   * @param {{method?: string, headers?: Record<string, string>, body?: string}} [how]
   */
  const ask = async (asked, more, how = {}) => {
    const headers = {...how.headers, "Stage-Key": asked.key}
    const answer = await fetch(`${asked.place}/step?stage=1${more}`, {
      cache: "no-store", signal: AbortSignal.timeout(6000), ...how, headers,
    }).catch(() => null)
    if (asked !== stage) return true  // another code was shown meanwhile
    if (answer?.status === 404) {
      ended = asked.place
      stage = null
      sessionStorage.removeItem(KEPT)
    }
    if (!answer?.ok) return false
    const told = await answer.json().catch(() => null)
    if (!told || asked !== stage || told.revision < revision) return Boolean(told)
    revision = told.revision
    if (!unsent && told.step !== agreed) {
      agreed = told.step
      channel.postMessage({story: asked.story, step: told.step})
    }
    return true
  }

  const sendAll = async () => {
    let done = true
    while (done && stage && unsent) {
      const step = unsent
      const sent = {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({step})}
      done = await ask(stage, "", sent)
      if (done && unsent === step) {
        unsent = 0
        agreed = step
      }
    }
    return done
  }
  // Who asks while it is being sent waits for the same answer: a wait that ends at once would keep `follow` busy for
  // good, and the window would stand still.
  /** @type {Promise<boolean> | null} */
  let sending = null
  const send = () => sending ??= sendAll().finally(() => { sending = null })

  channel.addEventListener("message", ({data}) => {
    if (data.story !== stage?.story || data.step === agreed) return
    unsent = data.step
    void send()
  })

  /** @param {number} time */
  const pause = (time) => new Promise((done) => setTimeout(done, time))
  const follow = async () => {
    for (;;) {
      look()
      if (!stage || query().get("story") !== stage.story) await pause(LOOK)
      else if (!(unsent ? await send() : await ask(stage, `&after=${revision}`))) await pause(PAUSE)
    }
  }
  void follow()
})()
