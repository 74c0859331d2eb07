// Links to copy and to share. Each is a real link to what it names: without this script it opens that view.
(() => {
  const label = (link) => link.querySelector("p") ?? link
  const say = (link, words) => {
    const place = label(link)
    const before = place.textContent
    place.setAttribute("aria-live", "polite")
    place.textContent = words
    setTimeout(() => { place.textContent = before }, 2000)
  }
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.('[class*="st-key-copy-link"] a, [class*="st-key-share-link"] a')
    if (!link) return
    event.preventDefault()
    const shares = link.closest('[class*="st-key-share-link"]') && navigator.share
    try {
      await (shares ? navigator.share({ title: document.title, url: link.href }) : navigator.clipboard.writeText(link.href))
      if (!shares) say(link, "Copied")
    } catch (error) {
      if (error.name !== "AbortError") say(link, "Not allowed here: copy the address in the box")
    }
  }, true)
  if (!navigator.share) {
    const style = document.createElement("style")
    style.textContent = '[class*="st-key-share-link"] { display: none }'
    document.head.append(style)
  }
})()
