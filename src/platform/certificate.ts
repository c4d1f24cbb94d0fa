/** A certificate made here, for `--https`: phones need a secure context for camera and position. Kept in the data directory. */
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** SHA-256, colon-separated, to be compared by eye. */
  readonly fingerprint: string
}

/** Addresses the certificate speaks for: this machine's own. */
function names(host: string): string {
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address))
  const addresses = [...new Set(['127.0.0.1', '::1', ...own])].filter((address) => !address.includes('%'))
  const named = /^[a-z][a-z0-9.-]*$/i.test(host) ? [host] : []
  return [...['localhost', ...named].map((n) => `DNS:${n}`), ...addresses.map((a) => `IP:${a}`)].join(',')
}

/**
 * Key and certificate of this installation, made with the openssl program at first use, valid for two years.
 * @throws ConfigError where there is no openssl
 */
export async function certificateFor(dataDir: string, host: string): Promise<Certificate> {
  const folder = join(dataDir, 'tls')
  const keyPath = join(folder, 'key.pem')
  const certPath = join(folder, 'cert.pem')
  if (!existsSync(certPath)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const request = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '730',
    ]
    const about = ['-subj', '/CN=jingwei', '-addext', `subjectAltName=${names(host)}`]
    try {
      execFileSync('openssl', [...request, ...about, '-keyout', keyPath, '-out', certPath], {
        stdio: 'ignore',
      })
    } catch (error) {
      throw new ConfigError('--https', {
        zh: `--https 需要 openssl 程序来生成证书（apt install openssl）：${String(error)}`,
        en: '--https needs the openssl program to make a certificate (apt install openssl).',
      })
    }
  }
  const cert = readFileSync(certPath, 'utf8')
  const digest = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex').toUpperCase()
  return { key: readFileSync(keyPath, 'utf8'), cert, fingerprint: digest.match(/../g)!.join(':') }
}

/** The certificate that the server on this data directory shows, for its own commands; undefined where there is none. */
export function ownCertificate(dataDir: string): string | undefined {
  const path = join(dataDir, 'tls', 'cert.pem')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
