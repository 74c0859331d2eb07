// Rules for our own scripts; idiomorph is another project's and stays as it was published.
import js from "@eslint/js"

const browser = [
  "document", "window", "navigator", "setTimeout", "getComputedStyle", "MutationObserver", "Element", "HTMLElement",
  "SVGElement", "AbortSignal", "BroadcastChannel", "URLSearchParams", "fetch", "location", "sessionStorage",
  "addEventListener", "innerHeight", "requestAnimationFrame",
]

export default [
  {ignores: ["**/idiomorph.js"]},
  js.configs.recommended,
  {
    languageOptions: {globals: Object.fromEntries(browser.map((name) => [name, "readonly"]))},
    rules: {eqeqeq: "error", "prefer-const": "error", "no-var": "error"},
  },
]
