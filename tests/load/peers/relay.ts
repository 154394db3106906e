import { type WebSocket, WebSocketServer } from 'ws'

/** The least a live room costs: each message goes on to everybody else in the room, and nothing is kept or read. */
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.env.PORT), perMessageDeflate: false })

server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room)
  room.add(socket)
  socket.on('message', (message, isBinary) => {
    for (const other of room) if (other !== socket) other.send(message, { binary: isBinary })
  })
  socket.on('close', () => room.delete(socket))
})
