// Buttons that copy or share a link. Without this script they are ordinary links that open the view.
(() => {
  const label = (link) => link.querySelector("p") ?? link
  const showMessage = (link, words) => {
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
      if (!shares) showMessage(link, "Copied")
    } catch (error) {
      if (error.name !== "AbortError") showMessage(link, "Not allowed here: copy the address in the box")
    }
  }, true)
  if (!navigator.share) {
    const style = document.createElement("style")
    style.textContent = '[class*="st-key-share-link"] { display: none }'
    document.head.append(style)
  }
})()
