import { open, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './error-code';

const heartbeatMilliseconds = 2_000;
const staleMilliseconds = 30_000;

/**
 * Runs `work` while no other process runs it under the same lock file.
 *
 * The holder touches the file while it works, so the lock of a process that was killed grows old and is taken over,
 * also where the cache is shared by machines that do not see each other's processes. Two waiters may take over at the
 * same moment: then the work is done twice, which its caller must be able to bear.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryLock(file))) {
    await takeOverIfStale(file);
    await pause(100);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, heartbeatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(file, { force: true });
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function takeOverIfStale(file: string): Promise<void> {
  try {
    const age = Date.now() - (await stat(file)).mtimeMs;
    if (age < staleMilliseconds) return;
    const aside = `${file}.${String(process.pid)}`;
    await rename(file, aside);
    await rm(aside);
  } catch {
    // Its holder, or another waiter, was faster: the next turn of the loop sees what is there now.
  }
}
