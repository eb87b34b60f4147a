import { freePort, Local, postgresPrograms, requirePrograms } from './local';

/** A real PostgreSQL on loopback, with passwords for everybody and a log of every statement. */
export class PostgresServer {
  readonly local = new Local();
  readonly password = 'of-superuser';
  port = 0;
  #output: () => string = () => '';

  /** `settings` are parameters by name; `env` is what the server's own children see. */
  async start(
    settings: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    requirePrograms(`${postgresPrograms}/postgres`, `${postgresPrograms}/initdb`);
    const { local } = this;
    const [data, run] = [local.path('data'), local.makeFolder(local.path('run'))];
    const pwfile = local.write('password', this.password);
    const initdb = await local.run('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${pwfile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ]);
    if (initdb.status !== 0) throw new Error(initdb.output);
    this.port = await freePort();
    const all = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: run,
      log_statement: 'all',
      fsync: 'off',
      ...settings,
    };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#output = local.start('postgres', ['-D', data, ...options], env).output;
    for (let attempt = 0; ; attempt++) {
      const { status, output } = await this.psql('postgres', ['-c', 'SELECT 1']);
      if (status === 0) return;
      if (attempt > 100) throw new Error(`${output}\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Everything that the server has logged. */
  get log(): string {
    return this.#output();
  }

  /** What a client needs to connect as a role. */
  env(user = 'postgres', password = this.password, port = this.port): Readonly<Record<string, string>> {
    return {
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: 'postgres',
      PGCONNECT_TIMEOUT: '5',
    };
  }

  psql(database: string, args: readonly string[], env = this.env()): Promise<{ status: number; output: string }> {
    return this.local.run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', database, ...args], env);
  }

  /** The answer to one statement, or what went wrong, in one line. */
  async ask(sql: string, database = 'postgres', env = this.env()): Promise<string> {
    return (await this.psql(database, ['-c', sql], env)).output.trim();
  }
}
