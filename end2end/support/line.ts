// The line between a browser and the server: a TCP proxy that can be cut, since a browser told to
// be offline leaves its open sockets open.
import { type AddressInfo, createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** What the line does with bytes. */
type State =
  /** Carries them. */
  | 'whole'
  /** Nothing gets through; who tries to connect is refused. */
  | 'cut'
  /** Pages get through, WebSockets do not. */
  | 'no-sockets'
  /** Swallows everything and says nothing, like a train tunnel. */
  | 'silent';

export class Line {
  private state: State = 'whole';
  private readonly pairs = new Set<[Socket, Socket]>();

  private constructor(
    private readonly listener: Server,
    private readonly to: () => number,
  ) {}

  /** A line to the port, which is asked for at every connection. */
  static async lay(to: () => number): Promise<Line> {
    const line: Line = new Line(
      createServer((near) => line.carry(near)),
      to,
    );
    line.listener.listen(0, '127.0.0.1');
    await once(line.listener, 'listening');
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Breaks what is connected and refuses what would connect. */
  cut(): void {
    this.become('cut');
  }

  /** Breaks what is connected; afterwards pages get through and WebSockets do not. */
  cutSockets(): void {
    this.become('no-sockets');
  }

  /** Leaves what is connected connected, and carries nothing any more. */
  silence(): void {
    this.state = 'silent';
    for (const [near, far] of this.pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
      far.resume();
    }
  }

  /** Carries again what connects from now on. */
  mend(): void {
    this.become('whole');
  }

  async remove(): Promise<void> {
    this.become('cut');
    this.listener.close();
    await once(this.listener, 'close');
  }

  private become(state: State): void {
    const before = this.state;
    this.state = state;
    if (state !== 'whole' || before === 'silent') {
      for (const sockets of this.pairs) for (const socket of sockets) socket.destroy();
    }
  }

  private carry(near: Socket): void {
    near.on('error', () => near.destroy());
    if (this.state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    near.once('data', (first: Buffer) => {
      if (this.state === 'silent') return;
      if (this.state === 'no-sockets' && first.toString('latin1').startsWith('GET /ws')) {
        near.resetAndDestroy();
        return;
      }
      const far = connect(this.to(), '127.0.0.1');
      const pair: [Socket, Socket] = [near, far];
      this.pairs.add(pair);
      far.on('error', () => near.destroy());
      far.on('close', () => near.destroy());
      near.on('close', () => {
        far.destroy();
        this.pairs.delete(pair);
      });
      far.write(first);
      near.pipe(far);
      far.pipe(near);
    });
  }
}
