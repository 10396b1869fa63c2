// The `ws` package of Node.js, as its documentation broadcasts: whatever one says, all are told.
import { WebSocket, WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  backlog: 4096,
  perMessageDeflate: false,
});

server.on("connection", (client) => {
  client.on("message", (message, isBinary) => {
    for (const other of server.clients) {
      if (other.readyState === WebSocket.OPEN) other.send(message, { binary: isBinary });
    }
  });
});
