// @ts-check
// Puts a piece of HTML into the page, patches it when it changes, and reports clicks. Every element that reports is
// also a plain link: with a modifier key, the middle button or without this script it opens its address.
import {Idiomorph} from "./idiomorph.js"
import {leadTabIntoPanels} from "./panels.js"
import {endsSelection, fillWindow, selectedWords, showCurrent} from "./review.js"
import {showCurrentInRows} from "./rows.js"
import {followTheme} from "./theme.js"

const ACTIONS = "[data-item],[data-filter],[data-page],[data-copy],[data-work]"
const COPIED_FOR = 2000

/**
 * @typedef {{html: string, theme: string}} Data
 * @typedef {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: unknown) => void}} Component
 */

/** The id of a press: the server tells two presses of one link apart. */
let presses = 0

/** @param {Component} component */
export default function fragment({data, parentElement, setTriggerValue}) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".page"))
  if (!root) return
  leadTabIntoPanels(root.ownerDocument)
  const unfollow = followTheme(root, data.theme, () => { report({}, setTriggerValue) })
  if (root.dataset.drawn) Idiomorph.morph(root, data.html, {morphStyle: "innerHTML"})
  else root.innerHTML = data.html
  root.dataset.drawn = "yes"
  for (const link of root.querySelectorAll("[data-leaves] a")) link.setAttribute("target", "_blank")
  const unfill = fillWindow(root)
  showCurrent(root)
  showCurrentInRows(root)
  root.onclick = (event) => {
    if (!endsSelection(root, event.target)) press(event, setTriggerValue)
  }
  root.onpointerup = root.onkeyup = () => {
    const words = selectedWords(root)
    if (words) report({work: words}, setTriggerValue)
  }
  return () => {
    root.onclick = root.onpointerup = root.onkeyup = null
    unfollow()
    unfill()
  }
}

/**
 * @param {MouseEvent} event
 * @param {(name: string, value: unknown) => void} setTriggerValue
 */
function press(event, setTriggerValue) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const target = /** @type {Element} */ (event.target).closest(ACTIONS)
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return
  if (target.closest("[data-leaves]")) return // in another site's frame each link leads out of it
  event.preventDefault()
  const {item, filter, page, copy, work} = target.dataset
  if (copy !== undefined) {
    void copyText(target, copy)
    return
  }
  report({item, filter, page, work}, setTriggerValue)
}

/**
 * Has the server run the page; `wanted` is what it changes in the address.
 * @param {Record<string, string | undefined>} wanted
 * @param {(name: string, value: unknown) => void} setTriggerValue
 */
function report(wanted, setTriggerValue) {
  presses += 1
  setTriggerValue("pressed", {...wanted, number: presses})
}

/**
 * @param {HTMLElement | SVGElement} target
 * @param {string} text
 */
async function copyText(target, text) {
  await navigator.clipboard.writeText(text)
  target.dataset.copied = "yes"
  setTimeout(() => delete target.dataset.copied, COPIED_FOR)
}
