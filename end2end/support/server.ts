// A server of one story: a process of its own on a free port and a directory of its own, which can
// be killed and started again where it was.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { binary } from './binary.ts';

/** What a server starts from: nothing, a few rooms, or these and one with 10,000 messages. */
export type Data = 'empty' | 'small' | 'large';

export class Server {
  /** The port, the same after every start. */
  port = 0;
  /** Where the first owner comes in, while there is none. */
  ownerLink?: string;
  private process?: ChildProcess;
  private log: string[] = [];

  private constructor(private readonly directory: string) {}

  static async start(data: Data): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), 'hark-story-'));
    if (data !== 'empty') {
      cpSync(join(process.env.HARK_SEEDS!, data), directory, { recursive: true });
    }
    const server = new Server(directory);
    await server.run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process again after it was killed. */
  async run(): Promise<void> {
    const arguments_ = ['serve', '--data', this.directory, '--listen', `127.0.0.1:${this.port}`];
    const child = spawn(binary(), arguments_, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    createInterface({ input: child.stderr! }).on('line', (line) => this.log.push(line));
    await new Promise<void>((ready, failed) => {
      child.once('exit', (code) => failed(new Error(`hark ended with ${code}\n${this.tail()}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const [url] = /http:\/\/\S+/.exec(line) ?? [];
        if (line.startsWith('listening on ') && url) {
          this.port = Number(new URL(url).port);
          ready();
        } else if (url?.includes('/first-run/')) {
          this.ownerLink = url;
        }
      });
    });
  }

  /** Ends the process as a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks the process to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends the process and forgets its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The last of what the server logged. */
  tail(): string {
    return this.log.slice(-20).join('\n');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
