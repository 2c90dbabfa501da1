// Verifies the claims of a crowd's people with doipjs, as Keyoxide does, and prints what it cost.
//   node doip.mjs TARGETS PORT     with NODE_EXTRA_CA_CERTS=ca.pem
// Names lead to this machine without a lookup. It looks for the key that the summary names and verifies no signature.
import dns from 'node:dns'
import fs from 'node:fs'
import { Claim } from 'doipjs'

const AT_ONCE = 50
const FINGERPRINT_DIGITS = 40
const VERIFIED = 200

const here = { address: '127.0.0.1', family: 4 }
dns.lookup = (name, options, done) => {
  const call = typeof options === 'function' ? options : done
  process.nextTick(() => (options.all ? call(null, [here]) : call(null, here.address, here.family)))
}

const [, , targets, port] = process.argv
const claims = fs.readFileSync(targets, 'utf8').trim().split('\n').flatMap(line => {
  const { id, accounts } = JSON.parse(line)
  const key = 'openpgp4fpr:' + id.slice(1).padStart(FINGERPRINT_DIGITS, '0')
  return accounts.map(account => ({ key, uri: account.replace(/^(https:\/\/[^/]+)/, `$1:${port}`) }))
})

let next = 0
let proofs = 0
async function work () {
  while (next < claims.length) {
    const { key, uri } = claims[next++]
    const claim = new Claim(uri, key)
    claim.match()
    await claim.verify({ proxy: { policy: 'never' } })
    if (claim.toJSON().status === VERIFIED) proofs++
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))

const used = process.resourceUsage()
console.log(`fetches ${claims.length}`)
console.log(`proofs ${proofs}`)
console.log(`cpu_us_per_fetch ${(used.userCPUTime + used.systemCPUTime) / claims.length}`)
console.log(`peak_rss_kb ${used.maxRSS}`)
