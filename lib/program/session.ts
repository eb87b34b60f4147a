import type { App } from './app';

/** What a command collects while it loads a program: the apps that the program makes. */
export interface Session {
  readonly apps: App[];
}

const key = Symbol.for('plinth.Session');

/** The session of the command that is loading the program; undefined when the program runs by itself. */
export function currentSession(): Session | undefined {
  return (globalThis as { [key]?: Session })[key];
}

/**
 * Runs a loader with a session open and returns the apps that it made, also those made while its promise was not yet settled.
 *
 * Whether the program calls `app.synth()` does not matter: under a command that only says it is complete.
 */
export async function collectApps(load: () => unknown): Promise<readonly App[]> {
  const session: Session = { apps: [] };
  const before = currentSession();
  set(session);
  try {
    await load();
  } finally {
    set(before);
  }
  return session.apps;
}

function set(session: Session | undefined): void {
  Object.defineProperty(globalThis, key, { value: session, configurable: true, writable: true });
}
