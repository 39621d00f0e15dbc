// Asks a server by an official client. Arguments: the client (handshake or stateless) and the
// address; the key, if any, is in KUAYU_KEY. Each line of stdin is a request, {} or
// {"name": tool, "arguments": {...}}; each is answered by a line: the list of tools, or the result.
import { createInterface } from 'node:readline'
import { Client as HandshakeClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as HandshakeTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { Client as StatelessClient, StreamableHTTPClientTransport as StatelessTransport } from '@modelcontextprotocol/client'

const [, , kind, address] = process.argv
const about = { name: 'kuayu-test', version: '1' }
const key = process.env.KUAYU_KEY
const options = { requestInit: { headers: key ? { Authorization: `Bearer ${key}` } : {} } }

const [client, transport] =
  kind === 'stateless'
    ? [
        new StatelessClient(about, { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
        new StatelessTransport(new URL(address), options),
      ]
    : [new HandshakeClient(about), new HandshakeTransport(new URL(address), options)]

const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\n')
const tried = async (work) => {
  try {
    return await work()
  } catch (failure) {
    return { failure: String(failure.message), code: failure.code ?? null }
  }
}

say(
  await tried(async () => {
    await client.connect(transport)
    return {
      server: client.getServerVersion(),
      instructions: client.getInstructions(),
      capabilities: client.getServerCapabilities(),
      session: transport.sessionId ?? null,
    }
  })
)
for await (const line of createInterface({ input: process.stdin })) {
  const { name, arguments: given } = JSON.parse(line)
  say(await tried(() => (name ? client.callTool({ name, arguments: given }) : client.listTools())))
}
await client.close()
