// WCAG 2.2 AA in a real browser: light, dark, and as at 400 % zoom (320 CSS pixels wide). Usage: node axe_check.mjs FILE.html …
// Expects axe-core and playwright-core in $CHECKERS/node_modules, a browser in $CHROMIUM.
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(path.resolve(process.env.CHECKERS ?? '.', 'package.json'))
const { chromium } = require('playwright-core')
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const views = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  'zoom 400 %': { colorScheme: 'light', viewport: { width: 320, height: 256 } },
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
let bad = 0
for (const [name, view] of Object.entries(views)) {
  const context = await browser.newContext({ locale: 'de-DE', bypassCSP: true, ...view })
  await context.route(/^https?:/, (route) => { bad++; console.log('foreign request', route.request().url()); return route.abort() })
  for (const file of process.argv.slice(2)) {
    const page = await context.newPage()
    await page.goto(pathToFileURL(path.resolve(file)).href)
    await page.evaluate(axe)
    const { violations, passes } = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), tags)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    console.log(`${path.basename(file)}, ${name}: ${violations.length} violations, ${passes.length} passes`)
    for (const found of violations) console.log('  ', found.impact, found.id, `${found.nodes.length}x`, found.help, found.nodes[0].html.slice(0, 120))
    if (wide > 1) console.log(`   the page is ${wide} pixels wider than the window`)
    bad += violations.length + (wide > 1)
    await page.close()
  }
  await context.close()
}
await browser.close()
process.exit(bad ? 1 : 0)
