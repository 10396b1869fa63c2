// A server of one story: a process of its own on a free port and a directory of its own, which can
// be killed and started again where it was.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { binary } from './binary.ts';

/** What a server starts from: nothing, a few rooms, or these and one with 10,000 messages. */
export type Data = 'empty' | 'small' | 'large';

// Where Debian's package libfaketime puts it.
const CLOCKS = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`);

// Scripts type faster than people: what a story is not about must not hold it up.
const FAST = { HARK_POSTS_PER_SECOND: '1000', HARK_COMMANDS_PER_SECOND: '1000', HARK_FORMS_PER_SECOND: '1000' };

export class Server {
  /** The port, the same after every start. */
  port = 0;
  /** Where the first owner comes in, while there is none. */
  ownerLink?: string;
  private process?: ChildProcess;
  private log: string[] = [];

  private constructor(
    private readonly directory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Starts a server with these settings; `since` is what its clock says then. */
  static async start(data: Data, since?: Date, settings: NodeJS.ProcessEnv = {}): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), 'hark-story-'));
    if (data !== 'empty') {
      cpSync(join(process.env.HARK_SEEDS!, data), directory, { recursive: true });
    }
    const server = new Server(directory, { ...FAST, ...settings, ...(since ? clockFrom(since) : {}) });
    await server.run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process again after it was killed. */
  async run(): Promise<void> {
    const arguments_ = ['serve', '--data', this.directory, '--listen', `127.0.0.1:${this.port}`];
    const env = { ...process.env, ...this.environment };
    const child = spawn(binary(), arguments_, { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

  /** A link by which somebody chooses a new password, as the operator makes one. */
  resetLink(email: string): string {
    const arguments_ = ['admin', 'reset-password', '--data', this.directory, '--public-url', this.url, email];
    const said = execFileSync(binary(), arguments_, { encoding: 'utf8', stdio: 'pipe' });
    return /http:\/\/\S+/.exec(said)![0];
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

function clockFrom(since: Date): NodeJS.ProcessEnv {
  const library = CLOCKS.find((path) => existsSync(path));
  if (!library) throw new Error('A server with another clock needs the package libfaketime.');
  const [day, time] = since.toISOString().split(/[T.]/);
  return { LD_PRELOAD: library, TZ: 'UTC', FAKETIME: `@${day} ${time}`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
}
