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

/** Runs a loader with a session open and returns the apps that it made. */
export function collectApps(load: () => void): readonly App[] {
  const session: Session = { apps: [] };
  const before = currentSession();
  Object.defineProperty(globalThis, key, { value: session, configurable: true, writable: true });
  try {
    load();
  } finally {
    Object.defineProperty(globalThis, key, { value: before, configurable: true, writable: true });
  }
  return session.apps;
}
